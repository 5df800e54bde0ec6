"""What is posted to the page of a merge: that somebody settles a paragraph, or no more."""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import TextId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.textdesk.merging import merge_page
from hemicycle.web.acts import Refusal
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect, whole
from hemicycle.web.languages import split_prefix
from hemicycle.web.live import Broadcaster
from hemicycle.web.notes_desk import require_ours

NAME = "merge"
FRAGMENT = ["fragment", NAME]
HOLD, TAKE_OVER, LEAVE = "hold", "take_over", "leave"


@dataclass(frozen=True, slots=True)
class MergeDesk:
    """Knows who is at a merge; all others there are told at once of each change."""

    house: House
    drawing: Drawing
    broadcaster: Broadcaster

    def arrive(self, request: Request, session: SessionId, rest: list[str]) -> None:
        """Somebody reads the page, or the part of it that is fetched again."""
        text = rest[-1] if rest[:-1] in ([NAME], FRAGMENT) else ""
        login = self.house.http_sessions.of(request)
        if login is None or TextId(text) not in self.house.clerk.state(session).assembly.texts:
            return
        now = self.house.clock_of(session).now()
        if self.house.merging.arrive((session, TextId(text)), login.seat(session), now=now):
            self.broadcaster.ping(session, text)

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """Hold a paragraph, take it over or leave it, and go back to it, or say there why not."""
        text = "/".join(rest[1:])
        login = self.house.http_sessions.of(request)
        assert login is not None  # who has no seat here has not come so far
        shown = merge_page(self.house.view(session, login), text)
        if shown is None:
            return self.drawing.missing(request)
        prefix, path = split_prefix(request.path)
        back = f"{f'/{prefix}' if prefix else ''}{path}"
        try:
            form = await request.form()
            require_ours(request, session, login=login, token=form.get("csrf", ""))
        except NotUnderstood as fault:
            problem = Refusal(403, fault.reason_key, fault.facts)
            return await self.drawing.again(request, back, problem)
        number, does = whole(form.get("amendment")), form.get("do", "")
        place, member = (session, shown.text.id), login.seat(session)
        now = self.house.clock_of(session).now()
        meeting = next((one for one in shown.meetings if one.meeting.amendment == number), None)
        if meeting is None or not meeting.may_settle:
            problem = Refusal(409, "nothing_to_settle", {"amendment": number})
            return await self.drawing.again(request, back, replace(problem, form=form))
        held = self.house.merging.held(place, now=now).get(number)
        if does == HOLD and held is not None and held.member != member:
            problem = Refusal(
                409, "paragraph_held", {"member": held.member, "until_at": held.until}
            )
            return await self.drawing.again(request, back, replace(problem, form=form))
        if does == LEAVE:
            self.house.merging.leave(place, number, member=member)
        elif does in (HOLD, TAKE_OVER):
            self.house.merging.hold(place, number, member=member, now=now)
        self.broadcaster.ping(session, shown.text.id)
        return redirect(f"{back}#meeting-{number}")
