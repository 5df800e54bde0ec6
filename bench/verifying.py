"""Checking a record from outside: 100,000 entries, beside the bare reading of their lines."""

import json
import time
from hashlib import sha256
from pathlib import Path

from figures import Figure
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
from hemicycle_verify.check import Verdict, check
from hemicycle_verify.findings import Exit

ENTRIES = 100_000
SESSION, ORIGIN = "bench", "assembly.example/bench"


def records() -> list[Record]:
    """Many speakers, one after another."""
    made, tail = list[Record](), Tail(SESSION)
    around = {"session": SESSION, "kind": "floor_given", "basis": "rehearsal", "by": "o-president"}
    when = Occurred(precision="day", value="2026-03-02")
    for number in range(ENTRIES):
        at = Instant(1_772_427_600_000 + number)
        circumstances = Circumstances(**around, recorded_at=at, occurred=when, capacity="")
        body = canonical({"body": "plenary", "limit_s": 480, "speaker": f"p-{number:06}-1"})
        made.append(seal(circumstances, body, salt=bytes(16), after=tail))
        tail = made[-1].tail
    return made


def verifying(_folder: Path) -> list[Figure]:
    """The independent verifier over a long record."""
    kept = records()
    tree, key = MerkleTree(leaf_hash(one.header_bytes) for one in kept), signing_key(bytes(32))
    note = sign_checkpoint(Checkpoint(ORIGIN, ENTRIES, tree.root()), key)
    lines = list(export(kept, [SignedCheckpoint(note, verification_key(ORIGIN, key))]))
    began = time.perf_counter()
    for line in lines:
        json.loads(line)
        sha256(line).digest()
    bare_s = time.perf_counter() - began
    verdict = Verdict()
    began = time.perf_counter()
    check(lines, verdict)
    found_s = time.perf_counter() - began
    assert verdict.code == Exit.WHOLE, verdict.sentence
    return [
        Figure(
            what=f"the independent verifier over {ENTRIES:,} entries",
            value=found_s,
            unit="s",
            aim=5,
            limit=bare_s,
            limit_is="s, each line parsed and hashed alone",
        )
    ]
