"""Journals to test with: made by the real functions, with salts that anyone may guess."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

from hemicycle.journal.canonical import canonical
from hemicycle.journal.checkpoint import (
    Checkpoint,
    SignedCheckpoint,
    sign_checkpoint,
    signing_key,
    verification_key,
)
from hemicycle.journal.export import export
from hemicycle.journal.header import Circumstances, Occurred, Record, Tail, leaf_hash, seal
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.kernel import Instant

SESSION = "rehearsal-1"
ORIGIN = "assembly.example/rehearsal-1"
KEY = signing_key(b"k" * 32)
VKEY = verification_key(ORIGIN, KEY)
OTHER_KEY = signing_key(b"o" * 32)
MORNING = Instant(1_772_427_600_000)  # 2026-03-02T05:00:00.000Z

# Kind, cause, body: a speaker is called, a division is opened, closed, declared.
MORNING_BUSINESS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("session_opened", "", {"body": "plenary", "title": {"en": "Rehearsal", "fr": "Répétition"}}),
    ("floor_given", "", {"body": "plenary", "limit_s": 480, "speaker": "p-0001-1"}),
    ("division_opened", "", {"body": "plenary", "division": 1}),
    ("division_closed", "3", {"body": "plenary", "division": 1, "roll": ["p-0001", "p-0002"]}),
    ("result_declared", "3", {"body": "plenary", "division": 1, "outcome": "adopted"}),
    ("division_opened", "", {"body": "plenary", "division": 2}),
    ("division_closed", "6", {"body": "plenary", "division": 2, "roll": ["p-0001", "p-0002"]}),
    ("floor_given", "", {"body": "plenary", "limit_s": 180, "speaker": "p-0171-3"}),
)


def circumstances(number: int, kind: str, cause: str) -> Circumstances:
    """What is around the entry that is recorded `number` seconds after the morning's start."""
    return Circumstances(
        session=SESSION,
        kind=kind,
        recorded_at=Instant(MORNING + 1000 * number),
        occurred=Occurred(precision="day", value="2026-03-02"),
        basis="rehearsal",
        by="o-0001",
        capacity="presiding_officer",
        cause=cause,
    )


def some_journal(
    business: Sequence[tuple[str, str, dict[str, object]]] = MORNING_BUSINESS,
) -> list[Record]:
    """The records of a morning's business."""
    records: list[Record] = []
    tail = Tail(SESSION)
    for number, (kind, cause, body) in enumerate(business, 1):
        salt = sha256(str(number).encode()).digest()[:16]
        record = seal(circumstances(number, kind, cause), canonical(body), salt=salt, after=tail)
        records.append(record)
        tail = record.tail
    return records


def long_journal(length: int) -> list[Record]:
    """Many speakers, no division."""
    speakers = (
        ("floor_given", "", {"body": "plenary", "limit_s": 480, "speaker": f"p-{number:04}-1"})
        for number in range(1, length + 1)
    )
    return some_journal(list(speakers))


def signed_at(records: Sequence[Record], size: int, key=KEY) -> SignedCheckpoint:
    """The checkpoint of the first `size` records."""
    tree = MerkleTree(leaf_hash(record.header_bytes) for record in records[:size])
    note = sign_checkpoint(Checkpoint(ORIGIN, size, tree.root()), key)
    return SignedCheckpoint(note, verification_key(ORIGIN, key))


def exported(records: Sequence[Record], key=KEY) -> list[bytes]:
    """The lines of a journal with one checkpoint at its end."""
    return list(export(records, [signed_at(records, len(records), key)]))


def is_chained(records: Sequence[Record]) -> bool:
    """The chain as anyone may check it with `sha256sum`; a second opinion beside `follow`."""
    return all(b.header.prev == sha256(a.header_bytes).hexdigest() for a, b in pairwise(records))
