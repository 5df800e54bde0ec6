"""Records to judge: real ones, and ones that somebody with the key has falsified throughout."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.sessions import REHEARSAL
from hemicycle.journal.canonical import canonical
from hemicycle.journal.checkpoint import (
    Checkpoint,
    SignedCheckpoint,
    sign_checkpoint,
    signing_key,
    verification_key,
)
from hemicycle.journal.export import export, read_line
from hemicycle.journal.header import Record, Tail, body_hash, leaf_hash, written
from hemicycle.journal.tree import MerkleTree
from hemicycle_verify.check import Verdict, check
from minutes.test_scenarios import FILES, SETTING

JOURNALS = Path(__file__).resolve().parent.parent / "journals"
GOLDEN = sorted(JOURNALS.glob("*.ndjson"))
ORIGIN = "assembly.example/forged"
KEY = signing_key(b"f" * 32)


def judged(lines: Iterable[bytes], **asked: Any) -> Verdict:
    """What the independent verifier says."""
    verdict = Verdict()
    check(lines, verdict, **asked)
    return verdict


def golden(name: str) -> list[bytes]:
    """The lines of a golden journal."""
    return (JOURNALS / f"{name}.ndjson").read_bytes().splitlines(keepends=True)


@cache
def played(path: Path) -> tuple[Sequence[Record], Sequence[SignedCheckpoint]]:
    """A scenario's record and its last checkpoint."""
    rehearsed = rehearse(path, setting=SETTING)
    clerk, session = rehearsed.clerk, rehearsed.session
    key = clerk.verification_key(session)
    signed = [SignedCheckpoint(one.note, key) for one in clerk.store.checkpoints(session)[-1:]]
    return list(clerk.store.read(session)), signed


def scenario(name: str) -> list[Record]:
    """The record of a scenario by its name."""
    [path] = [one for one in FILES if one.stem == name]
    return list(played(path)[0])


@cache
def rehearsal() -> list[bytes]:
    """The whole rehearsal of the demo, as it is exported."""
    return list(export(*played(REHEARSAL)))


def records_of(lines: Iterable[bytes]) -> list[Record]:
    """The entries of a journal."""
    read = (read_line(line, number) for number, line in enumerate(lines, 1))
    return [one for one in read if isinstance(one, Record)]


def signed_anew(records: Sequence[Record], shown: Sequence[Record] = ()) -> list[bytes]:
    """The lines of a record whose chain, tree and signature are made again by who has a key."""
    tail, sealed = Tail(records[0].header.session), []
    for position, record in enumerate(records, 1):
        header = msgspec.structs.replace(record.header, position=position, prev=tail.hash)
        sealed.append(Record(header, written(header), record.salt, record.body))
        tail = sealed[-1].tail
    tree = MerkleTree(leaf_hash(record.header_bytes) for record in sealed)
    note = sign_checkpoint(Checkpoint(ORIGIN, len(sealed), tree.root()), KEY)
    return list(export(shown or sealed, [SignedCheckpoint(note, verification_key(ORIGIN, KEY))]))


def with_body(record: Record, change: Callable[[dict[str, Any]], object]) -> Record:
    """An entry whose body somebody changed, with the hash that belongs to it."""
    body = msgspec.json.decode(record.body or b"")
    change(body)
    header = msgspec.structs.replace(record.header)
    raw = canonical(body)
    header = msgspec.structs.replace(header, body_hash=body_hash(record.salt, raw))
    return Record(header, written(header), record.salt, raw)


def forged(
    records: Sequence[Record], position: int, change: Callable[[dict[str, Any]], object]
) -> list[bytes]:
    """The record in which one body says something else, and everything else fits it."""
    other = list(records)
    other[position - 1] = with_body(records[position - 1], change)
    return signed_anew(other)


def body_of(record: Record) -> dict[str, Any]:
    """What an entry says."""
    return msgspec.json.decode(record.body or b"{}")


def first(records: Sequence[Record], kind: str) -> int:
    """The position of the first entry of a kind."""
    return next(one.header.position for one in records if one.header.kind == kind)
