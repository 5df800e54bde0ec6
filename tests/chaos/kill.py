"""Kills the real server while it works, again and again, and looks for what it had promised.

    python tests/chaos/kill.py --times 200 [--seed 7] [--fault hasty]

Each time: people press buttons on several connections, the process is killed at a random moment
with SIGKILL, a new one starts on the same folder, and everything that was answered as done must
be there: the act, the ballot with its receipt, the chain, the checkpoint.
"""

import argparse
import asyncio
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from hemicycle.clerk import Receipt  # noqa: E402 - the folder of tests comes first
from hemicycle.journal.chain import follow  # noqa: E402
from hemicycle.journal.checkpoint import SignedCheckpoint  # noqa: E402
from hemicycle.journal.export import export  # noqa: E402
from hemicycle.journal.header import Tail  # noqa: E402
from hemicycle.journal.tree import MerkleTree  # noqa: E402
from hemicycle.journal.verify import verify  # noqa: E402
from hemicycle.store.sqlite import SqliteReader, open_reader  # noqa: E402

from chaos.voters import SESSION, Load, Press, ask  # noqa: E402

ROUNDS_PER_FOLDER = 10
PEOPLE_AT_ONCE = 16
LONGEST_START_S = 30
LONGEST_LIFE_S = 0.5


class Lost(AssertionError):
    """Something that was answered as done is not in the record."""


@dataclass
class Found:
    """What all rounds together have shown."""

    kills: int = 0
    acknowledged: int = 0
    refused: int = 0
    restarts_s: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass
class Server:
    """The real server as a process of its own."""

    folder: Path
    fault: str = "none"
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it is not ready yet."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        program = ["-m", "hemicycle"]
        if self.fault != "none":
            program = [str(HERE / "planted_server.py"), self.fault]
        serve = ["serve", "--data", str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, *program, *serve], stdout=subprocess.DEVNULL
        )

    def wait(self) -> float:
        """Wait until it answers; how long that took since the call. Units: seconds."""
        began = time.monotonic()
        while time.monotonic() - began < LONGEST_START_S:
            if self.process is None or self.process.poll() is not None:
                raise Lost("the server does not start any more")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return time.monotonic() - began
        raise Lost("the server does not answer any more")

    def kill(self) -> None:
        """End it as a power cut of the process would: no clean-up, no last words."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def prepared(folder: Path) -> dict[str, object]:
    """A data folder with an open vote, and who is signed in."""
    run = [sys.executable, str(HERE / "prepare.py"), str(folder), "--vote"]
    return json.loads(subprocess.run(run, check=True, capture_output=True).stdout)


async def press_until_killed(server: Server, load: Load, random: Random) -> None:
    """Load the server, and kill it at a random moment."""
    members = random.sample([m for m in load.people if m.startswith("p-")], PEOPLE_AT_ONCE)
    seeds = [Random(random.random()) for _ in members]  # noqa: S311 - repeatable by the seed
    tasks = [
        asyncio.create_task(load.keep_pressing(member, seed))
        for member, seed in zip(members, seeds, strict=True)
    ]
    await asyncio.sleep(random.uniform(0.02, LONGEST_LIFE_S))
    server.kill()
    await asyncio.gather(*tasks)


def missing(reader: SqliteReader, presses: Sequence[Press]) -> Iterator[str]:
    """Every acknowledged press that the record does not hold as it was acknowledged."""
    head = reader.head(SESSION)
    for press in presses:
        if press.is_ballot:
            row = reader.ballot_by_key(SESSION, 1, member=press.member, key=press.key)
            if row is None:
                yield f"the ballot {press.key} of {press.member}"
            elif Receipt(1, press.member, row.number, row.hash, row.at).code != press.receipt:
                yield f"the receipt {press.receipt} of {press.member}"
        else:
            act = reader.act(SESSION, press.key)
            if act is None or max(act.positions) > head:
                yield f"the act {press.key} of {press.member}"


def require_whole(reader: SqliteReader) -> None:
    """The chain is whole, the last checkpoint covers it, and the verifier agrees."""
    tree = MerkleTree()
    records = list(follow(reader.read(SESSION), Tail(SESSION), tree=tree))
    stored = reader.checkpoints(SESSION)
    if not stored or stored[-1].size != len(records):
        raise Lost("the last entries have no checkpoint")
    key = vkey_of(reader)
    lines = export(records, [SignedCheckpoint(checkpoint=stored[-1].note, key=key)])
    verdict = verify(lines)
    if not verdict.ok:
        raise Lost(str(verdict.problem))
    rows = reader.ballots(SESSION, 1)
    chained = [b"", *(row.hash for row in rows)]
    if [row.prev for row in rows] != chained[:-1] or [r.number for r in rows] != list(
        range(1, len(rows) + 1)
    ):
        raise Lost("the ballots are no chain")


def vkey_of(reader: SqliteReader) -> str:
    """The installation's public key, made from the seed in its folder."""
    from hemicycle.clerk.clerk import ORIGIN
    from hemicycle.journal.checkpoint import signing_key, verification_key

    seed = (reader.folder / "keys" / "journal.key").read_bytes()
    return verification_key(ORIGIN.format(session=SESSION), signing_key(seed))


async def press_again(load: Load, press: Press) -> None:
    """The same press on the new process is known there, with the same receipt."""
    wire = await asyncio.open_connection("127.0.0.1", load.port)
    path = "divisions/1/ballots"
    if not press.is_ballot:
        act = dict(press.fields)
        path = act.pop("path", "")
    status, body = await ask(wire, load.request(press.member, path, dict(press.fields)))
    wire[1].close()
    if status != 200 or json.loads(body)["receipt"] != press.receipt:
        raise Lost(f"the second press of {press.key} was answered {status}")


@contextmanager
def reading(folder: Path) -> Iterator[SqliteReader]:
    """The journal, as another process may read it."""
    reader = open_reader(folder)
    reader.folder = folder
    try:
        yield reader
    finally:
        reader.close()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Kill the real server under load.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--fault", default="none", choices=["none", "hasty"])
    wanted = parser.parse_args()


if __name__ == "__main__":
    main()
