"""Cuts the power at every operation of the disk, and looks for what had been acknowledged.

    python tests/chaos/power_cut.py --images 10000 [--seed 7] [--fault normal|lying]

The real clerk writes a vote through the real store on a disk that remembers (`disk.py`). At each
operation the disk is built as it may be found afterwards: of what was not yet synced (a) nothing,
(b) all but a torn last write, (c) a random half, (d) an arbitrary tail. The store opens it with
the SQLite of Python and the real checks: the file is whole, the chain holds, everything
acknowledged is there, and of what was under way all or nothing. `--fault` plants a
`synchronous=NORMAL` or a disk that says that it has synced; then the run must end with losses.
"""

import argparse
import secrets
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from hemicycle.journal.damage import JournalDamaged
from hemicycle.store import StoreRefused
from hemicycle.store.sqlite import SqliteStore

from .disk import MEMORY, Operation, Platter
from .promises import require_whole
from .real_server import Lost
from .sitting import SEED, SESSION, Group, Room, Sitting, is_kept

COMMITS = 120
GOES_ON_EVERY = 3  # image on which people press again
EARLY_PAGES = 40  # of the log, after which every other sitting has it taken into the file
FAULTS = ("none", "normal", "lying")


@dataclass
class Found:
    """What the images so far have shown."""

    images: int = 0
    lost: int = 0
    damaged: int = 0
    acknowledged: int = 0
    first: str = ""
    commits: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost or damaged."""
        return not self.lost and not self.damaged


def sailed(folder: Path, seed: int, *, fault: str = "none", commits: int = COMMITS) -> Sitting:
    """A sitting that was written on a disk that remembers."""
    sitting = Sitting(folder, f"power-{secrets.token_hex(4)}", Random(seed))  # noqa: S311 - repeats
    if fault == "normal":
        sitting.store.writing.execute("PRAGMA synchronous = NORMAL")
    if seed % 2:
        sitting.store.writing.execute(f"PRAGMA wal_autocheckpoint = {EARLY_PAGES}")
    sitting.open()
    sitting.vote(commits)
    sitting.close()
    return sitting


def images(pending: Sequence[Operation], random: Random) -> Iterator[list[Operation]]:
    """Which of the operations that were not synced may be found done, in four ways."""
    yield []
    *whole, last = pending or [None]
    yield [*whole, *torn(last, random)]
    yield [one for one in pending if random.random() < 0.5]
    yield list(pending[random.randint(0, len(pending)) :])


def torn(last: Operation | None, random: Random) -> list[Operation]:
    """The beginning of a write; of anything else nothing."""
    if last is None or last.kind != "write":
        return []
    return [replace(last, content=last.content[: random.randrange(len(last.content))])]


def look(
    files: dict[str, bytes], folder: Path, *, groups: Sequence[Group], goes_on: bool = True
) -> None:
    """Open a disk after the power came back, and perhaps vote on; the last group was under way.

    Errors: Lost, StoreRefused, JournalDamaged, sqlite3.DatabaseError
    """
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    store = SqliteStore(folder)
    try:
        said = store.writing.execute("PRAGMA integrity_check").fetchall()
        if said != [("ok",)]:
            raise sqlite3.DatabaseError(str(said))
        require_kept(store, groups)
        if goes_on:
            require_life_goes_on(store, groups)
    finally:
        store.close()


def require_kept(store: SqliteStore, groups: Sequence[Group]) -> None:
    """What was acknowledged is there, and of what was not yet, all or nothing.

    Errors: Lost, JournalDamaged, sqlite3.DatabaseError
    """
    for group in groups:
        kept = [is_kept(store, promise) for promise in group.promises]
        if group.is_acknowledged and not all(kept):
            raise Lost(f"{kept.count(False)} acknowledged are gone, first of {group}")
        if len(set(kept)) > 1:
            raise sqlite3.DatabaseError(f"half of {group} is there")
    if store.head(SESSION):
        require_whole(store, SEED, session=SESSION)


def require_life_goes_on(store: SqliteStore, groups: Sequence[Group]) -> None:
    """Who presses again is answered, and nothing is done twice.

    Errors: Lost
    """
    room = Room(store=store)
    for group in groups[-2:]:
        kept = [is_kept(store, promise) for promise in group.promises]
        outcomes = room.clerk.take([promise.asked for promise in group.promises])
        told = [getattr(outcome, "is_repeated", None) for outcome in outcomes]
        if told != kept:
            raise Lost(f"pressed again, {group} was answered {outcomes}")
    if groups:
        require_whole(store, SEED, session=SESSION)


@dataclass
class PowerCut:
    """Cuts again and again; the seed repeats every image."""

    seed: int
    fault: str = "none"
    found: Found = field(default_factory=Found)
    tell: Callable[[Found], None] = lambda _found: None

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - it chooses moments, not secrets

    def run(self, wanted: int, *, cuts: int = 0, commits: int = COMMITS) -> Found:
        """Look at so many images; of each sitting at all its operations, or at some `cuts`."""
        with tempfile.TemporaryDirectory(prefix="hemicycle-power-", dir=MEMORY) as temporary:
            number = 0
            while self.found.images < wanted:
                folder = Path(temporary) / f"sitting-{number}"
                sitting = sailed(folder, self.seed + number, fault=self.fault, commits=commits)
                self.found.acknowledged += sum(len(one.promises) for one in sitting.groups)
                self.found.commits += len(sitting.groups)
                self.one_sitting(sitting, Path(temporary), until=wanted, cuts=cuts)
                number += 1
        return self.found

    def one_sitting(self, sitting: Sitting, temporary: Path, *, until: int, cuts: int) -> None:
        """Cut at the operations of one sitting, one after the other."""
        operations = sitting.disk.operations
        places = range(len(operations))
        chosen = set(self.random.sample(places, min(cuts or len(places), len(places))))
        platter = Platter()
        for place, operation in enumerate(operations):
            if self.fault != "lying" or not operation.kind.startswith("sync"):
                platter.take(operation)
            if place in chosen and self.found.images < until:
                groups = sitting.groups_at(place + 1)
                for kept in images(platter.pending, self.random):
                    self.one_image(platter.after(iter(kept)), temporary, groups=groups)

    def one_image(
        self, files: dict[str, bytes], temporary: Path, *, groups: Sequence[Group]
    ) -> None:
        """Look at one image, and count what it shows."""
        self.found.images += 1
        try:
            folder = temporary / f"image-{self.found.images}"
            look(files, folder, groups=groups, goes_on=self.found.images % GOES_ON_EVERY == 0)
        except Lost as loss:
            self.found.lost += 1
            self.found.first = self.found.first or str(loss)
        except (StoreRefused, JournalDamaged, sqlite3.DatabaseError) as damage:
            self.found.damaged += 1
            self.found.first = self.found.first or str(damage)
        self.tell(self.found)


def told(found: Found) -> None:
    """Show how far it has come."""
    if found.images % 20 == 0:
        print(
            f"\r{found.images} images of {found.commits} commits, {found.acknowledged} acts and "
            f"ballots acknowledged, {found.lost} with losses, {found.damaged} damaged ",
            end="",
            flush=True,
        )


def main() -> None:
    """Run from the command line; the exit says whether what was promised was kept."""
    parser = argparse.ArgumentParser(description="Cut the power at every operation.")
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--fault", default="none", choices=FAULTS)
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}")
    found = PowerCut(wanted.seed, wanted.fault, tell=told).run(wanted.images)
    told(found)
    if not found.is_whole:
        sys.exit(f"\nNOT KEPT: {found.lost} with losses, {found.damaged} damaged; {found.first}")
    print("\nKept: all of it.")


if __name__ == "__main__":
    main()
