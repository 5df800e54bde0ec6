"""Every speech of a body, from the same entries as the minutes: both agree to the second."""

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
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId


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
