"""A data folder read from beginning to end: the chain of every record, its ballots, its tables."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec

from hemicycle.journal.chain import follow
from hemicycle.journal.checkpoint import read_checkpoint, signing_key, verification_key
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.journal.words import root_words
from hemicycle.operation.faults import BackupFault
from hemicycle.store import BallotRow, StoreReader, StoreRefused
from hemicycle.store.folder import FILE
from hemicycle.store.sqlite import open_reader

KEY = Path("keys") / "journal.key"
ORIGIN = "hemicycle/{session}"


class Whole(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far the record of a session is whole: its last entry, when that was recorded, its words.

    `words` are the first of its root, as the screen of the hall shows them.
    """

    session: str
    entries: int
    recorded_at: str
    words: str
    ballots: int


def read_whole(folder: Path) -> list[Whole]:
    """Read all records of a folder in SQLite, each as a chain, and every other table of it.

    Errors: BackupFault
    """
    for file in sorted(folder.glob("*.sqlite3")):
        require_sound(file)
    if not (folder / FILE).exists():
        return []
    seed = (folder / KEY).read_bytes() if (folder / KEY).exists() else b""
    try:
        reader = open_reader(folder)
        try:
            return [read_session(reader, session, seed=seed) for session in reader.sessions()]
        finally:
            reader.close()
    except (JournalDamaged, StoreRefused) as fault:
        raise BackupFault("record", file=FILE, what=str(fault)) from None
    except sqlite3.DatabaseError as fault:
        raise BackupFault("table", file=FILE, what=str(fault)) from None


def read_session(reader: StoreReader, session: str, *, seed: bytes) -> Whole:
    """One record: its chain, what was signed for it, and the chain of each ballot box.

    Errors: JournalDamaged, BackupFault
    """
    tree = MerkleTree()
    last = None
    for record in follow(reader.read(session), Tail(session), tree=tree):
        last = record
    if seed:
        require_signed(reader, session, tree=tree, seed=seed)
    ballots = sum(
        require_chained(reader.ballots(session, division), session=session, division=division)
        for division in reader.boxes(session)
    )
    return Whole(
        session=session,
        entries=len(tree),
        recorded_at=last.header.recorded_at if last else "",
        words=root_words(tree.root()),
        ballots=ballots,
    )


def require_signed(reader: StoreReader, session: str, *, tree: MerkleTree, seed: bytes) -> None:
    """Every checkpoint is signed with the key of the house, and says the root that is there.

    Errors: JournalDamaged
    """
    key = verification_key(ORIGIN.format(session=session), signing_key(seed))
    for stored in reader.checkpoints(session):
        said = read_checkpoint(stored.note, key)
        if said.size > len(tree):
            raise JournalDamaged("truncated", size=said.size, entries=len(tree))
        if said.root != tree.root(said.size):
            raise JournalDamaged("rewritten", size=said.size, first=1)


def require_chained(ballots: Iterable[BallotRow], *, session: str, division: int) -> int:
    """Each ballot is what its hash says, and names the one before; how many there are.

    Errors: BackupFault
    """
    before, number = b"", 0
    for number, row in enumerate(ballots, 1):
        fits = row.prev == before and row.hash == sha256(row.salt + row.body).digest()
        if not fits or row.number != number:
            what = f"{session}: ballot {row.number} of division {division} does not fit."
            raise BackupFault("record", file=FILE, what=what)
        before = row.hash
    return number


def require_sound(file: Path) -> None:
    """The pages of a file in SQLite fit together.

    Errors: BackupFault
    """
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as tables:
            [(found,), *_] = tables.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as fault:
        raise BackupFault("table", file=file.name, what=str(fault)) from None
    if found != "ok":
        raise BackupFault("table", file=file.name, what=" ".join(str(found).split()))
