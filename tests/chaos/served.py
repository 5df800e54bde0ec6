"""Two processes serve one house in PostgreSQL; one is killed while people vote, again and again.

    python tests/chaos/served.py --times 100 [--seed 7] [--fault hasty]

People press buttons through HTTP; at a random moment one of the two serving processes dies by
SIGKILL. The other goes on, and the dead one begins anew by itself. Whatever was answered as done
must be there: once, with its receipt, in a chain that is whole, and known again when it is pressed
again, whichever process is asked. `--fault hasty` plants processes that answer before their commit.
"""

import argparse
import asyncio
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from hemicycle.store.postgres import PostgresReader
from private_postgres import PrivateServer, private_server

from .promises import missing, require_known, require_whole
from .real_server import Lost, Server, prepared
from .voters import SESSION, Load, Press

PEOPLE_AT_ONCE = 16
LIVES_S = (0.05, 0.6)
LONGEST_START_S = 60
PROCESSES = 2
# Who serves listens to what the others change; that is the last thing it begins.
LISTENING = "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN hemicycle_secretariat'"


@dataclass
class Drill:
    """One house, its two processes, and what was acknowledged so far."""

    seed: int
    database: PrivateServer
    folder: Path
    fault: str = "none"
    kills: int = 0
    refused: int = 0
    presses: list[Press] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.address = self.database.database()
        self.random = Random(self.seed)  # noqa: S311 - it chooses moments, not secrets

    def run(self, times: int) -> None:
        """Kill so many times.

        Errors: Lost
        """
        known = prepared(self.folder, "--vote")
        move = ["move", "--data", str(self.folder), "--to", self.address]
        subprocess.run([sys.executable, "-m", "hemicycle", *move], check=True, stdout=-1)
        server = Server(self.folder, self.fault, more=("--workers", str(PROCESSES)))
        server.start()
        try:
            self.both(server)
            while self.kills < times:
                self.one_death(server, known)
        finally:
            server.stop()

    def one_death(self, server: Server, known: dict[str, object]) -> None:
        """People vote, one of the two dies, and everything is looked for."""
        victim = self.random.choice(self.both(server))
        load = Load(server.port, known["cookie"], known["people"], f"k{self.kills}")
        asyncio.run(self.load_and_kill(load, victim))
        self.kills += 1
        self.refused += load.refused
        self.presses += load.acknowledged
        self.require_kept()
        load.port = server.port
        for press in self.random.sample(self.presses, min(2, len(self.presses))):
            asyncio.run(require_known(load, press))
        print(
            f"{self.kills} killed, {len(self.presses)} acknowledged: all there, once",
            flush=True,
        )

    def both(self, server: Server) -> list[int]:
        """The two that serve, once both do.

        Errors: Lost
        """
        deadline = time.monotonic() + LONGEST_START_S
        while time.monotonic() < deadline:
            if server.process is None or server.process.poll() is not None:
                raise Lost("the house does not stand any more")
            [(listening,)] = self.database.run(LISTENING)
            serving = children_of(server.process.pid)
            if len(serving) == listening == PROCESSES:
                return serving
            time.sleep(0.05)  # nobody tells from outside that a process begins to serve
        raise Lost("a process that died does not begin anew")

    async def load_and_kill(self, load: Load, victim: int) -> None:
        """People press buttons; at a random moment one process is gone, and they stop."""
        members = self.random.sample(load.delegates, PEOPLE_AT_ONCE)
        randoms = [Random(self.random.random()) for _ in members]  # noqa: S311 - as above
        tasks = [
            asyncio.create_task(load.keep_pressing(member, random))
            for member, random in zip(members, randoms, strict=True)
        ]
        await asyncio.sleep(self.random.uniform(*LIVES_S))  # the moment of the kill is drawn
        os.kill(victim, signal.SIGKILL)
        await asyncio.sleep(self.random.uniform(*LIVES_S))  # the other one goes on meanwhile
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def require_kept(self) -> None:
        """Everything acknowledged is in the database, once, in a whole chain.

        Errors: Lost
        """
        reader = PostgresReader(self.address)
        try:
            lost = list(missing(reader, self.presses))
            if lost:
                raise Lost(f"{len(lost)} acknowledged are gone, first {lost[0]}")
            require_whole(reader, (self.folder / "keys" / "journal.key").read_bytes())
            places = [place for act in reader.acts(SESSION) for place in act.positions]
            if len(places) != len(set(places)):
                raise Lost("an entry belongs to two acts")
        finally:
            reader.close()


def children_of(parent: int) -> list[int]:
    """The processes that a process began."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in listed.stdout.split()]


def main() -> None:
    """Drill as often as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--fault", choices=["none", "hasty"], default="none")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    with private_server() as server, tempfile.TemporaryDirectory() as folder:
        drill = Drill(wanted.seed, server, Path(folder) / "data", wanted.fault)
        try:
            drill.run(wanted.times)
        except Lost as lost:
            sys.exit(f"LOST: {lost}")


if __name__ == "__main__":
    main()
