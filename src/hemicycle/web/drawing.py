"""Pages and their parts: what a login sees at an address, drawn once wherever it can be shared."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.view import PLENARY, View
from hemicycle.screens.vote import Vote
from hemicycle.web import languages, render
from hemicycle.web.acts import Refusal, acts_path
from hemicycle.web.context import (
    Place,
    already,
    frame,
    known_here,
    live_url,
    of_house,
    receipt_of,
    shown,
    words,
)
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request, busy, redirect
from hemicycle.web.http_sessions import Login, csrf_token
from hemicycle.web.kept_answers import tagged
from hemicycle.web.live import PERSONAL, Audience, Parts, clock_frame
from hemicycle.web.missing import lost
from hemicycle.web.pages import PAGES, READ_FROM_QUERY, Page, page_at
from hemicycle.web.permissions import (
    GATE,
    IN_SESSION,
    PROTOCOL,
    RECORD_CLERK,
    STAFF,
    Permissions,
    roles_in,
)
from hemicycle.web.public_site import of_public_site
from hemicycle.web.session_search import SessionSearch
from hemicycle.web.since_boot import on_for_s

LARGEST_CACHE = 200
OF_A_VIEW = frozenset({"view"})  # the same for everybody who asks for it
# What differs between two unmarked ballot papers, while they are drawn.
PERSON, TOKEN, PRESS = (f"o-{secrets.token_hex(12)}" for _ in range(3))


class Drawing:
    """Draws the pages of a house."""

    def __init__(self, house: House, permissions: Permissions) -> None:
        self.house = house
        self.permissions = permissions
        self._papers: dict[tuple[object, ...], bytes] = {}
        self.search = SessionSearch(house)

    # -- whole pages -----------------------------------------------------------------

    def page(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """A page, a personal part or the time, at an address of a session."""
        return self.prepared(request, session, rest)()

    def prepared(
        self, request: Request, session: SessionId, rest: list[str]
    ) -> Callable[[], Answer]:
        """What draws it, in any thread, from everything as it is now."""
        if rest == ["time"]:
            return partial(self.time, session)
        is_part = rest[:1] == ["fragment"]
        place = self.place(request, session, rest[1:] if is_part else rest)
        page = page_at(place.page, place.argument)
        if page is None or bool(place.argument) != page.needs_argument or rest == ["fragment"]:
            return partial(self.missing, request)
        if is_part:
            is_empty = page.needs_argument and self.looked_at(place, page)[1] is None
            return partial(self.missing, request) if is_empty else partial(self.part, place, page)
        view, data = self.looked_at(place, page)
        if page.needs_argument and data is None:
            return partial(self.missing, request)
        context = self.context(place, page, view=view, data=data)
        is_own = place.login is not None or page.needs_seat
        is_shared = not is_own and place.query.keys() <= OF_A_VIEW

        def draw() -> Answer:
            """The page."""
            answer = Answer(200, render.page(page.template, context).encode())
            return tagged(answer, request.path) if is_shared else answer

        return draw

    async def sought(self, place: Place) -> bool:
        """Search before a page shows what was found; False where too many search already."""
        if place.page != "search":
            return True
        return await self.search.ahead(place.session, place.language, query=place.query)

    def looked_at(self, place: Place, page: Page) -> tuple[View, object]:
        """The session as who is asking may see it, and what the page is drawn from.

        That is None where a page of one thing finds nothing of that number.
        """
        view = self.house.view(place.session, place.login, body=place.body)
        view = replace(view, history=tuple(view.history))  # it grows while others act
        return view, page.shows(view, place.argument, query=place.query, language=place.language)

    async def again(self, request: Request, back: str, problem: Refusal) -> Answer:
        """The page an act came from, with the reason why nothing was done."""
        path, _, query = back.partition("?")
        prefix, path = languages.split_prefix(path)
        parts = path.strip("/").split("/")
        session = SessionId(parts[1] if len(parts) > 1 else "")
        rest = parts[2:]
        place = self.place(request, session, rest, prefix=prefix, query=query)
        if problem.status == HTTPStatus.UNAUTHORIZED:
            return self.asked_who(place) or redirect(f"/login?{urlencode({'next': back})}")
        if self.house.has(session) and not self.may_read(place, rest):
            place = self.place(request, session, [], prefix=prefix, query="")
        page = page_at(place.page, place.argument)
        if not self.house.has(session) or page is None:
            return self.missing(request, status=problem.status)
        if not await self.sought(place):
            return busy("Too many search.")
        view, data = self.looked_at(place, page)
        if page.needs_argument and data is None:
            return self.missing(request, status=problem.status)
        drawn = self.drawn(place, page, problem=problem, view=view, data=data)
        return Answer(problem.status, drawn.encode())

    def may_read(self, place: Place, rest: list[str]) -> bool:
        """Whether a page is open to who is asking; what a form names as its page is not proof."""
        asked = self.permissions.of("GET", [IN_SESSION, place.session, *rest])
        assembly = self.house.clerk.state(place.session).assembly
        return asked is None or bool(asked.who & roles_in(place.session, assembly, place.login))

    def drawn(
        self,
        place: Place,
        page: Page,
        *,
        problem: Refusal | None = None,
        view: View | None = None,
        data: object = None,
    ) -> str:
        """A page as it looks now; `view` and `data` where they are known already."""
        context = self.context(place, page, problem=problem, view=view, data=data)
        return render.page(page.template, context)

    def small(
        self, request: Request, template: str, facts: Mapping[str, object], *, status: int = 200
    ) -> Answer:
        """A page that belongs to no session: start, help, an error, a seat to take."""
        prefix, path = languages.split_prefix(request.path)
        language = prefix or languages.negotiated(request)
        code = f"/{prefix}" if prefix else ""
        own = {**frame(code, path), **of_house(self.house), **facts}
        context = words(self.house.phrases, language) | own
        return Answer(status, render.page(template, context).encode())

    def missing(self, request: Request, status: int = 404) -> Answer:
        """There is nothing at this address: of a session it is said what, and where to look."""
        nowhere = lost(self.house, request.path) if status == HTTPStatus.NOT_FOUND else None
        if nowhere is not None:
            place = self.place(request, nowhere.session, ["missing"])
            page = Page(template="missing.html", screen=lambda _view, _argument: nowhere)
            return Answer(status, self.drawn(place, page).encode())
        return self.small(request, "error.html", {"status": status}, status=status)

    def kept_out(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """A page that not everybody may see: sign in first, or be told who may."""
        if rest[:1] == ["fragment"]:
            return Answer(401)
        place = self.place(request, session, rest)
        if place.login is None:
            return redirect(f"{place.prefix}/login?{urlencode({'next': place.path})}")
        page = Page(template="forbidden.html", screen=lambda _view, _argument: None)
        return self.asked_who(place) or Answer(403, self.drawn(place, page).encode())

    def asked_who(self, place: Place) -> Answer | None:
        """The question who it is, on a tablet that a delegation shares and on which nobody acts."""
        login, session = place.login, place.session
        if login is None or session not in login.tablets or login.seat(session):
            return None
        wanted = f"?{urlencode({'next': place.page})}" if place.page in PAGES else ""
        return redirect(f"{place.prefix}/a/{session}/tablet{wanted}")

    # -- parts -----------------------------------------------------------------------

    def part(self, place: Place, page: Page) -> Answer:
        """The live blocks of a page for one person, as the page fetches them."""
        view = self.house.view(place.session, place.login, body=place.body)
        data = page.screen(view, place.argument)
        if isinstance(data, Vote) and data.paper is not None and data.paper.own is None:
            return Answer(200, self.unmarked_paper(place, page, data=data, view=view))
        drawn = self.drawn_blocks(place, page, view=view, data=data)
        return Answer(200, "".join(drawn.values()).encode())

    def unmarked_paper(self, place: Place, page: Page, *, data: Vote, view: View) -> bytes:
        """A ballot paper nobody has marked yet: drawn once for all who may place as many votes.

        Note: when a vote opens a thousand telephones fetch theirs at once; only the person, the
        token and the number of the press differ, and are put in afterwards.
        """
        position = view.assembly.position
        of_page = (place.language, place.prefix, place.body, view.viewer.is_shared)
        waits = (data.seat.vote_waits, data.seat.floor_waits)
        key = (place.session, position, *of_page, data.paper, waits)
        paper = self._papers.get(key)
        if paper is None:
            nobody = replace(data, seat=replace(data.seat, member=MemberId(PERSON)))
            context = self.context(place, page, view=view, data=nobody)
            context |= {"csrf": TOKEN, "act_id": lambda: PRESS}
            drawn = [render.part(page.template, name, context=context) for name in page.blocks]
            if len(self._papers) >= LARGEST_CACHE:
                self._papers.clear()
            paper = self._papers[key] = "".join(drawn).encode()
        assert place.login is not None
        token = csrf_token(place.login, acts_path(place.session))
        return (
            paper.replace(PERSON.encode(), view.viewer.member.encode())
            .replace(TOKEN.encode(), token.encode())
            .replace(PRESS.encode(), secrets.token_hex(12).encode())
        )

    def blocks(self, audience: Audience) -> Parts:
        """The live blocks of a page for everyone who sees the same."""
        place = Place(
            session=audience.session,
            page=audience.page,
            argument=audience.argument,
            body=audience.body,
            language=audience.language,
            prefix=f"/{audience.language}",
            login=None,
            host="",
            path="",
            query={},
        )
        page = page_at(audience.page, audience.argument)
        assert page is not None  # there is no audience without its page
        return self.drawn_blocks(place, page)

    def drawn_blocks(
        self, place: Place, page: Page, *, view: View | None = None, data: object = None
    ) -> Parts:
        """Each live block of a page; `view` and `data` where they are known already."""
        context = self.context(place, page, view=view, data=data)
        return {name: render.part(page.template, name, context=context) for name in page.blocks}

    def audience(
        self, request: Request, session: SessionId
    ) -> tuple[Audience | None, DelegationId]:
        """Who listens to a stream: a shared page's audience, or the one of personal pings."""
        of = [request.query["of"]] if "of" in request.query else []
        place = self.place(request, session, [request.query.get("view", ""), *of])
        page = page_at(place.page, place.argument)
        if page is None or (of and not self.is_of_one(place, page)):
            return None, NO_DELEGATION
        if not page.needs_seat:
            own = (place.page, place.body, place.language, place.argument)
            return Audience(session, *own), NO_DELEGATION
        member = place.login.seat(session) if place.login else None
        if not member:
            return None, NO_DELEGATION
        person = self.house.clerk.state(session).assembly.people.get(member)
        delegation = person.delegation if person else NO_DELEGATION
        return Audience(session, PERSONAL, "", ""), delegation

    def is_of_one(self, place: Place, page: Page) -> bool:
        """Whether a page of one thing follows live, and there is that thing."""
        return page.is_live and page.needs_argument and self.looked_at(place, page)[1] is not None

    def time(self, session: SessionId) -> Answer:
        """What time it is in a session, for the clocks of browsers."""
        return Answer(200, json.dumps(self._time(session)).encode(), "application/json")

    def clock_frame(self, session: SessionId) -> bytes:
        """The same for streams."""
        clock = self.house.clock_of(session)
        return clock_frame(clock.now(), clock.rate_thousandths)

    def _time(self, session: SessionId) -> dict[str, float]:
        clock = self.house.clock_of(session)
        return {"now": clock.now(), "rate": clock.rate_thousandths / 1000}

    # -- what templates are given -----------------------------------------------------

    def place(
        self,
        request: Request,
        session: SessionId,
        rest: list[str],
        *,
        prefix: str = "",
        query: str | None = None,
    ) -> Place:
        """Read an address."""
        asked, path = languages.split_prefix(request.path)
        language = prefix or asked
        login = self.house.http_sessions.of(request)
        given = dict(request.query) if query is None else dict(parse_qsl(query))
        page, argument = (*rest, "")[0], "/".join(rest[1:])
        speaks = page in PAGES and PAGES[page].speaks_argument and argument in languages.OFFERED
        own = language or (argument if speaks else "")
        wished = given.get("lang") or (login.language if login else "")
        return Place(
            session=session,
            page=page,
            argument=argument,
            body=self.known_body(session, given.get("body", "")),
            language=own or languages.negotiated(request, wished),
            prefix=f"/{language}" if language else "",
            login=login,
            host=request.header(b"host"),
            path=path,
            query={name: text for name, text in given.items() if name in READ_FROM_QUERY},
            browser=self.house.http_sessions.key_of(request),
        )

    def known_body(self, session: SessionId, wished: str) -> str:
        """The body that is asked for, or the plenary: nobody makes audiences of their own."""
        bodies = self.house.clerk.state(session).assembly.bodies
        return wished if wished in bodies else PLENARY

    def context(
        self,
        place: Place,
        page: Page,
        *,
        problem: Refusal | None = None,
        view: View | None = None,
        data: object = None,
    ) -> dict[str, Any]:
        """Everything a template may use; `view` and `data` where they are known already."""
        house, session = self.house, place.session
        if view is None:
            view, data = self.looked_at(place, page)
        state = house.clerk.state(session)
        opened = view.assembly.session
        assert opened is not None
        login = place.login
        prefix, path = place.prefix, place.path
        own = {
            "s": data,
            "view": view,
            "session": opened,
            "body": view.body,
            "page_name": place.page,
            "band": "" if opened.basis == "acted" else opened.basis,
            "live_url": live_url(house, place, page=page, view=view),
            "prefix": prefix,
            "base": f"{prefix}/a/{session}",
            "path": path,
            "query": place.query,
            "back": f"{prefix}{path}?body={view.body}",
            **who_asks(login),
            "is_staff": STAFF in roles_in(session, view.assembly, login),
            "keeps_file": login is not None and session in login.files,
            "acting_left_s": acting_left_s(login),
            "is_at_gate": GATE in roles_in(session, view.assembly, login),
            "writes_takes": RECORD_CLERK in roles_in(session, view.assembly, login),
            "finds_rooms": PROTOCOL in roles_in(session, view.assembly, login),
            "csrf": csrf_token(login, acts_path(session)) if login else "",
            "act_url": lambda act: f"/a/{session}/acts/{act}",
            "ballots_url": lambda number: f"/a/{session}/divisions/{number}/ballots",
            "part_url": lambda part: f"{prefix}/a/{session}/fragment/{part}?body={view.body}",
            "refusal": shown(view, problem),
            "already": already(place.query),
            "form": problem.form if problem else {},
            "receipt": receipt_of(state.boxes, data),
            "demo": house.demo.bar(session, place.host) if house.demo else None,
        }
        known = known_here(house, place, view) | of_public_site(house, self.search, place)
        return words(house.phrases, place.language, view=view) | known | own


def who_asks(login: Login | None) -> dict[str, Any]:
    """What the foot of a page says of whoever is signed in."""
    return {"user": login.label if login else "", "operates": bool(login and login.is_operator)}


def acting_left_s(login: Login | None) -> int:
    """For how many seconds somebody still acts on a shared tablet; 0 where nobody does."""
    return max(0, int(login.acting_until_s - on_for_s())) if login else 0
