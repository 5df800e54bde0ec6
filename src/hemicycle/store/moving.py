"""A journal brought from one store to another, whole or not at all, and read on both sides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple, TypeVar

from hemicycle.journal.chain import follow
from hemicycle.journal.header import Record, Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.store import Batch, Store, StoreReader, StoreRefused
from hemicycle.store.chosen import SQLITE, keep_address, kept_address, open_store
from hemicycle.store.database import place
from hemicycle.store.folder import FILE
from hemicycle.store.postgres import PostgresStore
from hemicycle.store.sqlite import SqliteStore

AT_ONCE = 1000
Row = TypeVar("Row")


class Moved(NamedTuple):
    """What was found the same on both sides."""

    sessions: int
    entries: int
    ballots: int
    to: str


def move_journal(
    folder: Path, to: str, *, beside: Callable[[Store, Store], None] = lambda _here, _there: None
) -> Moved:
    """Bring the journal of a data folder to a database, or back to "sqlite"; then use it there.

    `beside` brings what else the folder keeps there, before anything is used in the new place.

    Errors: StoreRefused, JournalDamaged, WriteFailed
    Note: the folder names the new place only once everything was read again there. What was
    moved stays where it was: the file in SQLite under another name, the tables as they are.
    """
    kept = kept_address(folder)
    where = str(folder / FILE) if to == SQLITE else place(to)
    if (to == SQLITE and not kept) or (to != SQLITE and kept and place(to) == place(kept)):
        raise StoreRefused("same_place", file=where)
    source = open_store(folder)
    try:
        target = SqliteStore(folder) if to == SQLITE else PostgresStore(to, alone=True)
        try:
            moved = copy_journal(source, target, to=where)
            beside(source, target)
        finally:
            target.close()
    finally:
        source.close()
    keep_address(folder, "" if to == SQLITE else to)
    if to != SQLITE and not kept:
        (folder / FILE).rename(free_name(folder, FILE))
    return moved


def copy_journal(source: StoreReader, target: Store, *, to: str) -> Moved:
    """Copy everything in one transaction, and compare both sides.

    Errors: StoreRefused, JournalDamaged, WriteFailed
    """
    if target.sessions():
        raise StoreRefused("not_empty", file=to)
    for session in source.sessions():
        for batch in _batches(source, session):
            target.write(batch)
    target.commit()
    return compare(source, target, to=to)


def compare(source: StoreReader, target: StoreReader, *, to: str) -> Moved:
    """Read both sides, each checked as a chain, and find them the same to the last byte.

    Errors: StoreRefused, JournalDamaged
    """
    _require_same(source.sessions(), target.sessions(), what="sessions", to=to)
    entries = ballots = 0
    for session in source.sessions():
        trees = MerkleTree(), MerkleTree()
        both = (
            follow(store.read(session), Tail(session), tree=tree)
            for store, tree in zip((source, target), trees, strict=True)
        )
        for position, (one, other) in enumerate(zip_longest(*both), 1):
            _require_same(one, other, what=f"{session}, entry {position}", to=to)
        entries += len(trees[0])
        _require_same(trees[0].root(), trees[1].root(), what=f"{session}, root", to=to)
        for what in ("acts", "boxes", "checkpoints"):
            here, there = getattr(source, what)(session), getattr(target, what)(session)
            _require_same(here, there, what=f"{session}, {what}", to=to)
        for division in source.boxes(session):
            here, there = source.ballots(session, division), target.ballots(session, division)
            _require_same(here, there, what=f"{session}, ballots of {division}", to=to)
            ballots += len(here)
    return Moved(len(source.sessions()), entries, ballots, to)


def _require_same(here: object, there: object, *, what: str, to: str) -> None:
    if here != there:
        raise StoreRefused("not_the_same", file=to, what=what)


def _batches(source: StoreReader, session: str) -> Iterator[Batch]:
    """Everything of a session, a thousand rows at a time."""
    records: Iterable[Record] = source.read(session)
    yield from (Batch(records=some) for some in _parts(records))
    yield from (Batch(acts=some) for some in _parts(source.acts(session)))
    for division in source.boxes(session):
        yield from (Batch(ballots=some) for some in _parts(source.ballots(session, division)))
    yield from (Batch(checkpoints=some) for some in _parts(source.checkpoints(session)))


def _parts(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """Rows in parts of a handy size."""
    remaining = iter(rows)
    while part := list(islice(remaining, AT_ONCE)):
        yield part


def free_name(folder: Path, file: str) -> Path:
    """A name for a file that was moved, under which nothing opens it."""
    number = 1
    while (aside := folder / f"moved-{number}-{file}").exists():
        number += 1
    return aside
