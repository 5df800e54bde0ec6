"""What pages behind Django need: their frame and words, who asks, and whether a post is from us."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web import render
from hemicycle.web.accounts.limits import Door
from hemicycle.web.acts import Refusal, acts_path
from hemicycle.web.asking_limits import ByNetwork
from hemicycle.web.context import frame, of_house, words
from hemicycle.web.drawing import Drawing
from hemicycle.web.http import Request
from hemicycle.web.http_sessions import Login, is_csrf_token, is_ours
from hemicycle.web.installation import Installation
from hemicycle.web.languages import OFFERED
from hemicycle.web.pages import Page


@dataclass(slots=True)
class Shell:
    """What the views work with; set once, when the application is put together."""

    installation: Installation
    drawing: Drawing
    door: Door = field(default_factory=Door)
    asked: ByNetwork = field(default_factory=ByNetwork)


shell: list[Shell] = []
SEE_OTHER = 303
REHEARSAL = "rehearsal"  # the basis of a session that is played


def use(installation: Installation, drawing: Drawing) -> None:
    """Give the views the house they serve."""
    shell[:] = [Shell(installation, drawing)]


def language_of(request: HttpRequest, prefix: str | None) -> str:
    """The language of a page of ours: its address, or what the browser prefers."""
    if prefix:
        return prefix
    asked = request.headers.get("Accept-Language", "")
    return next((one[:2] for one in asked.split(",") if one[:2] in OFFERED), OFFERED[0])


def drawn(
    request: HttpRequest,
    prefix: str | None,
    template: str,
    *,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """A page of ours, with the words of its language."""
    language = language_of(request, prefix)
    spoken = words(shell[0].installation.house.phrases, language)
    path = request.path.removeprefix(f"/{prefix}") if prefix else request.path
    of_ours = of_house(shell[0].installation.house)
    context = spoken | frame(f"/{prefix}" if prefix else "", path) | of_ours | facts
    answer = HttpResponse(render.page(template, context), status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def is_from_us(request: HttpRequest) -> bool:
    """Whether a post comes from a page of ours."""
    headers = request.headers
    return is_ours(
        site=headers.get("Sec-Fetch-Site", ""),
        origin=headers.get("Origin", ""),
        host=headers.get("Host", ""),
    )


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of ours, or the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if wanted.startswith("/") and wanted[1:2] not in ("/", "\\") else "/"


# -- the desk of a session's secretariat ----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One request to the desk of a session, or to another part of it that Django answers."""

    request: HttpRequest
    session: SessionId
    login: Login | None
    part: str = "desk"

    @staticmethod
    def of(request: HttpRequest, session: str, part: str = "desk") -> "Desk":
        """The desk that a request asks for, and who asks; by the cookie, as on the hot path."""
        login = shell[0].installation.house.http_sessions.of(as_hot(request))
        return Desk(request=request, session=SessionId(session), login=login, part=part)

    def keeps_out(self) -> HttpResponse | None:
        """The answer to a post without the token of the page that it comes from, else None.

        Note: that only the secretariat comes as far as here is the table of permissions' to see.
        """
        if self.request.method != "POST" or self.is_posted_from_here:
            return None
        return self.page("page_too_old.html", {}, problem=Refusal(403, "page_too_old", {}))

    @property
    def is_posted_from_here(self) -> bool:
        """Whether a post carries the token of a page of this session."""
        token = self.request.POST.get("csrf", "")
        is_known = self.login is not None and is_csrf_token(
            self.login, acts_path(self.session), token=token
        )
        return is_known and is_from_us(self.request)

    @property
    def label(self) -> str:
        """Who asks, as the history of a file tells it."""
        return self.login.label if self.login else ""

    @property
    def is_rehearsal(self) -> bool:
        """Whether the session is played with invented parliaments."""
        opened = shell[0].installation.house.clerk.state(self.session).assembly.session
        return opened is not None and opened.basis == REHEARSAL

    @property
    def language(self) -> str:
        """The language of the page that is asked for."""
        return shell[0].drawing.place(as_hot(self.request), self.session, [self.part]).language

    def page(
        self,
        template: str,
        facts: Mapping[str, Any],
        *,
        status: int = 200,
        problem: Refusal | None = None,
    ) -> HttpResponse:
        """A page of the desk, in the frame of its session; `facts` are at hand in the template."""
        drawing = shell[0].drawing
        place = drawing.place(as_hot(self.request), self.session, [self.part])
        page = Page(template=template, screen=lambda _view, _argument: None)
        context = drawing.context(place, page, problem=problem) | dict(facts)
        answer = HttpResponse(
            render.page(template, context), status=problem.status if problem else status
        )
        answer["Cache-Control"] = "no-store"
        return answer


def as_hot(request: HttpRequest) -> Request:
    """A request of Django's as the hot paths read it; its body is Django's."""
    assert isinstance(request, ASGIRequest)
    return Request(dict(request.scope), nothing_more)


async def nothing_more() -> MutableMapping[str, Any]:
    """The body has been read."""
    return {"type": "http.disconnect"}
