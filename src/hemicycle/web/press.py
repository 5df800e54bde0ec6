"""The press desk: a report is read and held against the record; a clerk confirms what it says."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hemicycle.clerk import Asked, Done
from hemicycle.press import Line, Reading, Register, compare, read, register_of
from hemicycle.press.gate import LARGEST_REPORT
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.press import (
    HandedIn,
    Problem,
    Recorded,
    press,
    public_record,
    rows,
)
from hemicycle.screens.view import View
from hemicycle.web import render
from hemicycle.web.acts import Refusal, acts_path, refusal_of
from hemicycle.web.confirming import Confirmation, confirmations
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request
from hemicycle.web.http_sessions import Login, is_csrf_token, is_same_origin
from hemicycle.web.pages import PAGES
from hemicycle.web.uploads import Upload, posted

NAME = "press"
LARGEST_POST = 4 * LARGEST_REPORT  # so that a report that is too long is told how long it may be
LARGEST_CONFIRMATION = 2 * LARGEST_POST  # the report again, and words in two languages beside it
MOST_WAITING = 8
BUSY = Reading(refusal="busy")
TOO_LARGE = HandedIn(
    reading=Reading(refusal="too_large", refusal_facts={"n": LARGEST_REPORT // 1024}),
    register=Register(),
)


@dataclass(slots=True)
class PressDesk:
    """Answers what is posted to the press page; one report is read at a time."""

    house: House
    drawing: Drawing
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    _waiting: int = 0

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """Read a report, or confirm what was read in one; no other address is known here."""
        is_confirming = rest == [NAME, "confirm"]
        if not is_confirming and rest != [NAME]:
            return self.drawing.missing(request)
        if not is_same_origin(request):
            return await self._page(request, session, problem=Refusal(403, "page_too_old", {}))
        login = self.house.http_sessions.of(request)
        largest = LARGEST_CONFIRMATION if is_seated(login, session) else LARGEST_POST
        try:
            upload = await posted(request, largest)
        except NotUnderstood as fault:
            if fault.reason_key == "form_too_large":
                return await self._page(request, session, TOO_LARGE, status=413)
            return await self._page(
                request, session, problem=Refusal(400, fault.reason_key, fault.facts)
            )
        handed_in = await self._handed_in(session, login, upload=upload)
        if handed_in.reading.refusal:
            return await self._page(
                request, session, handed_in, status=refused_with(handed_in.reading)
            )
        if not is_confirming:
            return await self._page(request, session, handed_in)
        return await self._confirm(request, session, handed_in)

    async def _handed_in(
        self, session: SessionId, login: Login | None, *, upload: Upload
    ) -> HandedIn:
        """The report of a form, read and compared; the file counts where there are both."""
        file = upload.files.get("file", b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        report = file or upload.fields.get("report", "")
        if self._waiting >= MOST_WAITING and not is_seated(login, session):
            return HandedIn(reading=BUSY, register=Register(), form=upload.fields)
        self._waiting += 1
        try:
            async with self._reading:
                view = self.house.view(session, login)
                view = replace(view, history=tuple(view.history))  # it grows while others act
                reading, register, lines = await asyncio.to_thread(looked_at, view, report)
        finally:
            self._waiting -= 1
        form = {**upload.fields, "report": reading.text or upload.fields.get("report", "")}
        return HandedIn(reading=reading, register=register, lines=lines, form=form)

    async def _confirm(self, request: Request, session: SessionId, handed_in: HandedIn) -> Answer:
        """Put what is ticked into the record, all of it or, where a field is wrong, nothing."""
        form = handed_in.form
        login = self.house.http_sessions.of(request)
        if login is None or not is_seated(login, session):
            problem = Refusal(401, "not_signed_in", {})
            return await self._page(request, session, handed_in, problem=problem)
        token = form.get("csrf", "")
        if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
            problem = Refusal(403, "page_too_old", {})
            return await self._page(request, session, handed_in, problem=problem)
        view = self.house.view(session, login)
        offered = rows(handed_in.reading, handed_in.register, body=view.body)
        wanted, problems = confirmations(
            form, offered, register=handed_in.register, by=login.seat(session)
        )
        if problems:
            return await self._page(
                request, session, replace(handed_in, problems=problems), status=422
            )
        return await self._ask(request, session, handed_in, wanted=wanted)

    async def _ask(
        self,
        request: Request,
        session: SessionId,
        handed_in: HandedIn,
        *,
        wanted: Sequence[Confirmation],
    ) -> Answer:
        """Ask the clerk for every act at once, and say what became of each."""
        asked = [self.house.queue.ask(Asked(session, one.act)) for one in wanted]
        outcomes = zip(wanted, await asyncio.gather(*asked), strict=True)
        recorded: dict[str, Recorded] = {}
        problems, status = [], 200
        for one, outcome in outcomes:
            if isinstance(outcome, Done):
                position = outcome.positions[0]
                recorded[one.key] = Recorded(one.number, position, outcome.is_repeated)
                continue
            refusal = refusal_of(outcome)
            status = refusal.status
            reason = Phrase(f"reason.{refusal.reason_key}", **refusal.facts)
            at = f"tick.{one.key}"
            problems.append(Problem(at, reason, one.number, refusal.rule_key))
        done = replace(handed_in, recorded=recorded, problems=tuple(problems))
        return await self._page(request, session, done, status=status)

    async def _page(
        self,
        request: Request,
        session: SessionId,
        handed_in: HandedIn | None = None,
        *,
        status: int = 200,
        problem: Refusal | None = None,
    ) -> Answer:
        """The press page with what was handed in, at the address where it is read again.

        Note: a long report has thousands of marks; while they are drawn, others are served.
        """
        place = self.drawing.place(request, session, [NAME])
        place = replace(place, path=f"/a/{session}/{NAME}")
        page = replace(PAGES[NAME], screen=lambda view, _argument: press(view, handed_in))
        if problem is not None:
            status = problem.status
        context = self.drawing.context(place, page, problem=problem)
        if handed_in is None or handed_in.reading.refusal:
            return Answer(status, render.page(page.template, context).encode())
        async with self._reading:
            drawn = await asyncio.to_thread(render.page, page.template, context)
        return Answer(status, drawn.encode())


def is_seated(login: Login | None, session: SessionId) -> bool:
    """Whether somebody with a seat in the session is asking."""
    return login is not None and bool(login.seat(session))


def looked_at(view: View, report: bytes | str) -> tuple[Reading, Register, tuple[Line, ...]]:
    """A report read against the register of the session, and compared with its public record."""
    register = register_of(view.names, view.assembly)
    reading = read(report, register)
    lines = () if reading.refusal else compare(reading, public_record(view))
    return reading, register, lines


def refused_with(reading: Reading) -> int:
    """The status that goes with a report that was not read."""
    return {"too_large": 413, "busy": 503}.get(reading.refusal, 422)
