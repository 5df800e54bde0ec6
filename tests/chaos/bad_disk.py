"""A disk that refuses one operation, or all from one on until it is mended, in the midst of a vote.

    python tests/chaos/bad_disk.py    every kind of operation, of error, once and lasting

At every operation in turn: nobody may be told "received" whose act or ballot is not there, the
clerk says so and goes on once the disk is mended, and who presses again finds nothing doubled.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, product
from pathlib import Path
from typing import Any

import apsw

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from clerk.desk import answers, queue_of, voting_room
from hemicycle.clerk import Asked, Done, Failed, Outcome
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store.sqlite import SqliteStore
from properties.judge import require_same

from .apsw_connection import connecting
from .disk import MEMORY, Disk, Operation, Platter
from .power_cut import look, require_kept
from .real_server import Lost
from .sitting import Group, Room, promised

EARLY_PAGES = 4
NAMES = count(1)
NEVER = 10**9
DISK_ERROR, DISK_FULL = apsw.IOError, apsw.FullError
WRITES = frozenset({"write", "truncate", "sync"})
ALL = WRITES | {"open", "create", "read", "delete"}


@dataclass
class Fault:
    """Refuses the operation of this number; with `lasts`, every one after it until mended."""

    at: int
    error: type[apsw.Error] = apsw.IOError
    lasts: bool = False
    kinds: AbstractSet[str] = WRITES
    seen: int = 0
    struck: list[str] = field(default_factory=list)
    is_mended: bool = False

    def __call__(self, operation: Operation) -> None:
        """Let an operation pass, or refuse it."""
        if operation.kind not in self.kinds or self.is_mended:
            return
        self.seen += 1
        if self.seen == self.at or (self.lasts and self.seen > self.at):
            self.struck.append(f"{operation.kind} {operation.name}")
            raise self.error(f"planted: {operation.kind}")


def asked_by(room: Room) -> list[list[Asked]]:
    """What is pressed: several groups, each of ballots and acts that come together."""
    room.now += 1000
    ask, take_back = AskForFloor, WithdrawRequest

    def ballot(member: str, for_votes: int, key: str) -> Asked:
        split = {"for_votes": for_votes, "unused_votes": 10 - for_votes}
        return room.act(CastBallot, member, division=1, act_id=key, **split)

    return [
        [ballot("p-0002-1", 10, "b-1"), room.act(ask, "p-0001-1", act_id="a-1")],
        [ballot("p-0001-1", 4, "b-2"), ballot("p-0003-1", 7, "b-3")],
        [room.act(take_back, "p-0001-1", act_id="a-2"), ballot("p-0002-1", 3, "b-4")],
    ]


@dataclass
class Trial:
    """One vote on a copy of a prepared folder, whose disk has a fault."""

    prepared: Path
    folder: Path
    fault: Fault
    store_type: Callable[..., SqliteStore] = SqliteStore
    restarts: bool = False
    groups: list[Group] = field(default_factory=list)
    failures: int = 0

    @classmethod
    def without_fault(cls, prepared: Path, folder: Path) -> "Trial":
        """The same vote on a good disk."""
        return cls(prepared, folder, Fault(NEVER))

    def run(self) -> None:
        """Vote, mend the disk, press everything again, and look; `restarts` kills in between.

        Errors: Lost
        """
        shutil.copytree(self.prepared, self.folder)
        disk = Disk(f"bad-{next(NAMES)}")
        disk.holds(self.folder)
        with self.room(disk, self.folder) as room:
            asked = asked_by(room)
            disk.before = self.fault
            asyncio.run(self.vote(room, asked, disk=disk))
            self.fault.is_mended = True
            require_kept(room.store, self.groups)
            if not self.restarts:
                self.press_again(room, asked, disk=disk)
                return
            killed = self.folder / "killed"
            shutil.copytree(self.folder, killed, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
            disk.before = lambda _operation: None
            before, disk.operations = disk.operations, []
        again = Disk(f"bad-{next(NAMES)}")
        disk.operations = before
        again.goes_on_from(disk)
        with self.room(again, killed) as room:
            self.press_again(room, asked, disk=again)

    def press_again(self, room: Room, asked: Sequence[Sequence[Asked]], *, disk: Disk) -> None:
        """Press everything once more; cut the power when all is acknowledged.

        Errors: Lost
        """
        self.settle(room, asyncio.run(self.vote(room, asked, disk=disk)))
        platter = Platter.of(self.prepared)
        for operation in disk.operations:
            platter.take(operation)
        look(platter.after(iter([])), self.folder / "after", groups=self.groups)

    @contextmanager
    def room(self, disk: Disk, folder: Path) -> Iterator[Room]:
        """The room over a disk that is good while it is opened and closed."""
        store = self.store_type(folder, connect=connecting(disk.called))
        store.writing.execute(f"PRAGMA wal_autocheckpoint = {EARLY_PAGES}")
        try:
            yield Room(store=store)
        finally:
            self.fault.is_mended = True
            store.close()
            disk.unregister()

    async def vote(
        self, room: Room, asked: Sequence[Sequence[Asked]], *, disk: Disk
    ) -> list[Outcome]:
        """Hand in group after group; keep what was acknowledged."""
        told: list[Outcome] = []
        async with queue_of(room) as queue:
            for group in asked:
                begun = len(disk.operations)
                outcomes = await answers(queue, group)
                for one, outcome in zip(group, outcomes, strict=True):
                    if isinstance(outcome, Done):
                        promise = promised(one, outcome)
                        self.groups.append(Group([promise], begun, is_acknowledged=True))
                told += outcomes
        self.failures += sum(isinstance(outcome, Failed) for outcome in told)
        return told

    def settle(self, room: Room, outcomes: Sequence[Outcome]) -> None:
        """After the mending all is done, once, and a new clerk reads the same.

        Errors: Lost
        """
        if not all(isinstance(outcome, Done) for outcome in outcomes):
            raise Lost(f"on the mended disk: {outcomes}")
        keys = [row.key for row in room.store.ballots("r1", 1)]
        if sorted(keys) != ["b-1", "b-2", "b-3", "b-4"]:
            raise Lost(f"the box holds {keys}")
        require_kept(room.store, self.groups)
        require_same(room.state, room.restarted().state("r1"))


def prepared_for(folder: Path) -> Path:
    """A data folder with an open vote, closed and whole."""
    store = SqliteStore(folder)
    voting_room(store)
    store.close()
    return folder


def trials(
    prepared: Path,
    folder: Path,
    *,
    store_type: Callable[..., SqliteStore] = SqliteStore,
    restarts: bool = False,
    every: int = 1,
    **fault: Any,
) -> Iterator[Trial]:
    """A trial for each operation of the vote, or some, until one is not reached any more.

    Errors: Lost
    """
    for at in count(1, every):
        trial = Trial(prepared, folder / str(at), Fault(at, **fault), store_type, restarts)
        trial.run()
        if not trial.fault.struck:
            return
        yield trial


def main() -> None:
    """Run every kind of trial from the command line.

    Errors: Lost
    """
    with tempfile.TemporaryDirectory(prefix="hemicycle-bad-disk-", dir=MEMORY) as temporary:
        prepared, tried = prepared_for(Path(temporary) / "data"), 0
        kinds = product((DISK_ERROR, DISK_FULL), (False, True), (False, True))
        for number, (error, lasts, restarts) in enumerate(kinds):
            folder = Path(temporary) / str(number)
            options = {"error": error, "lasts": lasts, "restarts": restarts, "kinds": ALL}
            for _ in trials(prepared, folder, **options):
                tried += 1
                print(f"\r{tried} faults, nothing falsely acknowledged ", end="", flush=True)
    print("\nKept: all of it.")


if __name__ == "__main__":
    main()
