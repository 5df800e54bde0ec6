"""Two workers race on one session in PostgreSQL, and one of them is killed in mid-batch; again.

    python tests/chaos/workers.py --times 500 [--seed 7] [--fault unlocked]

One worker lives on; beside it, in each round, another takes some batches and dies by SIGKILL:
before its commit, after it and before its answer, or at a moment that somebody else chooses. What
was answered must be there, once, in a chain that is whole. `--fault unlocked` plants workers that
neither hold the session nor read what others wrote, on tables without their keys; then the run
must end with something doubled or lost.
"""

import argparse
import os
import secrets
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from clerk.desk import voting_room
from hemicycle.clerk import Asked, Clerk, Done
from hemicycle.clerk.clerk import system_now
from hemicycle.journal.chain import follow
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.rulebooks import load
from hemicycle.store.postgres import PostgresStore
from private_postgres import PrivateServer, private_server
from properties.sittings import SESSION

from .real_server import Lost

ROUNDS_A_SESSION = 25
MEMBERS = ("p-0001-1", "p-0001-2", "p-0002-1", "p-0003-1", "p-0003-2", "p-0004-1")
LIVES_S = (0.0, 0.3)
LONGEST_S = 60
KEYS = (("entries", "entries_pkey"), ("ballots", "ballots_pkey"))


class Mortal(PostgresStore):
    """The store of a worker that dies in the middle of a batch, before or after its commit."""

    batches_left = 0
    dies_after_commit = False

    def commit(self) -> None:
        """Commit, unless it is time to die."""
        self.batches_left -= 1
        if self.batches_left == 0 and not self.dies_after_commit:
            os.kill(os.getpid(), signal.SIGKILL)
        super().commit()
        if self.batches_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Unlocked(Mortal):
    """The planted mistake: it waits for nobody."""

    def hold(self, _sessions) -> None:
        """Open the transaction alone."""
        self._begin(self.writing)


class Unaware(Clerk):
    """The planted mistake: it believes that nobody else was here."""

    def catch_up(self, sessions) -> None:
        """Read nothing."""


@dataclass
class Worker:
    """One process that takes acts, and writes down what it answered."""

    schema: str
    name: str
    told: Path
    random: Random
    fault: str
    batches: int = 0  # until it dies; 0: until somebody kills it
    pid: int = 0

    def start(self, address: str) -> None:
        """Begin, as a process of its own."""
        self.pid = os.fork()
        if self.pid:
            return
        try:
            self.work(address)
        finally:  # nothing of the parent's is tidied up here
            os._exit(1)

    def work(self, address: str) -> None:
        """Take one batch after another."""
        store_type = Unlocked if self.fault == "unlocked" else Mortal
        store = store_type(address, schema=self.schema)
        store.batches_left, store.dies_after_commit = self.batches, self.random.random() < 1 / 2
        clerk_type = Unaware if self.fault == "unlocked" else Clerk
        clerk = clerk_type(
            store,
            seed=bytes(32),
            load_rules=load,
            now=lambda _session: system_now(),
            salt=lambda: secrets.token_bytes(16),
        )
        with self.told.open("ab", buffering=0) as lines:
            number = 0
            while True:
                asked = [self.act(number + one) for one in range(self.random.randint(1, 4))]
                number += len(asked)
                for one, outcome in zip(asked, clerk.take(asked), strict=True):
                    if isinstance(outcome, Done):
                        place = outcome.receipt.number if outcome.receipt else outcome.positions[0]
                        lines.write(f"{one.act.act_id} {one.act.by} {place}\n".encode())

    def act(self, number: int) -> Asked:
        """A ballot, mostly, or an item for the agenda."""
        act_id = f"{self.name}-{number}"
        common = {"act_id": act_id, "body": "plenary", "capacity": "", "through": ""}
        common["at"] = Instant(0)
        if self.random.random() < 2 / 3:
            member = self.random.choice(MEMBERS)
            cast = CastBallot(**common, by=member, division=1, for_votes=self.random.randint(1, 9))
            return Asked(SESSION, cast)
        return Asked(SESSION, PlaceItem(**common, by="o-sg", item=act_id, title={"en": act_id}))

    def kill(self) -> None:
        """End it, if it has not ended itself."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.pid = 0

    def wait(self) -> None:
        """Wait until it has killed itself.

        Errors: Lost
        """
        deadline = time.monotonic() + LONGEST_S
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                if os.WTERMSIG(status) != signal.SIGKILL:
                    raise Lost(f"{self.name} ended with {status}")
                return
            time.sleep(0.005)  # a child can be waited for, but not for so long and no longer
        raise Lost(f"{self.name} hangs")


@dataclass
class Race:
    """Races one pair of workers after another; the seed repeats its choices, not the timing."""

    server: PrivateServer
    seed: int
    fault: str = "none"
    kills: int = 0
    acknowledged: int = 0
    by_survivors: int = 0
    folder: Path = field(default_factory=Path)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - it chooses moments, not secrets

    def run(self, times: int) -> None:
        """Kill so many workers, in a fresh session now and then.

        Errors: Lost
        """
        with tempfile.TemporaryDirectory(prefix="hemicycle-workers-") as folder:
            self.folder = Path(folder)
            while self.kills < times:
                self.one_session(min(ROUNDS_A_SESSION, times - self.kills))
                print(
                    f"{self.kills} killed, {self.acknowledged} acknowledged, "
                    f"{self.by_survivors} of them beside the dying: all there, once",
                    flush=True,
                )

    def one_session(self, rounds: int) -> None:
        """One survivor, and so many that die beside it."""
        store = self.server.store()
        voting_room(store)
        if self.fault == "unlocked":
            for table, key in KEYS:
                self.server.run(f"ALTER TABLE {table} DROP CONSTRAINT {key}", store.schema)
        survivor = self.worker(store.schema, "survivor")
        workers = [survivor]
        survivor.start(self.server.address)
        try:
            workers.extend(
                self.one_death(store.schema, f"mortal-{number}") for number in range(rounds)
            )
        finally:
            for worker in workers:
                worker.kill()
            require_whole(store, [worker.told for worker in workers])
        self.by_survivors += len(acknowledged_in(survivor.told))
        self.acknowledged += sum(len(acknowledged_in(worker.told)) for worker in workers)
        store.close()

    def one_death(self, schema: str, name: str) -> Worker:
        """A worker that begins, works and dies."""
        worker = self.worker(schema, name)
        kills_itself = self.random.random() < 2 / 3
        worker.batches = self.random.randint(1, 8) if kills_itself else 0
        worker.start(self.server.address)
        if kills_itself:
            worker.wait()
        else:
            time.sleep(self.random.uniform(*LIVES_S))  # so long it lives, whatever it is doing
            worker.kill()
        self.kills += 1
        return worker

    def worker(self, schema: str, name: str) -> Worker:
        """A worker that has not begun."""
        told = self.folder / f"{schema}-{name}"
        told.touch()
        random = Random(self.random.random())  # noqa: S311 - as above
        return Worker(schema, name, told, random, self.fault)


def acknowledged_in(told: Path) -> list[tuple[str, str, int]]:
    """What a worker answered: the act, whose it was, and its place."""
    lines = told.read_text(encoding="utf-8").splitlines(keepends=True)
    words = [line.split() for line in lines if line.endswith("\n")]
    return [(act_id, by, int(place)) for act_id, by, place in words]


def require_whole(store: PostgresStore, told: list[Path]) -> None:
    """The chain is whole, nothing acknowledged is lost and nothing is there twice.

    Errors: Lost
    """
    try:
        entries = list(follow(store.read(SESSION), Tail(SESSION), tree=MerkleTree()))
    except JournalDamaged as damage:
        raise Lost(f"the chain is broken: {damage}") from None
    box = store.ballots(SESSION, 1)
    if [row.number for row in box] != list(range(1, len(box) + 1)):
        raise Lost("the ballots are not numbered one after another")
    if [row.prev for row in box] != [b"", *(row.hash for row in box)][: len(box)]:
        raise Lost("a ballot does not name the one before it")
    acts = {act.act_id: act.positions for act in store.acts(SESSION)}
    places = [place for positions in acts.values() for place in positions]
    if sorted(places) != list(range(1, len(entries) + 1)):
        raise Lost("an entry belongs to no act, or to two")
    ballots = {(row.key, row.member): row.number for row in box}
    for act_id, by, place in (one for file in told for one in acknowledged_in(file)):
        found = acts[act_id][0] if act_id in acts else ballots.get((act_id, by))
        if found != place:
            raise Lost(f"{act_id} was acknowledged at {place} and is at {found}")


def main() -> None:
    """Race as often as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--fault", choices=["none", "unlocked"], default="none")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    with private_server() as server:
        try:
            Race(server, wanted.seed, wanted.fault).run(wanted.times)
        except Lost as lost:
            sys.exit(f"LOST: {lost}")


if __name__ == "__main__":
    main()
