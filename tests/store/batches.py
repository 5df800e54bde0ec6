"""Batches to test with."""

from hashlib import sha256

from hemicycle.journal.header import Circumstances, Occurred, Record, Tail, seal
from hemicycle.procedure.kernel import Instant
from hemicycle.store import ActDone, BallotRow, Batch

NOON = Instant(1_772_452_800_000)


def some_records(count: int, session: str = "s-1", after: Tail | None = None) -> list[Record]:
    """The next records of a session."""
    tail, records = after or Tail(session), []
    for _ in range(count):
        number = tail.position + 1
        circumstances = Circumstances(
            session=session,
            kind="floor_given",
            recorded_at=Instant(NOON + number),
            occurred=Occurred(precision="unknown", value=""),
            basis="acted",
            by="o-0001",
            capacity="presiding_officer",
        )
        body = b'{"speaker":"p-%04d-1"}' % number
        records.append(seal(circumstances, body, salt=number.to_bytes(16, "big"), after=tail))
        tail = records[-1].tail
    return records


def act_done(act_id: str, *positions: int, session: str = "s-1") -> ActDone:
    """An act that led to these positions."""
    fingerprint = sha256(act_id.encode()).digest()
    return ActDone(session, act_id, fingerprint, positions, NOON, "recorded")


def ballot(number: int, member: str = "p-0001-1", key: str = "", division: int = 1) -> BallotRow:
    """A ballot in the box of the first session."""
    return BallotRow(
        session="s-1",
        division=division,
        number=number,
        member=member,
        key=key or f"key-{number}",
        body=b'{"yes":10}',
        salt=bytes(16),
        hash=sha256(b"%d" % number).digest(),
        prev=sha256(b"%d" % (number - 1)).digest(),
        at=NOON,
    )


def one_of_each(store, session: str = "s-1") -> Batch:
    """The next entry with its act, a ballot and a checkpoint: what must never be half done."""
    records = list(store.read(session))
    [record] = some_records(1, session, records[-1].tail if records else None)
    position = record.header.position
    return Batch(
        records=[record],
        acts=[act_done(f"act-{position}", position, session=session)],
        ballots=[ballot(position)._replace(session=session)],
        checkpoints=[(session, position, f"note {position}")],
    )


def contents(store, session: str = "s-1"):
    """Everything that a store shows of a session."""
    records = list(store.read(session))
    return (
        store.sessions(),
        store.head(session),
        records,
        [store.act(session, f"act-{r.header.position}") for r in records],
        store.ballots(session, 1),
        store.checkpoints(session),
    )
