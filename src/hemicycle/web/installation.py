"""One installation in one data folder: opened once, checked, and put together as a house."""

import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle import rulebooks
from hemicycle.clerk import Clerk, ClerkQueue
from hemicycle.journal.names import NO_NAMES, Names
from hemicycle.phrases import load_phrases
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.rulebooks import RulebookFault, WrittenRulebook
from hemicycle.screens.on_file import NO_FILES, Files, OnFile
from hemicycle.secretariat.django_setup import cookie_name, start_django
from hemicycle.secretariat.erasures import KEPT, LIST
from hemicycle.secretariat.places import DEFAULT, FILE
from hemicycle.store import Store, StoreRefused
from hemicycle.store.chosen import kept_address, open_store, words_beside
from hemicycle.store.database import place
from hemicycle.web.house import Clock, House
from hemicycle.web.house_clock import COMPUTER, later_clocks
from hemicycle.web.http_sessions import HttpSessions, Login
from hemicycle.web.notes import Notes
from hemicycle.web.press_rooms import PressRooms
from hemicycle.web.since_boot import on_for_s
from hemicycle.web.written_texts import WrittenTexts

if TYPE_CHECKING:
    from hemicycle.secretariat.accounts import SignedIn

SEED_BYTES = 32
SALT_BYTES = 16


@dataclass(slots=True)
class Clocks:
    """The clock of each session: this computer's, unless it has one of its own.

    A rehearsal has, and a record that was ahead of the computer at the start.
    """

    special: dict[SessionId, Clock] = field(default_factory=dict)
    system: Clock = COMPUTER

    def of(self, session: SessionId) -> Clock:
        """The clock that tells a session's time."""
        return self.special.get(session, self.system)

    def now(self, session: SessionId) -> Instant:
        """The time in a session."""
        return self.of(session).now()


@dataclass(slots=True)
class NamesAtHand:
    """What the tables say of every session, in memory, so that no page waits for a table."""

    kept: dict[SessionId, Names] = field(default_factory=dict)
    find: Callable[[SessionId], Names] = lambda _session: NO_NAMES
    spoken: dict[SessionId, Mapping[str, str]] = field(default_factory=dict)
    files: dict[SessionId, Files] = field(default_factory=dict)
    find_files: Callable[[SessionId], Files] = lambda _session: NO_FILES

    def of(self, session: SessionId) -> Names:
        """The names of a session: as they were kept, or as `find` knows them."""
        known = self.kept.get(session)
        return self.find(session) if known is None else known

    def spoken_by(self, session: SessionId, member: MemberId) -> str:
        """The languages that a member speaks, in the words of the file; often nothing."""
        return self.spoken.get(session, {}).get(member, "")

    def files_of(self, session: SessionId) -> Files:
        """What is on file of the members of a session."""
        known = self.files.get(session)
        return self.find_files(session) if known is None else known

    def put_files(self, session: SessionId, members: Mapping[MemberId, OnFile]) -> None:
        """Keep what is on file now; pages that were drawn from something else are drawn again."""
        known = self.files.get(session, NO_FILES)
        if members != known.members:
            self.files[session] = Files(known.revision + 1, members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The house of a data folder, with what a start-up still wants to add to.

    `first_key` opens the form for a first assembly while nobody runs the installation; it is
    told to whoever starts the program, and to nobody else.
    """

    house: House
    clocks: Clocks
    names: NamesAtHand
    folder: Path
    has_operator: bool
    first_key: str
    database: Mapping[str, str] = field(default_factory=dict)
    announced: int = 0  # up to where the tables were read, where others write them too


def open_installation(
    folder: Path,
    *,
    base_url: str,
    cookie: str = "",
    store_at: str = "",
    alone: bool = True,
) -> Installation:
    """Open a data folder, making it on the first run, and replay what it holds.

    Who is not `alone` serves it together with other processes, on this computer or on others.

    Errors: StoreRefused, JournalDamaged, RulebookFault
    """
    store = open_store(folder, store_at, alone=alone)
    return installation_over(store, folder, base_url=base_url, cookie=cookie, alone=alone)


def installation_over(
    store: Store, folder: Path, *, base_url: str, cookie: str = "", alone: bool = True
) -> Installation:
    """The house of a data folder whose store is open.

    Errors: StoreRefused, JournalDamaged, RulebookFault
    """
    database = words_beside(store)
    announced = open_tables(folder, database, base_url=base_url)
    from hemicycle.secretariat.accounts import all_signed_in, has_operator

    KEPT.places = [folder / LIST]
    clocks = Clocks()
    clerk = clerk_over(store, folder, now=clocks.now)
    clocks.special |= later_clocks(clerk.states, clocks.system)
    names = names_at_hand(clerk)
    http_sessions = HttpSessions(cookie or cookie_name(base_url))
    http_sessions.load((one.key, login_of(one)) for one in all_signed_in())
    house = House(
        clerk=clerk,
        queue=ClerkQueue(clerk),
        phrases=load_phrases(),
        http_sessions=http_sessions,
        names_of=names.of,
        speaks_of=names.spoken_by,
        files_of=names.files_of,
        clock_of=clocks.of,
        base_url=base_url,
        written_texts=texts_at_hand(clerk, tidy=alone),
        notes=notes_at_hand(),
        press_rooms=press_rooms_at_hand(),
    )
    return Installation(
        house=house,
        clocks=clocks,
        names=names,
        folder=folder,
        has_operator=has_operator(),
        first_key=secrets.token_urlsafe(SALT_BYTES),
        database=database,
        announced=announced,
    )


def clerk_over(store: Store, folder: Path, *, now: Callable[[SessionId], Instant]) -> Clerk:
    """The clerk of a data folder, with its key and its rulebooks."""
    return Clerk(
        store,
        seed=secret(folder, "journal.key"),
        load_rules=rules_loader(folder),
        now=now,
        salt=lambda: secrets.token_bytes(SALT_BYTES),
    )


def open_tables(folder: Path, database: Mapping[str, str], *, base_url: str) -> int:
    """Open the secretariat's tables; up to where their database has announced changes.

    Errors: StoreRefused, where they lie elsewhere or belong to a house with other keys
    """
    if database and (folder / FILE).exists():
        raise StoreRefused("tables_left", folder=str(folder), file=database["dbname"])
    key, signs = secret(folder, "django.key"), secret(folder, "journal.key")
    start_django(folder, secret_key=key.hex(), base_url=base_url, database=database)
    if not database:
        return 0
    from hemicycle.secretariat.postgres.announcing import is_house, last_announced

    if not is_house(DEFAULT, hashlib.sha256(b"house" + key + signs).hexdigest()):
        raise StoreRefused("other_keys", folder=str(folder), file=place(kept_address(folder)))
    return last_announced(DEFAULT)


def names_at_hand(clerk: Clerk) -> NamesAtHand:
    """The names of every session, as the tables have them."""
    from hemicycle.secretariat.names import load_names, load_spoken
    from hemicycle.web.on_file import load_on_file

    names = NamesAtHand()
    names.kept = {
        session: known for session in clerk.states if (known := load_names(session)) is not NO_NAMES
    }
    names.spoken = {session: load_spoken(session) for session in names.kept}
    for session in names.kept:
        names.put_files(session, load_on_file(session, clerk.states))
    return names


def texts_at_hand(clerk: Clerk, *, tidy: bool = True) -> WrittenTexts:
    """The speeches in writing, as the table has them; what stands in no record is gone.

    Note: where others serve too, one may be about to enter the record; then all stay.
    """
    from hemicycle.secretariat.speeches import all_texts, forget_texts, keep_text

    texts = WrittenTexts(write=keep_text, erase=forget_texts)
    texts.load(all_texts())
    for session, state in clerk.states.items() if tidy else ():
        forget_texts(session, texts.drop_strays(session, state.assembly))
    return texts


def notes_at_hand() -> Notes:
    """The notes to the Chair, as the table has them."""
    from hemicycle.secretariat.notes import all_notes, erase_notes, keep_note

    notes = Notes(keep_note, erase_notes)
    notes.load(all_notes())
    return notes


def press_rooms_at_hand() -> PressRooms:
    """The press rooms, as their tables have them."""
    from hemicycle.secretariat.press_room import all_press_rooms, picture_file

    rooms = PressRooms(picture_file)
    rooms.load(all_press_rooms())
    return rooms


def renew(installation: Installation) -> None:
    """Know who is signed in, all names and texts as the tables have them now.

    Note: on a second machine the tables are replaced whole, as those of the writer change.
    """
    from hemicycle.secretariat.accounts import all_signed_in
    from hemicycle.secretariat.notes import all_notes
    from hemicycle.secretariat.press_room import all_press_rooms
    from hemicycle.secretariat.speeches import all_texts

    house, names = installation.house, installation.names
    fresh = names_at_hand(house.clerk)
    names.kept, names.spoken = fresh.kept, fresh.spoken
    for session, found in fresh.files.items():
        names.put_files(session, found.members)
    house.http_sessions.load((one.key, login_of(one)) for one in all_signed_in())
    house.notes.load(all_notes())
    house.press_rooms.load(all_press_rooms())
    house.written_texts.load(all_texts())


def make_private(folder: Path) -> None:
    """Make the data folder, and let what is written from here on be its owner's only.

    Note: a folder that is there already may be anybody's; its rights are left alone.
    """
    os.umask(0o077)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def login_of(one: "SignedIn") -> Login:
    """A browser's login as the hot path keeps it."""
    seats: Mapping[SessionId, MemberId] = {
        SessionId(session): MemberId(member) for session, member in one.seats.items()
    }
    return Login(
        account=one.account,
        label=one.label,
        seats=seats,
        secret=bytes.fromhex(one.secret),
        language=one.language,
        is_operator=one.is_operator,
        until_s=on_for_s() + one.left_s,
        files={SessionId(session): parliament for session, parliament in one.files.items()},
        tablets={SessionId(session): tablet for session, tablet in one.tablets.items()},
    )


def rules_loader(folder: Path) -> Callable[[str], WrittenRulebook]:
    """Find a rulebook by name: the installation's own folder first, then what comes with us."""

    def load(name: str) -> WrittenRulebook:
        own = folder / "rulebooks"
        if (own / name / "rulebook.toml").exists():
            return rulebooks.load(name, folder=own)
        if name not in rulebooks.names():
            raise RulebookFault(name, "there is no such rulebook")
        return rulebooks.load(name)

    return load


def secret(folder: Path, name: str) -> bytes:
    """A secret of the installation, made on the first run, readable by its owner only."""
    path = folder / "keys" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SEED_BYTES))
            file.flush()
            os.fsync(file.fileno())
    return path.read_bytes()
