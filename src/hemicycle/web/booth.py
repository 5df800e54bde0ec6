"""What is posted from a booth: the request for slower speech, which nobody signs."""

from dataclasses import dataclass
from urllib.parse import urlencode

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId
from hemicycle.screens.booth_languages import BOOTHS
from hemicycle.web.acts import Refusal, acts_path
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import is_csrf_token, is_same_origin
from hemicycle.web.languages import split_prefix
from hemicycle.web.live import Broadcaster

NAME = "booth"


@dataclass(frozen=True, slots=True)
class BoothDesk:
    """Answers what is posted to the page of a booth."""

    house: House
    drawing: Drawing
    broadcaster: Broadcaster

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """Count the request of a booth and go back to its page, or say there why not."""
        language = "/".join(rest[1:])
        if language not in BOOTHS:
            return self.drawing.missing(request)
        try:
            form = await request.form()
        except NotUnderstood as fault:
            unread = Refusal(400, fault.reason_key, fault.facts)
            return await self.drawing.again(request, request.path, unread)
        body = BodyId(self.drawing.known_body(session, form.get("body", "")))
        prefix, path = split_prefix(request.path)
        back = f"{f'/{prefix}' if prefix else ''}{path}?{urlencode({'body': body})}"
        problem = self._problem(request, session, form.get("csrf", ""), body=body)
        if problem is not None:
            return await self.drawing.again(request, back, problem)
        self._ask(request, session, body, booth=language)
        return redirect(back)

    def _problem(
        self, request: Request, session: SessionId, token: str, *, body: BodyId
    ) -> Refusal | None:
        """Why the request cannot be counted."""
        login = self.house.http_sessions.of(request)
        assert login is not None  # who has no seat in a booth has not come so far
        if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
            return Refusal(403, "page_too_old", {})
        known = self.house.clerk.state(session).assembly.bodies.get(body)
        if known is None or not known.floor.holder:
            return Refusal(409, "nobody_speaks", {})
        return None

    def _ask(self, request: Request, session: SessionId, body: BodyId, *, booth: str) -> None:
        """Count it, and let the chair's console and the speaker's telephone fetch the new count."""
        floor = self.house.clerk.state(session).assembly.bodies[body].floor
        browser = self.house.http_sessions.key_of(request)
        if self.house.slower.ask((session, body), floor, booth=booth, browser=browser):
            self.broadcaster.ping(session, "chair floor")
