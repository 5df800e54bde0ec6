"""The form in which an amendment is proposed: looked at before it is lodged, nothing recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.assembly import TextId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_proposal import Proposal, proposal, with_preview
from hemicycle.web import render
from hemicycle.web.act_forms import parse
from hemicycle.web.acts import Refusal, acts_path
from hemicycle.web.drawing import Drawing
from hemicycle.web.edited_desk import NAME as EDITED
from hemicycle.web.edited_desk import EditedDesk
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import is_csrf_token, is_same_origin
from hemicycle.web.languages import split_prefix
from hemicycle.web.pages import page_at

ACT = "lodge_amendment"
SLASHED = 3  # parts of an address below a session: the page, and a symbol in two at least
ASKED = ("at", "do", "to")  # what the address of the form says


@dataclass(frozen=True, slots=True)
class TextDesk:
    """Answers what is posted to the form; what is lodged goes the way of every act."""

    house: House
    drawing: Drawing

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """The form again with what the amendment would do, or with the reason why it may not be."""
        if rest[-1] == EDITED:
            return await EditedDesk(self.house, self.drawing).answer(request, session, rest)
        try:
            form = await request.form()
        except NotUnderstood as fault:
            return await self._again(request, {}, Refusal(400, fault.reason_key, fault.facts))
        login = self.house.http_sessions.of(request)
        assert login is not None  # who has no seat has not come so far
        token = form.get("csrf", "")
        if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
            return await self._again(request, form, Refusal(403, "page_too_old", {}))
        view = self.house.view(session, login, body=form.get("body", ""))
        try:
            act = parse(ACT, form, by=view.viewer.member)
        except NotUnderstood as fault:
            problem = Refusal(422, fault.reason_key, fault.facts, at_field=fault.field)
            return await self._again(request, form, problem)
        assert isinstance(act, LodgeAmendment)
        refusal = view.may(replace(act, act_id="dry-run"))
        if refusal is not None:
            problem = Refusal(409, refusal.reason_key, refusal.facts, rule_key=refusal.rule_key)
            return await self._again(request, form, problem)
        argument = "/".join(rest[1:])
        shown = proposal(view, argument, Asked(fields=asked_in(form)))
        if shown is None:
            return self.drawing.missing(request)
        return self._looked_at(
            request, session, rest, form=form, shown=with_preview(view, shown, act)
        )

    def _looked_at(
        self,
        request: Request,
        session: SessionId,
        rest: list[str],
        *,
        form: Mapping[str, str],
        shown: Proposal,
    ) -> Answer:
        """The form with what was typed and what it would do."""
        place = self.drawing.place(request, session, rest)
        page = page_at(place.page, place.argument)
        assert page is not None  # the table of permissions lets no other address come here
        view = self.house.view(session, place.login, body=place.body)
        context = self.drawing.context(place, page, view=view, data=shown) | {"form": form}
        return Answer(200, render.page(page.template, context).encode())

    async def _again(self, request: Request, form: Mapping[str, str], problem: Refusal) -> Answer:
        """The form with what was typed, and why it cannot be lodged so."""
        back = f"{request.path}?{urlencode(asked_in(form))}"
        return await self.drawing.again(request, back, replace(problem, form=form))


def asked_in(form: Mapping[str, str]) -> dict[str, str]:
    """Of which paragraph or amendment the form is."""
    return {name: form[name] for name in ASKED if form.get(name)}


def redirected(
    house: House, request: Request, session: SessionId, rest: list[str]
) -> Answer | None:
    """From a symbol with its slashes to the address of its text; None at any other address."""
    known = house.clerk.state(session).assembly.texts
    if rest[:1] != ["texts"] or len(rest) < SLASHED or rest[1] in known:
        return None
    for end in range(len(rest), 1, -1):
        wanted = TextId("-".join(rest[1:end]))
        if wanted in known:
            prefix, _ = split_prefix(request.path)
            here = f"/{prefix}/a/{session}" if prefix else f"/a/{session}"
            return redirect("/".join((here, "texts", wanted, *rest[end:])))
    return None
