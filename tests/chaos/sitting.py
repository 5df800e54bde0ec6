"""A vote that the real clerk writes on a disk that remembers; what was acknowledged, and when."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from hemicycle.clerk import Asked, Clerk, Done, Outcome
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store import StoreReader
from hemicycle.store.sqlite import SqliteStore
from properties.sittings import SESSION, Room, open_session, open_sittings, seat_everybody

from .apsw_connection import connecting
from .disk import Disk

SEED = bytes(32)  # of the key that the room signs with
VOTERS = ("p-0001-1", "p-0001-2", "p-0002-1", "p-0003-1")
VOTES_EACH = 10
AT_ONCE = 8
WORDS = {"en": "Q"}


@dataclass(frozen=True, slots=True)
class Promise:
    """An act or a ballot that was in order; `receipt` is the hash a ballot was answered with."""

    asked: Asked
    receipt: bytes = b""


@dataclass(frozen=True, slots=True)
class Group:
    """What came to the clerk together. Units: operations of the disk before and after."""

    promises: Sequence[Promise]
    begun: int
    ended: int = 0
    is_acknowledged: bool = False


def is_kept(store: StoreReader, promise: Promise) -> bool:
    """Whether the record holds it as it was acknowledged, if it was."""
    act = promise.asked.act
    if isinstance(act, CastBallot):
        row = store.ballot_by_key(SESSION, act.division, member=act.by, key=act.act_id)
        return row is not None and promise.receipt in {b"", row.hash}
    done = store.act(SESSION, act.act_id)
    return done is not None and max(done.positions) <= store.head(SESSION)


def promised(asked: Asked, outcome: Done) -> Promise:
    """What is promised with this answer."""
    return Promise(asked, outcome.receipt.hash if outcome.receipt else b"")


class NotingClerk(Clerk):
    """Notes what came together, and how many operations the disk had then done."""

    def __init__(self, *given, groups: list[Group], disk: Disk, **options) -> None:
        self._groups, self._disk = groups, disk
        super().__init__(*given, **options)

    def take(self, asked: Sequence[Asked]) -> list[Outcome]:
        """Decide and record; note it."""
        begun = len(self._disk.operations)
        outcomes = super().take(asked)
        promises = [
            promised(one, outcome)
            for one, outcome in zip(asked, outcomes, strict=True)
            if isinstance(outcome, Done)
        ]
        self._groups.append(Group(promises, begun, len(self._disk.operations)))
        return outcomes


@dataclass
class Sitting:
    """One life of a clerk on such a disk; the seed repeats what people press."""

    folder: Path
    name: str
    random: Random
    groups: list[Group] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.disk = Disk(self.name)
        self.store = SqliteStore(self.folder, connect=connecting(self.name))
        clerk = partial(NotingClerk, groups=self.groups, disk=self.disk)
        self.room = Room(store=self.store, clerk_type=clerk)
        self._keys = count(1)
        self._waiting: set[str] = set()

    def open(self) -> None:
        """Open the session, seat everybody, put a question to the vote."""
        open_session(self.room, "ipu_assembly")
        seat_everybody(self.room)
        open_sittings(self.room)
        question = {"title": WORDS, "yes_means": WORDS, "method": "roll_call"}
        self.room.done(PutQuestion, "o-president", **question)
        self.room.done(OpenDivision, "o-president")

    def vote(self, commits: int) -> None:
        """People vote, ask for the floor and withdraw, several at a time."""
        for _ in range(commits):
            self.room.now += 1000
            asked = [self.press() for _ in range(self.random.randint(1, AT_ONCE))]
            self.room.clerk.take(asked)

    def press(self) -> Asked:
        """One press of somebody's button; every third is an act of the floor."""
        member, key = self.random.choice(VOTERS), f"press-{next(self._keys)}"
        if self.random.random() < 2 / 3:
            for_votes = self.random.randint(0, VOTES_EACH)
            split = {"for_votes": for_votes, "unused_votes": VOTES_EACH - for_votes}
            return self.room.act(CastBallot, member, act_id=key, division=1, **split)
        kind = WithdrawRequest if member in self._waiting else AskForFloor
        self._waiting ^= {member}
        return self.room.act(kind, member, act_id=key)

    def groups_at(self, done: int) -> list[Group]:
        """What had come to the clerk when the disk had done so many operations."""
        return [
            replace(one, is_acknowledged=True)
            if one.ended <= done
            else replace(one, promises=[Promise(promise.asked) for promise in one.promises])
            for one in self.groups
            if one.begun < done
        ]

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()
        self.disk.unregister()
