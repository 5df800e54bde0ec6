"""Pages and their parts: what a login sees at an address, drawn once wherever it can be shared."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup

from hemicycle.clerk import Receipt, system_now
from hemicycle.clerk.state import OpenBox
from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.view import View
from hemicycle.screens.vote import Vote
from hemicycle.web import languages, render
from hemicycle.web.acts import Refusal, acts_path
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request, redirect
from hemicycle.web.http_sessions import Login, csrf_token
from hemicycle.web.live import Audience, Parts, clock_frame
from hemicycle.web.pages import PAGES, Page
from hemicycle.web.static_files import static_url

LARGEST_CACHE = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A refusal as a page shows it: the reason, the rule's article, and where on the page."""

    reason: Phrase
    rule_key: str
    article: str
    is_verified: bool
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which page of which session is asked for, in which language, by whom."""

    session: SessionId
    page: str
    argument: str
    body: str
    language: str
    prefix: str
    login: Login | None
    host: str
    path: str
    query: Mapping[str, str]


class Drawing:
    """Draws the pages of a house."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._kept: dict[tuple[object, ...], Answer] = {}
        self._parts: dict[tuple[object, ...], Answer] = {}

    # -- whole pages -----------------------------------------------------------------

    def page(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """A page, a personal part or the time, at an address of a session."""
        if rest == ["time"]:
            return self.time(session)
        is_part = rest[:1] == ["fragment"]
        place = self.place(request, session, rest[1:] if is_part else rest)
        page = PAGES.get(place.page)
        if page is None or bool(place.argument) != page.needs_argument:
            return self.missing(request)
        if page.needs_seat and (place.login is None or not place.login.seat(session)):
            return self.unseated(place, is_part=is_part)
        if is_part:
            return self.part(place, page)
        if place.login is not None or page.needs_seat:
            return Answer(200, self.drawn(place, page).encode())
        return self.shared(request, place, page)

    def shared(self, request: Request, place: Place, page: Page) -> Answer:
        """A public page, drawn once for a position, a set of names and a language."""
        state = self.house.clerk.state(place.session)
        key = (
            *(place.session, place.page, place.argument, place.body, place.language),
            *(place.prefix, place.host, state.tail.position, state.ballots),
            *(self.house.names_of(place.session).revision, tuple(sorted(place.query.items()))),
            self.house.demo.mark() if self.house.demo else "",
        )
        answer = self._kept.get(key)
        if answer is None:
            body = self.drawn(place, page).encode()
            etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'.encode()
            headers = [(b"etag", etag), (b"cache-control", b"no-cache"), (b"vary", vary(place))]
            answer = Answer(200, body, headers=headers)
            if len(self._kept) >= LARGEST_CACHE:
                self._kept.clear()
            self._kept[key] = answer
        if request.header(b"if-none-match").encode() == dict(answer.headers)[b"etag"]:
            return Answer(304, media_type="", headers=answer.headers)
        return answer

    async def again(self, request: Request, back: str, problem: Refusal) -> Answer:
        """The page an act came from, with the reason why nothing was done."""
        path, _, query = back.partition("?")
        prefix, path = languages.split_prefix(path)
        parts = path.strip("/").split("/")
        session = SessionId(parts[1] if len(parts) > 1 else "")
        rest = parts[2:]
        if problem.status == HTTPStatus.UNAUTHORIZED:
            return redirect(f"/login?{urlencode({'next': back})}")
        place = self.place(request, session, rest, prefix=prefix, query=query)
        page = PAGES.get(place.page)
        if not self.house.has(session) or page is None:
            return self.missing(request, status=problem.status)
        return Answer(problem.status, self.drawn(place, page, problem).encode())

    def drawn(self, place: Place, page: Page, problem: Refusal | None = None) -> str:
        """A page as it looks now."""
        return render.page(page.template, self.context(place, page, problem))

    def small(
        self, request: Request, template: str, facts: Mapping[str, object], status: int = 200
    ) -> Answer:
        """A page that belongs to no session: start, help, an error, a seat to take."""
        prefix, path = languages.split_prefix(request.path)
        language = prefix or languages.negotiated(request)
        code = f"/{prefix}" if prefix else ""
        context = self.words(language) | self.frame(code, path) | dict(facts)
        return Answer(status, render.page(template, context).encode())

    def missing(self, request: Request, status: int = 404) -> Answer:
        """There is nothing at this address."""
        return self.small(request, "error.html", {"status": status}, status)

    def frame(self, prefix: str, path: str) -> dict[str, Any]:
        """What the frame of a page needs where no session gives it."""
        return {
            "session": None,
            "s": None,
            "view": None,
            "page_name": "start",
            "band": "",
            "user": "",
            "demo": None,
            "refusal": None,
            "already": 0,
            "live_url": "",
            "now": system_now(),
            "rate": 1,
            "time_url": "/time",
            "prefix": prefix,
            "path": path,
            "back": f"{prefix}{path}",
            "position": 0,
            "csrf": "",
        }

    def unseated(self, place: Place, *, is_part: bool) -> Answer:
        """A page for persons with a seat: sign in first, or say who may see it."""
        if is_part:
            return Answer(401)
        if place.login is None:
            return redirect(f"{place.prefix}/login?{urlencode({'next': place.path})}")
        page = Page(template="forbidden.html", screen=lambda _view, _argument: None)
        return Answer(403, self.drawn(place, page).encode())

    # -- parts -----------------------------------------------------------------------

    def part(self, place: Place, page: Page) -> Answer:
        """The live blocks of a page for one person, as the page fetches them."""
        return Answer(200, "".join(self.drawn_blocks(place, page).values()).encode())

    def blocks(self, audience: Audience) -> Parts:
        """The live blocks of a page for everyone who sees the same."""
        place = Place(
            session=audience.session,
            page=audience.page,
            argument="",
            body=audience.body,
            language=audience.language,
            prefix="",
            login=None,
            host="",
            path="",
            query={},
        )
        return self.drawn_blocks(place, PAGES[audience.page])

    def drawn_blocks(self, place: Place, page: Page) -> Parts:
        """Each live block of a page."""
        context = self.context(place, page)
        return {name: render.part(page.template, name, context) for name in page.blocks}

    def audience(
        self, request: Request, session: SessionId
    ) -> tuple[Audience | None, DelegationId]:
        """Who listens to a stream: a shared page's audience, or the one of personal pings."""
        place = self.place(request, session, [request.query.get("view", "")])
        page = PAGES.get(place.page)
        if page is None:
            return None, NO_DELEGATION
        if not page.needs_seat:
            return Audience(session, place.page, place.body, place.language), NO_DELEGATION
        member = place.login.seat(session) if place.login else None
        if not member:
            return None, NO_DELEGATION
        person = self.house.clerk.state(session).assembly.people.get(member)
        delegation = person.delegation if person else NO_DELEGATION
        return Audience(session, "", "", ""), delegation

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
        wished = given.get("lang") or (login.language if login else "")
        return Place(
            session=session,
            page=rest[0] if rest else "",
            argument=rest[1] if len(rest) > 1 else "",
            body=given.get("body", "plenary"),
            language=language or languages.negotiated(request, wished),
            prefix=f"/{language}" if language else "",
            login=login,
            host=request.header(b"host"),
            path=path,
            query=given,
        )

    def context(self, place: Place, page: Page, problem: Refusal | None = None) -> dict[str, Any]:
        """Everything a template may use."""
        house, session = self.house, place.session
        view = house.view(session, place.login, place.body)
        state = house.clerk.state(session)
        opened = view.assembly.session
        assert opened is not None
        clock = house.clock_of(session)
        data = page.screen(view, place.argument)
        login = place.login
        prefix, path = place.prefix, place.path
        own = {
            "s": data,
            "view": view,
            "session": opened,
            "body": view.body,
            "page_name": place.page,
            "position": state.tail.position,
            "words": root_words(house.clerk.root(session)),
            "root": house.clerk.root(session).hex(),
            "verification_key": house.clerk.verification_key(session),
            "band": "" if opened.basis == "acted" else opened.basis,
            "now": clock.now(),
            "rate": clock.rate_thousandths / 1000,
            "time_url": f"/a/{session}/time",
            "live_url": live_url(place, page, view, state.tail.position),
            "prefix": prefix,
            "base": f"{prefix}/a/{session}",
            "path": path,
            "back": f"{prefix}{path}?body={view.body}",
            "user": login.label if login else "",
            "csrf": csrf_token(login, acts_path(session)) if login else "",
            "act_url": lambda act: f"/a/{session}/acts/{act}",
            "ballots_url": lambda number: f"/a/{session}/divisions/{number}/ballots",
            "part_url": lambda part: f"{prefix}/a/{session}/fragment/{part}?body={view.body}",
            "refusal": shown(view, problem),
            "already": int(place.query.get("already") or 0),
            "receipt": receipt_of(state.boxes, data),
            "demo": house.demo.bar(session, place.host) if house.demo else None,
        }
        return self.words(place.language, view=view) | own

    def words(self, language: str, *, view: View | None = None) -> dict[str, Any]:
        """The words of a page: phrases and names in its language."""
        phrases = self.house.phrases
        names = view.names if view else self.house.no_names
        zone = view.assembly.session.zone if view and view.assembly.session else "UTC"
        rules = view.rules if view else None

        def t(key: str, **facts: object) -> Markup:
            return phrases.html(key, language, names, **{"zone": zone, **facts})

        def ts(key: str, **facts: object) -> str:
            return phrases.say(key, language, names, **{"zone": zone, **facts})

        def phrase(said: Phrase) -> Markup:
            return t(said.key, **said.facts)

        return {
            "t": t,
            "ts": ts,
            "phrase": phrase,
            "lang": language,
            "dir": languages.direction(language),
            "languages": languages.OWN_NAMES,
            "is_reviewed": language in languages.REVIEWED,
            "names": names,
            "phrases": phrases,
            "zone": zone,
            "rules": rules,
            "label": lambda one: named(
                names.label(one, language), names.language_of(one, language)
            ),
            "short": lambda one: named(
                names.short(one, language), names.language_of(one, language)
            ),
            "static": static_url,
            "static_url": static_url,
            "act_id": lambda: secrets.token_urlsafe(12),
        }


def live_url(place: Place, page: Page, view: View, position: int) -> str:
    """The stream of a page, from the position it shows; none where nothing changes by itself."""
    if not page.is_live:
        return ""
    asked = {"view": place.page, "body": view.body, "lang": place.language, "since": position}
    return f"/a/{place.session}/live?{urlencode(asked)}"


def named(text: str, language: str) -> Markup:
    """A name on a page: isolated, and marked with the language it is really in."""
    return Markup('<bdi lang="{}">{}</bdi>').format(language, text)


def shown(view: View, problem: Refusal | None) -> Shown | None:
    """A refusal with the article of its rule."""
    if problem is None:
        return None
    has_rule = bool(problem.rule_key) and view.rules.has(problem.rule_key)
    return Shown(
        reason=Phrase(f"reason.{problem.reason_key}", **problem.facts),
        rule_key=problem.rule_key,
        article=view.rules.article(problem.rule_key) if has_rule else "",
        is_verified=has_rule and view.rules.is_verified(problem.rule_key),
        field=problem.field,
    )


def receipt_of(boxes: Mapping[int, OpenBox], data: object) -> Receipt | None:
    """The viewer's receipt in the division that a delegate's page is about."""
    if not isinstance(data, Vote):
        return None
    opened = boxes.get(data.division)
    return opened.receipts.get(data.seat.member) if opened else None


def vary(place: Place) -> bytes:
    """What else than its address a page depends on."""
    return b"" if place.prefix else b"Accept-Language"
