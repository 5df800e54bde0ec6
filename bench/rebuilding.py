"""Everything that a session leaves behind, written anew from a record of ten thousand entries."""

import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from figures import Figure
from hemicycle.clerk import Asked
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import export
from hemicycle.journal.verify import verify
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.kernel import Act, Instant
from hemicycle.store.sqlite import SqliteStore
from processes import SESSION, prepared
from record import clerk_of

ENTRIES = 10_000
AT_A_TIME = 30


def rebuilding(folder: Path) -> list[Figure]:
    """The command that writes all formats of everything, beside reading and checking the record."""
    people = prepared(folder, "--delegations", "140", "--members", "3")
    journal = folder / "long.ndjson"
    lengthen(folder, people.members, journal=journal)
    began = time.perf_counter()
    assert verify(journal.read_bytes().splitlines(keepends=True)).ok
    checked_s = time.perf_counter() - began
    began = time.perf_counter()
    command = [
        "-m",
        "hemicycle",
        "publish",
        str(journal),
        "--as",
        "all",
        "--to",
        str(folder / "all"),
    ]
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return [
        Figure(
            what=f"every format of everything in two languages, {ENTRIES:,} entries",
            value=time.perf_counter() - began,
            unit="s",
            aim=60,
            limit=checked_s,
            limit_is="s, checking the record",
        )
    ]


def lengthen(folder: Path, members: list[str], *, journal: Path) -> None:
    """Let one after the other speak until the record is long enough, and export it."""
    store = SqliteStore(folder)
    seed = (folder / "keys" / "journal.key").read_bytes()
    clerk, ids = clerk_of(store, seed), count(1)

    def act(kind: type[Act], by: str, **fields: object) -> Asked:
        common = {"act_id": f"long-{next(ids)}", "capacity": "", "through": "", "at": Instant(0)}
        return Asked(SESSION, kind(**common, by=by, body="plenary", **fields))

    speakers = (members[number % len(members)] for number in count())
    while clerk.state(SESSION).tail.position < ENTRIES:
        for member in (next(speakers) for _ in range(AT_A_TIME)):
            clerk.take(
                [
                    act(AskForFloor, member),
                    act(GiveFloor, "o-president", speaker=member),
                    act(YieldFloor, member),
                ]
            )
    signed = SignedCheckpoint(store.checkpoints(SESSION)[-1].note, clerk.verification_key(SESSION))
    journal.write_bytes(b"".join(export(store.read(SESSION), [signed])))
    store.close()
