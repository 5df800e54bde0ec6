"""The drill of a restore: votes come in, a backup is taken, the disk is gone, the house goes on.

    python tests/chaos/restore.py [--times 5] [--seed 7] [--late]

Whatever was acknowledged before the backup began must be in the house that is made of it, whole,
and the house must go on. With `--late` what was acknowledged after it is asked for as well; then
the run must end with something lost, or the drill would not notice a backup that is too old.
"""

import argparse
import asyncio
import secrets
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from hemicycle.clerk import system_now
from hemicycle.operation.age_keys import Passphrase
from hemicycle.operation.backup import Taken, take_backup
from hemicycle.operation.restoring import Source, restore

from .promises import require_kept, require_known
from .real_server import Lost, Server, prepared
from .voters import Load, Press

PEOPLE_AT_ONCE = 16
PASSPHRASE = "a passphrase of several words"
BEFORE_S, AFTER_S = 0.5, 0.3


@dataclass
class Drilled:
    """What the drills so far have shown. Units: seconds."""

    drills: int = 0
    before: int = 0
    after: int = 0
    longest_backup_s: float = 0.0
    longest_restore_s: float = 0.0


@dataclass
class Drill:
    """One drill after another."""

    seed: int
    is_late: bool = False

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - it chooses moments, not secrets
        self.found = Drilled()

    def run(self, times: int) -> Drilled:
        """Drill so many times, each on a fresh folder.

        Errors: Lost
        """
        with tempfile.TemporaryDirectory(prefix="hemicycle-drill-") as temporary:
            place = Path(temporary)
            known = prepared(place / "pristine", "--vote")
            for number in range(times):
                work = place / str(number)
                work.mkdir()
                shutil.copytree(place / "pristine", work / "data")
                self.once(work, known)
                shutil.rmtree(work)
        return self.found

    def once(self, work: Path, known: dict) -> None:
        """Votes, a backup among them, more votes, no disk, a restore, and on it goes."""
        server = Server(work / "data")
        try:
            server.start()
            server.wait()
            load = Load(server.port, known["cookie"], known["people"], "d")
            before, taken = asyncio.run(self.vote_and_back_up(server, load, work))
            shutil.rmtree(work / "data")
            began = time.monotonic()
            restore(
                Source(taken.file, Passphrase(PASSPHRASE)),
                work / "data",
                now=system_now(),
                erase=lambda _folder, _erasures: 0,
            )
            server.start()
            server.wait()
            restored_s = time.monotonic() - began
            require_kept(work / "data", load.acknowledged if self.is_late else before)
            require_no_sign_in(server, load)
        finally:
            server.kill()
        found = self.found
        found.drills += 1
        found.before += len(before)
        found.after += len(load.acknowledged) - len(before)
        found.longest_restore_s = max(found.longest_restore_s, restored_s)

    async def vote_and_back_up(
        self, server: Server, load: Load, work: Path
    ) -> tuple[list[Press], Taken]:
        """What was acknowledged before the backup began, and the backup."""
        members = self.random.sample(load.delegates, PEOPLE_AT_ONCE)
        randoms = [Random(self.random.random()) for _ in members]  # noqa: S311 - as above
        tasks = [
            asyncio.create_task(load.keep_pressing(member, random))
            for member, random in zip(members, randoms, strict=True)
        ]
        await asyncio.sleep(BEFORE_S)  # so that there is something to back up
        before, began = list(load.acknowledged), time.monotonic()
        taken = await asyncio.to_thread(
            take_backup, work / "data", work, now=system_now(), lock=Passphrase(PASSPHRASE)
        )
        self.found.longest_backup_s = max(self.found.longest_backup_s, time.monotonic() - began)
        await asyncio.sleep(AFTER_S)  # so that something comes which the backup lacks
        server.kill()
        await asyncio.gather(*tasks)
        return before, taken


def require_no_sign_in(server: Server, load: Load) -> None:
    """Whoever was signed in before is not any more: nobody knows who was signed out since.

    Errors: Lost
    """
    load.port = server.port
    try:
        asyncio.run(require_known(load, load.acknowledged[0]))
    except (Lost, AssertionError):
        return
    raise Lost("a sign-in from before the backup still holds")


def main() -> None:
    """Run from the command line; the exit says whether what was promised was kept."""
    parser = argparse.ArgumentParser(description="Lose the disk of a house, and restore it.")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--late", action="store_true")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}")
    try:
        found = Drill(wanted.seed, wanted.late).run(wanted.times)
    except Lost as loss:
        sys.exit(f"LOST: {loss}")
    print(
        f"{found.drills} drills: {found.before} acknowledged before the backup, all there; "
        f"{found.after} during it and after. A backup among votes took at most "
        f"{found.longest_backup_s:.1f} s, from no disk to a house that answers "
        f"{found.longest_restore_s:.1f} s."
    )


if __name__ == "__main__":
    main()
