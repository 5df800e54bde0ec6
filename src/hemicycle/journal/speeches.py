"""Who had the floor, on what and for how long, as the entries of the record tell it.

Whatever lists speeches reads them here, so that screens, documents and data agree to the second.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.agenda.carry_over_item import ItemCarriedOver
from hemicycle.procedure.acts.agenda.conclude_item import ItemConcluded
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.floor.cut_microphone import MicrophoneCut
from hemicycle.procedure.acts.floor.extend_time import TimeExtended
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.give_ruling import RulingGiven
from hemicycle.procedure.acts.floor.raise_point_of_order import PointOfOrderRaised
from hemicycle.procedure.acts.floor.share_time import TimeShared
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.assembly import ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId

NOT_YET = Instant(0)
NOBODY = 0  # no entry stands at this position


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One time that somebody had the floor, interruptions and all.

    `position` is that of the entry with which it began, and `office` what its speaker held then.
    Units: seconds; `allowed_s` 0 without a limit, `ended_at` 0 while it goes on. How long it was
    is not measured where the sitting ended before the speech did.
    """

    position: int
    body: BodyId
    item: ItemId
    speaker: MemberId
    office: str
    purpose: str
    began_at: Instant
    allowed_s: int
    ended_at: Instant = NOT_YET
    spoke_s: int = 0
    is_measured: bool = False
    is_cut: bool = False
    is_interrupted: bool = False

    @property
    def has_floor(self) -> bool:
        """Whether the floor is its speaker's now."""
        return not self.ended_at and not self.is_interrupted

    @property
    def is_speech(self) -> bool:
        """Whether its speaker was called from the list of speakers, as most are."""
        return self.purpose == "speech"

    @property
    def over_s(self) -> int:
        """What was spoken beyond the time allowed."""
        return max(0, self.spoke_s - self.allowed_s) if self.allowed_s else 0


@dataclass(slots=True)
class Floor:
    """What is before a body, and by the positions of their speeches who speaks and who waits."""

    item: ItemId = NO_ITEM
    speaks: int = NOBODY
    interrupted: int = NOBODY


class SpeechLog:
    """The speeches on their way through the entries of all bodies.

    `begun` holds each by the position of its beginning, as far as it has come.
    """

    def __init__(self) -> None:
        self.begun: dict[int, Speech] = {}
        self.floors: defaultdict[BodyId, Floor] = defaultdict(Floor)
        self.offices: dict[MemberId, str] = {}

    def take(self, written: Written) -> None:
        """Read one more entry."""
        reading = READINGS.get(type(written.entry))
        if reading is not None:
            reading(self, written.entry, written.position)

    def accredited(self, entry: PersonAccredited, _position: int) -> None:
        """Somebody holds an office from now on, or none any more."""
        self.offices[entry.member] = entry.office

    def taken_up(self, entry: ItemTakenUp, _position: int) -> None:
        """An item is before the body."""
        self.floors[entry.body].item = entry.item

    def left(self, entry: ItemConcluded | ItemCarriedOver, _position: int) -> None:
        """An item is before the body no more."""
        floor = self.floors[entry.body]
        if floor.item == entry.item:
            floor.item = NO_ITEM

    def given(self, entry: FloorGiven, position: int) -> None:
        """Somebody has the floor."""
        floor = self.floors[entry.body]
        floor.speaks = position
        self.begun[position] = Speech(
            position=position,
            body=entry.body,
            item=floor.item,
            speaker=entry.speaker,
            office=self.offices.get(entry.speaker, ""),
            purpose=entry.purpose,
            began_at=entry.at,
            allowed_s=entry.limit_s,
        )

    def extended(self, entry: TimeExtended, _position: int) -> None:
        """The speaker may go on for longer."""
        speech = self.begun.get(self.floors[entry.body].speaks)
        if speech is not None:
            longer = replace(speech, allowed_s=speech.allowed_s + entry.extra_s)
            self.begun[speech.position] = longer

    def over(self, entry: FloorYielded | MicrophoneCut, _position: int) -> None:
        """The speech has ended."""
        self.end(entry, spoke_s=entry.spoke_s, is_cut=isinstance(entry, MicrophoneCut))

    def shared(self, entry: TimeShared, position: int) -> None:
        """A colleague goes on with the rest; each has what each spoke."""
        speech = self.end(entry, spoke_s=entry.spoke_s, allowed_s=entry.spoke_s)
        if speech is not None:
            self.floors[entry.body].speaks = position
            self.begun[position] = replace(
                speech,
                position=position,
                speaker=entry.to,
                office=self.offices.get(entry.to, ""),
                began_at=entry.at,
                allowed_s=entry.left_s,
            )

    def interrupted(self, entry: PointOfOrderRaised, _position: int) -> None:
        """A point of order: the speech waits."""
        floor = self.floors[entry.body]
        floor.interrupted, floor.speaks = floor.speaks, NOBODY
        self.wait(floor.interrupted, is_interrupted=True)

    def ruled(self, entry: RulingGiven, _position: int) -> None:
        """The ruling: a mover who has not ended was cut short; who was interrupted goes on."""
        floor = self.floors[entry.body]
        mover = self.begun.get(floor.speaks)
        if mover is not None:
            self.end(entry, spoke_s=max(0, (entry.at - mover.began_at) // 1000))
        floor.speaks, floor.interrupted = floor.interrupted, NOBODY
        self.wait(floor.speaks, is_interrupted=False)

    def adjourned(self, entry: SittingAdjourned, _position: int) -> None:
        """The sitting ended before those who still had the floor."""
        floor = self.floors[entry.body]
        for position in (floor.interrupted, floor.speaks):
            if position in self.begun:
                self.begun[position] = replace(self.begun[position], ended_at=entry.at)
        floor.speaks = floor.interrupted = NOBODY

    def wait(self, position: int, *, is_interrupted: bool) -> None:
        """The speech that began there waits, or goes on; nothing where none did."""
        if position in self.begun:
            self.begun[position] = replace(self.begun[position], is_interrupted=is_interrupted)

    def end(
        self, entry: Entry, *, spoke_s: int, allowed_s: int | None = None, is_cut: bool = False
    ) -> Speech | None:
        """End the speech that goes on in a body; None where nobody speaks. Gives it as it was."""
        floor = self.floors[entry.body]
        speech = self.begun.get(floor.speaks)
        floor.speaks = NOBODY
        if speech is not None:
            self.begun[speech.position] = replace(
                speech,
                allowed_s=speech.allowed_s if allowed_s is None else allowed_s,
                ended_at=entry.at,
                spoke_s=spoke_s,
                is_measured=True,
                is_cut=is_cut,
            )
        return speech


READINGS: Mapping[type[Entry], Callable[..., None]] = {
    PersonAccredited: SpeechLog.accredited,
    ItemTakenUp: SpeechLog.taken_up,
    ItemConcluded: SpeechLog.left,
    ItemCarriedOver: SpeechLog.left,
    FloorGiven: SpeechLog.given,
    TimeExtended: SpeechLog.extended,
    FloorYielded: SpeechLog.over,
    MicrophoneCut: SpeechLog.over,
    TimeShared: SpeechLog.shared,
    PointOfOrderRaised: SpeechLog.interrupted,
    RulingGiven: SpeechLog.ruled,
    SittingAdjourned: SpeechLog.adjourned,
}


def speeches_in(entries: Iterable[Written]) -> list[Speech]:
    """Every speech in the order in which they began; the last of a body may still go on."""
    log = SpeechLog()
    for written in entries:
        log.take(written)
    return list(log.begun.values())
