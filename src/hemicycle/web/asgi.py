"""The one ASGI application: hot paths first, Django behind.

Hot: every act, ballots, the live stream, pages and their personal parts, outputs, static files.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from hemicycle.clerk.outcomes import Change
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web import (
    acts,
    command,
    outputs,
    press_pages,
    render,
    site,
    static_files,
)
from hemicycle.web.api.interface import Interface
from hemicycle.web.bell import ring_bells
from hemicycle.web.booth import BoothDesk
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import (
    STRICT_TRANSPORT,
    Answer,
    NotUnderstood,
    Receive,
    Request,
    Scope,
    Send,
    busy,
    redirect,
)
from hemicycle.web.kept_answers import PROGRAMS, KeptAnswers, Standing, send_ready, standing_of
from hemicycle.web.lanes import Crowded, Lane
from hemicycle.web.languages import split_prefix
from hemicycle.web.live import Broadcaster, Stream
from hemicycle.web.merge_desk import MergeDesk
from hemicycle.web.not_here import not_allowed, not_served, shut_out
from hemicycle.web.notes_desk import NotesDesk
from hemicycle.web.operator_page import OPERATOR_PAGE, operator_page
from hemicycle.web.pages import numbered
from hemicycle.web.permissions import (
    TABLE,
    Permission,
    Permissions,
    is_in_session,
    roles_in,
    roles_of,
    served,
)
from hemicycle.web.press import PressDesk
from hemicycle.web.press_pages import PressPages
from hemicycle.web.second import door
from hemicycle.web.sending import replayed, static_answer, with_headers, with_safe_headers
from hemicycle.web.shared_pictures import SharedPictures, is_picture
from hemicycle.web.silence import no_silence
from hemicycle.web.speech_desk import SpeechDesk, speech_file
from hemicycle.web.text_desk import TextDesk, redirected
from hemicycle.web.uploads import whole_body
from hemicycle.web.watching import PROBES, Watch

mistakes = logging.getLogger("hemicycle.mistakes")

METHODS = frozenset({"GET", "HEAD", "POST"})
LARGEST_UPLOAD = 1024 * 1024
LARGEST_IMPORT = 8 * LARGEST_UPLOAD  # ten thousand lines of a list, with room to spare
LARGEST = {"gate": 128 * 1024, "tablet": 16 * 1024}  # a hundred scans of a door; six digits
MOST_STREAMS, KEPT_FOR_THE_HALL = 20_000, 4_000
# Of pages at usual addresses there are only so many; of those that somebody asks for there is no
# end, and who reads the usual ones does not wait for them.
DRAWER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="public-pages")
ASKED_DRAWER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="asked-pages")
SORRY = b"Something went wrong on our side. Load the page again, and look before you repeat."
# Who may not ask for these is told in the words of the act, on the page it came from.
TOLD_BY_THE_ACT = frozenset({"ask_for_an_act", "confirm_a_report", "set_up_an_assembly"})

Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Posted = Callable[[Request, SessionId, list[str]], Awaitable[Answer]]


class Hemicycle:
    """The application of one house; `django` answers what is not hot.

    `behind` are the addresses that it answers, such as "login" and "a/150/desk".
    Errors: UndeclaredRoute, for an address that stands in no line of the table of permissions
    """

    def __init__(self, house: House, django: Application, *, behind: Sequence[str] = ()) -> None:
        own = house.demo.permissions if house.demo else ()
        self.permissions = Permissions((*TABLE, *own))
        self.permissions.require_declared(served())
        self.permissions.require_declared(f"GET /{address}" for address in behind)
        self._behind_us = frozenset(address.partition("/")[0] for address in behind)
        in_session = (address.split("/") for address in behind)
        self._behind_in_session = {parts[2] for parts in in_session if is_in_session(parts)}
        self.house = house
        self.drawing = Drawing(house, self.permissions)
        self.kept = KeptAnswers(house)
        self.public_pages, self.asked_pages = Lane(DRAWER), Lane(ASKED_DRAWER)
        self.interface = Interface(house, self.kept)
        self.press_desk = PressDesk(house, self.drawing)
        self.pictures = SharedPictures(house)
        self.press_pages = PressPages(house, self.drawing)
        self.broadcaster = Broadcaster(
            draw=self.drawing.blocks, clock=self.drawing.clock_frame, state=house.clerk.state
        )
        self.listeners: list[Callable[[Change], None]] = [
            self.broadcaster.announce,
            house.written_texts.follow,
            self.interface.events.follow,
        ]
        self.door = door.Door(house)
        self.watch = Watch(house, self.broadcaster, self.interface.events)
        house.clerk.announce = self._announce
        house.tell_clock = self.broadcaster.tell_clock
        self.booth_desk = BoothDesk(house, self.drawing, self.broadcaster)
        self.speech_desk = SpeechDesk(house, self.drawing)
        self.text_desk = TextDesk(house, self.drawing)
        self.merge_desk = MergeDesk(house, self.drawing, self.broadcaster)
        self.notes_desk = NotesDesk(house, self.drawing, self.broadcaster)
        self.listeners.append(self.notes_desk.follow)
        self._desks: dict[str, Posted] = {
            "press": self.press_desk.answer,
            "booth": self.booth_desk.answer,
            "texts": self.text_desk.answer,
            "merge": self.merge_desk.answer,
            "notes": self.notes_desk.answer,
        }
        self._django = django
        self._static = static_files.shipped()
        self.background: list[Callable[[], Awaitable[None]]] = [
            house.queue.run,
            self.broadcaster.beat,
            self.interface.events.beat,
            lambda: ring_bells(house),
            self.notes_desk.erase,
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through one run of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer_whatever_happens(Request(scope, receive), self._strict(send))

    def _announce(self, change: Change) -> None:
        """Tell everybody who listens what a commit changed."""
        for tell in self.listeners:
            tell(change)

    def close_streams(self) -> None:
        """End all live streams: the server stops."""
        self.broadcaster.close()
        self.interface.events.close()

    async def _answer_whatever_happens(self, request: Request, send: Send) -> None:
        """The last resort: a mistake of ours ends its request with a sentence, and is logged."""
        has_begun = False

        async def noting(message: MutableMapping[str, Any]) -> None:
            nonlocal has_begun
            if not has_begun:
                self.watch.answered[message["status"]] += 1
            has_begun = True
            await send(message)

        try:
            if request.path in PROBES and request.method != "POST":  # by no name of ours
                await self.watch.probe(request).send(request, noting)
            else:
                await self._answer(request, noting)
        except Exception:  # noqa: BLE001 (whatever it was, the house goes on)
            mistakes.exception("%s %a", request.method, request.path)
            if not has_begun:
                await Answer(500, SORRY, "text/plain; charset=utf-8").send(request, send)

    async def _answer(self, request: Request, send: Send) -> None:
        answer = self._at_once(request)
        if answer is None and not await self._is_current(request):
            answer = busy("The database does not answer.")
        if answer is not None:
            await answer.send(request, send)
            return
        kept = self.kept.find(request)
        if kept is not None:
            await send_ready(kept, send)
            return
        _, path = split_prefix(request.path)
        parts = path.strip("/").split("/")
        if f"{request.path}/".startswith(PROGRAMS):
            await self.interface.answer(request, send, parts)
            return
        asked = self.permissions.of(request.method, parts)
        if asked is None:
            await not_served(self.drawing, request, parts).send(request, send)
            return
        if answer := await self._of_two_machines(request, parts):
            await answer.send(request, send)
            return
        if is_in_session(parts):
            await self._session(request, send, SessionId(parts[1]), rest=parts[2:], asked=asked)
            return
        roles = roles_of(self.house.http_sessions.of(request))
        if asked.action not in TOLD_BY_THE_ACT and not asked.who & roles:
            await redirect(f"/login?{urlencode({'next': request.path})}").send(request, send)
            return
        answer = await self._of_no_session(request, path)
        if answer is None and parts[0] in self._behind_us:
            await self._behind(request, send, LARGEST_UPLOAD)
            return
        await (answer or self.drawing.missing(request)).send(request, send)

    def _at_once(self, request: Request) -> Answer | None:
        """What needs to know nobody: a file of ours, and why there is nothing here."""
        if request.method not in METHODS and not request.path.startswith(PROGRAMS):
            return not_allowed(self.permissions, request)
        if not self.house.answers_to(request.header(b"host")):
            return Answer(421, b"This address is not served here.", "text/plain")
        static = self._static.by_path.get(request.path)
        return static_answer(static, request) if static is not None else None

    async def _of_two_machines(self, request: Request, parts: list[str]) -> Answer | None:
        """What the other machine of the house asks; and why nothing is recorded on this one."""
        if parts[0] == door.PATH:
            return await self.door.answer(request, parts)
        if self.house.shut is not None and request.method == "POST":
            return await shut_out(self.house, self.house.shut, self.drawing, request)
        return None

    async def _is_current(self, request: Request) -> bool:
        """Whether it is known who is asking, after all that other processes did before now.

        Note: pages are shown as they are known here; what is posted waits for certainty.
        """
        is_current, is_posted = self.house.is_current, request.method == "POST"
        if is_current is None or not (is_posted or self.house.http_sessions.key_of(request)):
            return True
        return await is_current() or not is_posted

    async def _of_no_session(self, request: Request, path: str) -> Answer | None:
        """A page that belongs to no session, where it is ours."""
        if path == OPERATOR_PAGE:
            return operator_page(self.watch, self.drawing, request)
        return await site.answer(self.house, self.drawing, request, path)

    async def _behind(self, request: Request, send: Send, largest: int) -> None:
        """Hand a request to Django, once its body is whole and not too large."""
        try:
            body = await whole_body(request, largest)
        except NotUnderstood:
            await self.drawing.missing(request, status=413).send(request, send)
            return
        await self._django(request.scope, replayed(body, request.receive), with_safe_headers(send))

    async def _session(
        self,
        request: Request,
        send: Send,
        session: SessionId,
        *,
        rest: list[str],
        asked: Permission,
    ) -> None:
        """Everything below `/a/<session>`."""
        is_behind = bool(rest) and rest[0] in self._behind_in_session
        if not self.house.has(session) or (is_behind and not self.house.is_opened(session)):
            await self.drawing.missing(request).send(request, send)
        elif asked.action not in TOLD_BY_THE_ACT and not self.may(request, session, asked):
            await self.drawing.kept_out(request, session, rest).send(request, send)
        elif is_behind:
            await self._behind(request, send, LARGEST.get(rest[0], LARGEST_IMPORT))
        elif request.method == "POST":
            answer = await self._posted(request, session, rest)
            await answer.send(request, send)
        elif rest == ["live"]:
            await self._stream(request, send, session)
        elif rest == ["command"]:
            answer = command.offered(self.house, self.drawing, request, session)
            await answer.send(request, send)
        elif rest == ["press", "confirm"]:  # what was posted there cannot be fetched again
            prefix, _ = split_prefix(request.path)
            here = f"/{prefix}" if prefix else ""
            await redirect(f"{here}/a/{session}/press").send(request, send)
        elif is_picture(rest):
            picture = await self.pictures.answer(request, session, rest)
            await (picture or self.drawing.missing(request)).send(request, send)
        elif rest[:1] == [press_pages.NAME] and len(rest) > press_pages.PARTS:
            picture = await self.press_pages.picture(request, session, rest)
            await (picture or self.drawing.missing(request)).send(request, send)
        else:
            answer = await self._read(request, session, rest)
            await answer.send(request, send)

    async def _read(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """What is read at an address of a session: an output, a speech, an item, or a page."""
        if not await self.drawing.sought(self.drawing.place(request, session, rest)):
            return busy("Too many search.")
        self.merge_desk.arrive(request, session, rest)
        standing = standing_of(self.house, session)
        answer = (
            await outputs.answer(self.house, request, session, rest)
            or speech_file(self.house, request, session, rest)
            or self.press_pages.answer(request, session, rest)
            or await self.watch.fronts.answer(self.drawing, request, session, rest)
            or redirected(self.house, request, session, rest)
            or await self._drawn(request, session, rest, standing=standing)
        )
        await self.kept.keep(request, session, standing=standing, answer=answer)
        return answer

    async def _drawn(
        self, request: Request, session: SessionId, rest: list[str], *, standing: Standing
    ) -> Answer:
        """A page; of those for nobody in particular anybody may ask for very many."""
        is_quick = rest[:1] in (["time"], ["fragment"])
        if is_quick or self.house.http_sessions.of(request) is not None:
            return self.drawing.page(request, session, rest)
        key = self.kept.shared_key(request)
        try:
            lane = self.public_pages if key else self.asked_pages
            return await lane.made(
                lambda: self.drawing.prepared(request, session, rest),
                alike=(key, standing) if key else None,
            )
        except Crowded:
            return busy("Too many ask at once.")

    def may(self, request: Request, session: SessionId, asked: Permission) -> bool:
        """Whether who is asking has a role that may ask for this, now."""
        login = self.house.http_sessions.of(request)
        assembly = self.house.clerk.state(session).assembly
        return bool(asked.who & roles_in(session, assembly, login))

    async def _posted(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        if rest == ["hand-in"]:
            return await self.speech_desk.answer(request, session)
        if rest and rest[0] in self._desks:
            return await self._desks[rest[0]](request, session, rest)
        try:
            form = await request.form()
        except NotUnderstood as fault:
            problem = acts.Refusal(400, fault.reason_key, fault.facts)
            return await self.drawing.again(request, f"/a/{session}", problem)
        match rest:
            case ["acts", name]:
                posted = acts.Posted(session, name, form)
            case ["divisions", number, "ballots"]:
                posted = acts.ballot(session, number, form=form)
            case ["command"]:
                said = acts.Posted(session, "", form)
                return await command.take_said(self.house, self.drawing, request, said)
            case _:
                return self.drawing.missing(request)
        return await acts.take_act(self.house, request, posted, again=self.drawing.again)

    async def _stream(self, request: Request, send: Send, session: SessionId) -> None:
        """The live stream of one page."""
        audience, delegation = self.drawing.audience(request, session)
        if audience is None:
            await self.drawing.missing(request).send(request, send)
            return
        # Who only looks is shed first: whoever has a seat, and the hall, find room still.
        is_first = audience.is_personal or audience.page == "hall"
        most = MOST_STREAMS if is_first else MOST_STREAMS - KEPT_FOR_THE_HALL
        if self.broadcaster.open_streams >= most:
            await busy("Too many streams.").send(request, send)
            return
        known = numbered(request.header(b"last-event-id") or request.query.get("since", ""))
        silent = request.scope.get("hemicycle.silent_for_s", no_silence)
        stream = Stream(audience=audience, delegation=delegation, silent_for_s=silent)
        await self.broadcaster.serve(request, send, stream=stream, since=known)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start what runs beside the requests, and end it with the server."""
        await receive()
        render.warm()
        tasks = [asyncio.ensure_future(work()) for work in self.background]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.close_streams()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self.house.clerk.store.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _strict(self, send: Send) -> Send:
        """Over https, tell browsers to stay there."""
        return with_headers(send, (STRICT_TRANSPORT,)) if self.house.is_secure else send
