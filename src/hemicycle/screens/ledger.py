"""Who was heard and for how long: every speech of a body, and sums that name nobody.

The sums are taken from the same entries as the minutes, so both agree to the second.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.floor.cut_microphone import MicrophoneCut
from hemicycle.procedure.acts.floor.extend_time import TimeExtended
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.give_ruling import RulingGiven
from hemicycle.procedure.acts.floor.raise_point_of_order import PointOfOrderRaised
from hemicycle.procedure.acts.floor.share_time import TimeShared
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.view import View

SMALL_VOTES = 11  # of a parliament with fewer votes than that, the delegation is a small one
FEWEST = 3  # persons in a group of whom a sum is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One time that somebody had the floor. Units: seconds; `allowed_s` 0 without a limit."""

    member: MemberId
    purpose: str
    begun_at: Instant
    allowed_s: int
    spoke_s: int = 0
    is_cut: bool = False

    @property
    def over_s(self) -> int:
        """What was spoken beyond the time allowed."""
        return max(0, self.spoke_s - self.allowed_s) if self.allowed_s else 0


@dataclass(slots=True)
class Log:
    """The speeches of one body on their way through its entries."""

    ended: list[Speech] = field(default_factory=list)
    open: Speech | None = None
    paused: Speech | None = None
    spoken_s: int = 0  # by whoever was interrupted

    def take(self, entry: Entry) -> None:
        """Read one more entry."""
        reading = READINGS.get(type(entry))
        if reading is not None:
            reading(self, entry)

    def given(self, entry: FloorGiven) -> None:
        """Somebody has the floor."""
        self.open = Speech(
            member=entry.speaker,
            purpose=entry.purpose,
            begun_at=entry.at,
            allowed_s=entry.limit_s,
        )

    def extended(self, entry: TimeExtended) -> None:
        """The speaker may go on for longer."""
        if self.open is not None:
            self.open = replace(self.open, allowed_s=self.open.allowed_s + entry.extra_s)

    def over(self, entry: FloorYielded | MicrophoneCut) -> None:
        """The speech has ended."""
        if self.open is not None:
            is_cut = isinstance(entry, MicrophoneCut)
            self.ended.append(replace(self.open, spoke_s=entry.spoke_s, is_cut=is_cut))
            self.open = None

    def shared(self, entry: TimeShared) -> None:
        """A colleague goes on with the rest; each has what each spoke."""
        if self.open is not None:
            spoke_s = entry.spoke_s
            self.ended.append(replace(self.open, spoke_s=spoke_s, allowed_s=spoke_s))
            self.open = replace(
                self.open, member=entry.to, begun_at=entry.at, allowed_s=entry.left_s
            )

    def interrupted(self, entry: PointOfOrderRaised) -> None:
        """A point of order: the speech waits."""
        if entry.interrupted:
            self.paused, self.open = self.open, None

    def ruled(self, entry: RulingGiven) -> None:
        """The ruling: who was interrupted goes on; a mover who has not ended was cut short."""
        if self.open is not None:
            spoke_s = max(0, (entry.at - self.open.begun_at) // 1000)
            self.ended.append(replace(self.open, spoke_s=spoke_s))
        self.open, self.paused = (self.paused, None) if entry.resumes else (None, None)

    def adjourned(self, _entry: SittingAdjourned) -> None:
        """Whoever still had the floor when the sitting ended is not counted."""
        self.open = self.paused = None


READINGS: Mapping[type[Entry], Callable[..., None]] = {
    FloorGiven: Log.given,
    TimeExtended: Log.extended,
    FloorYielded: Log.over,
    MicrophoneCut: Log.over,
    TimeShared: Log.shared,
    PointOfOrderRaised: Log.interrupted,
    RulingGiven: Log.ruled,
    SittingAdjourned: Log.adjourned,
}


def speeches(history: Iterable[Written], body: BodyId) -> Sequence[Speech]:
    """Every speech of a body that has ended, in their order."""
    log = Log()
    for written in history:
        if written.entry.body == body:
            log.take(written.entry)
    return log.ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a group was heard; `persons` 0 where it is too small to be told. Units: seconds."""

    group: str
    persons: int
    speeches: int
    spoke_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Who was heard, in sums. Units: seconds, delegations."""

    speeches: int
    spoke_s: int
    over_s: int
    cut: int
    by_purpose: tuple[Sum, ...]
    by_size: tuple[Sum, ...]
    by_status: tuple[Sum, ...]
    heard: int
    delegations: int


def ledger(view: View) -> Ledger:
    """The sums of the body in view."""
    found = speeches(view.history, body_of(view).id)
    people, delegations = view.assembly.people, view.assembly.delegations

    def status(one: Speech) -> str:
        delegation = delegations.get(people[one.member].delegation)
        return delegation.status if delegation else "guest"

    def size(one: Speech) -> str:
        delegation = delegations.get(people[one.member].delegation)
        return "small" if delegation and 0 < delegation.votes < SMALL_VOTES else "other"

    heard = {people[one.member].delegation for one in found if one.purpose == "speech"}
    return Ledger(
        speeches=len(found),
        spoke_s=sum(one.spoke_s for one in found),
        over_s=sum(one.over_s for one in found),
        cut=sum(one.is_cut for one in found),
        by_purpose=sums(found, lambda one: one.purpose, fewest=1),
        by_size=sums(found, size),
        by_status=sums(found, status),
        heard=len({one for one in heard if one in delegations}),
        delegations=len(delegations),
    )


def sums(
    found: Sequence[Speech], group_of: Callable[[Speech], str], *, fewest: int = FEWEST
) -> tuple[Sum, ...]:
    """The sum of each group; of a few persons only that they are among all."""
    seconds: Counter[str] = Counter()
    count: Counter[str] = Counter()
    persons: dict[str, set[MemberId]] = defaultdict(set)
    for one in found:
        group = group_of(one)
        seconds[group] += one.spoke_s
        count[group] += 1
        persons[group].add(one.member or NOBODY)
    return tuple(
        Sum(group=group, persons=len(who), speeches=count[group], spoke_s=seconds[group])
        if len(who) >= fewest
        else Sum(group=group, persons=0, speeches=0, spoke_s=0)
        for group, who in persons.items()
    )
