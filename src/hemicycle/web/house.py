"""The running installation: what every request needs, put together once at the start."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from hemicycle.clerk import Asked, Clerk, ClerkQueue
from hemicycle.journal.names import NO_NAMES, Names
from hemicycle.phrases import Phrases
from hemicycle.phrases.houses import told_in
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId, Phrase
from hemicycle.screens.on_file import NO_FILES, Files
from hemicycle.screens.view import PLENARY, View, Viewer
from hemicycle.secretariat.press_item import PressRoom
from hemicycle.web.addresses import is_this_computer
from hemicycle.web.file_readers import FileReaders
from hemicycle.web.http import Answer, Request
from hemicycle.web.http_sessions import HttpSessions, Login
from hemicycle.web.merging import Merging
from hemicycle.web.notes import Notes
from hemicycle.web.permissions import Permission
from hemicycle.web.press_rooms import PressRooms
from hemicycle.web.slower import Slower
from hemicycle.web.written_texts import WrittenTexts

PUBLIC = Viewer()
# A session at a position with a revision of its names; a file by name, part and language.
MadeOf = tuple[tuple[SessionId, int, int], tuple[str, str, str]]


class Clock(Protocol):
    """What tells a session's time; a rehearsal's runs at a rate, and may stand still."""

    @property
    def rate_thousandths(self) -> int:
        """The assembly's milliseconds in a real second; 1000 outside rehearsals."""

    def now(self) -> Instant:
        """The time on the assembly's clock."""


class Demo(Protocol):
    """What the demonstration adds to the site; absent in a real installation."""

    @property
    def permissions(self) -> Sequence[Permission]:
        """Who may ask for what at the addresses of the demo."""

    def bar(self, session: SessionId, host: str) -> object:
        """What the control bar shows on a page of this session, or None."""

    def mark(self) -> str:
        """Changes whenever the bar looks different."""

    def start(self, host: str) -> Mapping[str, object]:
        """What the start page shows besides the sessions."""

    async def answer(self, drawing: Any, request: Request, path: str) -> Answer | None:
        """The answer at an address of the demo, or None for any other."""


@dataclass(frozen=True, slots=True)
class Shut:
    """Why nothing is recorded here: another machine of the house writes."""

    reason_key: str
    facts: Mapping[str, str]


@dataclass(kw_only=True)
class House:
    """One installation: its clerk, languages, names, clocks and signed-in browsers."""

    clerk: Clerk
    queue: ClerkQueue
    phrases: Phrases
    http_sessions: HttpSessions
    names_of: Callable[[SessionId], Names]
    clock_of: Callable[[SessionId], Clock]
    base_url: str
    hosts: frozenset[str] = frozenset()
    demo: Demo | None = None
    shut: Shut | None = None
    as_files: bool = False  # written down, to be read where no server answers
    opened_again: asyncio.Event = field(default_factory=asyncio.Event)
    speaks_of: Callable[[SessionId, MemberId], str] = lambda _session, _member: ""
    files_of: Callable[[SessionId], Files] = lambda _session: NO_FILES
    slower: Slower = field(default_factory=Slower)
    merging: Merging = field(default_factory=Merging)
    written_texts: WrittenTexts = field(default_factory=WrittenTexts)
    file_readers: FileReaders = field(default_factory=FileReaders)
    notes: Notes = field(default_factory=Notes)
    press_rooms: PressRooms = field(default_factory=PressRooms)
    sums: dict[tuple[object, ...], Phrase | None] = field(default_factory=dict)  # by position
    made: dict[MadeOf, bytes] = field(default_factory=dict)  # outputs
    making: dict[MadeOf, asyncio.Future[bytes]] = field(default_factory=dict)
    parts: dict[tuple[object, ...], Sequence[str]] = field(default_factory=dict)  # of outputs
    is_current: Callable[[], Awaitable[bool]] | None = None  # where other processes serve too
    tell_clock: Callable[[SessionId], None] = lambda _session: None
    no_names: Names = NO_NAMES

    def has(self, session: SessionId) -> bool:
        """Whether the installation holds a session of that id."""
        return session in self.clerk.states

    def is_opened(self, session: SessionId) -> bool:
        """Whether the record of a session has begun: before that it has no rules and nobody."""
        return self.clerk.state(session).assembly.session is not None

    def told_names(self, session: SessionId) -> Names:
        """The names of a session, as sentences under its rules tell them."""
        rules = self.clerk.state(session).rules
        names = self.names_of(session)
        return told_in(names, rules) if rules else names

    def press_room_of(self, session: SessionId) -> PressRoom:
        """The press room of a session, with what is not out yet."""
        return self.press_rooms.of(session)

    def answers_to(self, host: str) -> bool:
        """Whether a request was meant for us: under another name it may be another site's.

        Note: a name that somebody else points at this computer would make their pages ours.
        """
        name = name_of(host)
        if name is None:
            return False
        if name in self.hosts or name == urlsplit(self.base_url).hostname:
            return True
        return not self.is_secure and is_this_computer(name)

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the installation by https."""
        return self.base_url.startswith("https://")

    def view(self, session: SessionId, login: Login | None, *, body: str = "plenary") -> View:
        """The session as this login may look at it now."""
        state = self.clerk.state(session)
        assert state.rules is not None
        is_shared = login is not None and session in login.tablets
        viewer = Viewer(member=login.seat(session), is_shared=is_shared) if login else PUBLIC
        bodies = state.assembly.bodies
        return View(
            assembly=state.assembly,
            rules=state.rules,
            names=self.told_names(session),
            files=self.files_of(session),
            history=self.clerk.history[session],
            box=state.box,
            may=lambda act: self.clerk.may(Asked(session, act)),
            would=lambda act: self.clerk.would(Asked(session, act)),
            viewer=viewer,
            at=self.clock_of(session).now(),
            body=next((known for known in bodies if known == body), next(iter(bodies), PLENARY)),
        )


@lru_cache(maxsize=256)  # every request names its host, and nearly all the same one
def name_of(host: str) -> str | None:
    """The name in a host header, without its port; None where it cannot be read."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return None
