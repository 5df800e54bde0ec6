"""Kills the real server while it works, again and again, and looks for what it had promised.

    python tests/chaos/kill.py --times 200 [--seed 7] [--fault hasty]

Each time people press buttons on several connections, the process is killed at a random moment
with SIGKILL, a new one starts on the same folder, and everything that was answered as done must
be there: the act, the ballot with its receipt, the chain, the checkpoints. `--fault hasty` plants
a writer that answers before its commit; then the run must end with something lost.
"""

import argparse
import asyncio
import secrets
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from .promises import require_kept, require_known
from .real_server import Lost, Server, prepared
from .voters import Load, Press

KILLS_PER_FOLDER = 10
PEOPLE_AT_ONCE = 16
LIVES_S = (0.02, 0.5)
STILLBORN = 0.1  # of the servers are killed while they are still starting
STILLBORN_S = 1.0


@dataclass
class Found:
    """What the rounds so far have shown. Units: seconds."""

    kills: int = 0
    acknowledged: int = 0
    refused: int = 0
    starts_s: list[float] = field(default_factory=list)


@dataclass
class Killer:
    """Kills one server after another; the seed repeats its choices, not the timing."""

    seed: int
    fault: str = "none"
    found: Found = field(default_factory=Found)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - it chooses moments, not secrets

    def run(self, times: int) -> Found:
        """Kill so many times, on a fresh folder now and then.

        Errors: Lost
        """
        with tempfile.TemporaryDirectory(prefix="hemicycle-chaos-") as temporary:
            pristine = Path(temporary) / "pristine"
            known = prepared(pristine, "--vote")
            while self.found.kills < times:
                folder = Path(temporary) / f"folder-{self.found.kills}"
                shutil.copytree(pristine, folder)
                self.one_folder(folder, known, until=times)
                shutil.rmtree(folder)
        return self.found

    def one_folder(self, folder: Path, known: dict, *, until: int) -> None:
        """Load, kill, restart and look, several times on the same folder."""
        server = Server(folder, self.fault)
        presses: list[Press] = []
        try:
            self.start(server)
            for _ in range(min(KILLS_PER_FOLDER, until - self.found.kills)):
                name = f"k{self.found.kills}"
                load = Load(server.port, known["cookie"], known["people"], name)
                asyncio.run(self.load_and_kill(server, load))
                self.found.kills += 1
                self.found.acknowledged += len(load.acknowledged)
                self.found.refused += load.refused
                presses += load.acknowledged
                self.start(server)
                require_kept(folder, presses)
                load.port = server.port
                for press in self.random.sample(presses, min(2, len(presses))):
                    asyncio.run(require_known(load, press))
                print(f"\r{self.told} ", end="", flush=True)
        finally:
            server.kill()

    def start(self, server: Server) -> None:
        """Start the server; now and then it dies while starting, and is started again."""
        server.start()
        if self.random.random() < STILLBORN:
            time.sleep(self.random.uniform(0, STILLBORN_S))
            server.kill()
            server.start()
        self.found.starts_s.append(server.wait())

    async def load_and_kill(self, server: Server, load: Load) -> None:
        """People press buttons; at a random moment the server is gone."""
        members = self.random.sample(load.delegates, PEOPLE_AT_ONCE)
        randoms = [Random(self.random.random()) for _ in members]  # noqa: S311 - as above
        tasks = [
            asyncio.create_task(load.keep_pressing(member, random))
            for member, random in zip(members, randoms, strict=True)
        ]
        await asyncio.sleep(self.random.uniform(*LIVES_S))
        server.kill()
        await asyncio.gather(*tasks)

    @property
    def told(self) -> str:
        """How far it has come."""
        return (
            f"{self.found.kills} kills, {self.found.acknowledged:,} acts and ballots acknowledged, "
            f"0 lost, restart at most {max(self.found.starts_s):.1f} s"
        )


def main() -> None:
    """Run from the command line; the exit says whether what was promised was kept."""
    parser = argparse.ArgumentParser(description="Kill the real server under load.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--fault", default="none", choices=["none", "hasty"])
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}")
    killer = Killer(wanted.seed, wanted.fault)
    try:
        killer.run(wanted.times)
    except Lost as loss:
        sys.exit(f"\nLOST at kill {killer.found.kills}: {loss}")
    print(f"\n{killer.found.refused} presses were refused by the rules.\n{killer.told}")


if __name__ == "__main__":
    main()
