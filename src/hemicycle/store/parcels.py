"""What a second machine is sent of a record: everything that is kept after what it has already."""

from collections.abc import Iterable, Mapping
from itertools import islice

import msgspec

from hemicycle.journal.header import NO_HASH, Record, record_of
from hemicycle.store import ActDone, BallotRow, Batch, StoredCheckpoint, StoreReader


class Row(msgspec.Struct, frozen=True):
    """One entry as it lies in the store, whatever of it the public may see."""

    header: bytes
    salt: bytes
    body: bytes | None


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What was recorded together."""

    entries: list[Row] = []
    acts: list[ActDone] = []
    ballots: list[BallotRow] = []
    checkpoints: list[StoredCheckpoint] = []


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Up to where somebody has a session: entry and its hash, ballots by division, checkpoint."""

    position: int = 0
    hash: str = NO_HASH
    boxes: dict[int, int] = {}
    checkpoint: int = 0


class Parted(Exception):
    """Two records that should be one are not: they part at an entry of a session."""

    def __init__(self, session: str, position: int) -> None:
        self.session, self.position = session, position
        super().__init__(
            f"the two records of {session} are not the same at entry {position}; "
            "follow anew into an empty folder"
        )


def parcel_of(batch: Batch) -> Parcel:
    """A batch as it is sent."""
    return Parcel(
        entries=[Row(one.header_bytes, one.salt, one.body) for one in batch.records],
        acts=list(batch.acts),
        ballots=list(batch.ballots),
        checkpoints=list(batch.checkpoints),
    )


def records_of(rows: Iterable[Row]) -> list[Record]:
    """The entries of a parcel; of a header only its bytes are believed.

    Errors: msgspec.DecodeError
    """
    return [record_of(one.header, one.body, salt=one.salt) for one in rows]


def heads_of(store: StoreReader) -> dict[str, Head]:
    """Up to where a store has each session."""
    return {session: head_of(store, session) for session in store.sessions()}


def head_of(store: StoreReader, session: str) -> Head:
    """Up to where a store has a session."""
    position = store.head(session)
    signed = store.checkpoints(session)
    return Head(
        position=position,
        hash=hash_at(store, session, position=position),
        boxes={n: store.ballots(session, n)[-1].number for n in store.boxes(session)},
        checkpoint=signed[-1].size if signed else 0,
    )


def hash_at(store: StoreReader, session: str, *, position: int) -> str:
    """The hash of the entry at a place; that of nothing before the first."""
    found = next(islice(store.read(session, position - 1), 1), None) if position else None
    return found.tail.hash if found else NO_HASH


def since(store: StoreReader, known: Mapping[str, Head]) -> Parcel:
    """Everything that the store holds beyond what somebody has.

    Errors: Parted, where what they have is not in the store
    Note: acts stand in no order, so those that recorded nothing may be sent twice.
    """
    parts = [Parcel()]
    for session in sorted({*store.sessions(), *known}):
        head = known.get(session, Head())
        if hash_at(store, session, position=head.position) != head.hash:
            raise Parted(session, head.position)
        parts.append(after(store, session, head=head))
    return Parcel(
        entries=[one for part in parts for one in part.entries],
        acts=[one for part in parts for one in part.acts],
        ballots=[one for part in parts for one in part.ballots],
        checkpoints=[one for part in parts for one in part.checkpoints],
    )


def after(store: StoreReader, session: str, *, head: Head) -> Parcel:
    """What a session holds beyond a place."""
    records = store.read(session, head.position)
    new = head.position
    return Parcel(
        entries=[Row(one.header_bytes, one.salt, one.body) for one in records],
        acts=[a for a in store.acts(session) if not a.positions or max(a.positions) > new],
        ballots=[
            row
            for division in store.boxes(session)
            for row in store.ballots(session, division, after=head.boxes.get(division, 0))
        ],
        checkpoints=[c for c in store.checkpoints(session) if c.size > head.checkpoint],
    )
