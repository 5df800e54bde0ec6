"""What other processes of the house change in the tables, taken into the memory of this one.

Who is signed in is asked before every act: a sign-in that was ended anywhere, before the act came
here, opens nothing here. Names, notes and the press room follow as soon as the database tells.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from django.db import DatabaseError

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.accounts import signed_in_among
from hemicycle.secretariat.names import load_names, load_spoken
from hemicycle.secretariat.notes import all_notes
from hemicycle.secretariat.postgres.announcing import Change
from hemicycle.secretariat.postgres.listening import AT_ONCE, Announcements, TablesGone
from hemicycle.secretariat.press_room import all_press_rooms, load_press_room
from hemicycle.secretariat.speeches import text_of
from hemicycle.web.installation import Installation, login_of
from hemicycle.web.notes_desk import PAGE as CONSOLE
from hemicycle.web.on_file import load_on_file

RETRY_S = 1.0
ERRANDS_EVERY_S = 2.0
BROWSERS = "django_session"
ACCOUNTS = {
    *("secretariat_account", "secretariat_seat"),
    *("secretariat_filekeeper", "secretariat_tablet"),
}
DIGITS = "secretariat_tabletcode"
NAMES = "secretariat_sessionnames"
FILES = {
    *("secretariat_place", "secretariat_person"),
    *("secretariat_delegationfile", "secretariat_groupseat"),
}
NOTES = "secretariat_chairnote"
PRESS = {"secretariat_pressitem", "secretariat_pressoffice"}
PRESS_PARTS = {"secretariat_pressquotation", "secretariat_presspicture"}
TEXTS = "secretariat_writtentext"


@dataclass(eq=False)
class Others:
    """Keeps this process up with the others; `ping` tells pages to fetch what is theirs."""

    installation: Installation
    ping: Callable[[SessionId, str], None]
    _known: int = 0
    _pages: set[tuple[str, str]] = field(default_factory=set)
    _looking: asyncio.Future[bool] | None = None
    _next: asyncio.Future[bool] | None = None

    def __post_init__(self) -> None:
        self._known = self.installation.announced
        self.announcements = Announcements(self.installation.database)

    async def is_current(self) -> bool:
        """Whether all is known here that was committed before; those who ask at once share it.

        Note: a look that began before the question may have missed what it is about.
        """
        if self._next is None:
            self._next = asyncio.ensure_future(self._look_after(self._looking))
        return await asyncio.shield(self._next)

    async def follow(self) -> None:
        """Take in what is announced, until cancelled; a database that is gone is tried again."""
        try:
            while True:
                with suppress(TablesGone, DatabaseError):
                    async with aclosing(self.announcements.told()) as told:
                        async for _ in told:
                            await self.is_current()
                            await self._renew_pages()
                await asyncio.sleep(RETRY_S)  # a database that is gone cannot say when it is back
        finally:
            await self.announcements.close()

    async def errand(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do what only one process of the whole house must do, while this is the one."""
        running: asyncio.Future[None] | None = None
        try:
            while True:
                is_ours = await self.announcements.may_run_errands()
                if is_ours and (running is None or running.done()):
                    running = asyncio.ensure_future(work())
                elif not is_ours and running is not None:
                    running.cancel()
                    running = None
                await asyncio.sleep(ERRANDS_EVERY_S)  # nothing tells that the other one has ended
        finally:
            if running is not None:
                running.cancel()

    async def _look_after(self, earlier: asyncio.Future[bool] | None) -> bool:
        if earlier is not None:
            await asyncio.wait([earlier])
        self._looking, self._next = self._next, None
        return await self._look()

    async def _look(self) -> bool:
        """Ask what has changed, and take in who is signed in; the rest waits its turn."""
        try:
            while True:
                changes = await self.announcements.after(self._known)
                await self._take_in(changes)
                if changes:
                    self._known = changes[-1].number
                if len(changes) < AT_ONCE:
                    return True
        except (TablesGone, DatabaseError):
            return False

    async def _take_in(self, changes: Collection[Change]) -> None:
        http_sessions = self.installation.house.http_sessions
        keys = {one.id for one in changes if one.table == BROWSERS}
        for one in changes:
            if one.table in ACCOUNTS:
                keys.update(http_sessions.of_account(int(one.id)))
            elif one.table == DIGITS:
                session, _, member = one.id.partition(" ")
                http_sessions.stop_acting_of(SessionId(session), MemberId(member))
            elif one.table != BROWSERS:
                self._pages.add((one.table, one.id))
        if not keys:
            return
        standing = await asyncio.to_thread(lambda: list(signed_in_among(keys)))
        http_sessions.drop_all(keys - {one.key for one in standing})
        for signed_in in standing:
            http_sessions.put(signed_in.key, login_of(signed_in))

    async def _renew_pages(self) -> None:
        """Read anew what pages are drawn from.

        Errors: DatabaseError; it is tried again with the next announcement
        """
        changed = frozenset(self._pages)
        if not changed:
            return
        await asyncio.to_thread(self._read_anew, changed)
        self._pages -= changed
        if any(table == NOTES for table, _ in changed):
            for session in list(self.installation.house.clerk.states):
                self.ping(session, CONSOLE)

    def _read_anew(self, changed: Collection[tuple[str, str]]) -> None:
        house, tables = self.installation.house, {table for table, _ in changed}
        for session in [SessionId(one) for table, one in changed if table == NAMES]:
            self.installation.names.kept[session] = load_names(session)
        if tables & (FILES | {NAMES}):
            self._files_anew()
        if NOTES in tables:
            house.notes.load(all_notes())
        rooms = {one for table, one in changed if table in PRESS}
        for room in rooms | (set(all_press_rooms()) if tables & PRESS_PARTS else set()):
            house.press_rooms.renew(SessionId(room), load_press_room)
        for where, _, sha256 in (one.partition(" ") for table, one in changed if table == TEXTS):
            house.written_texts.put(SessionId(where), sha256, sealed=text_of(where, sha256))

    def _files_anew(self) -> None:
        names, states = self.installation.names, self.installation.house.clerk.states
        for session in list(names.kept):
            names.spoken[session] = load_spoken(session)
            if session in states:
                names.put_files(session, load_on_file(session, states))
