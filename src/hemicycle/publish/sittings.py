"""The sittings of a session as the public record tells them, each with its entries and speeches.

Every output reads them here, so that no format can tell more than another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hemicycle.journal.forms import Written
from hemicycle.journal.speeches import NOT_YET, Speech, SpeechLog
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.bureau.hand_chair import ChairHanded
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.acts.sitting.resume_sitting import SittingResumed
from hemicycle.procedure.acts.sitting.suspend_sitting import SittingSuspended
from hemicycle.procedure.assembly import ItemId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.output import Published


@dataclass(slots=True, kw_only=True)
class SittingHeld:
    """One sitting: what its body did from the opening on, up to its end or as far as it has come.

    `presided` are those in the Chair and `items` what was taken up, in their order; `rolls` the
    calls of the roll for it, and `arrivals` who came after, both from the end of the sitting
    before; `offices` those that were held when it opened. Of `pauses` the last may have no end.
    """

    body: BodyId
    number: int
    opened_at: Instant
    offices: Mapping[MemberId, str]
    presided: dict[MemberId, None]
    ended_at: Instant = NOT_YET
    items: dict[ItemId, None] = field(default_factory=dict)
    pauses: list[tuple[Instant, Instant]] = field(default_factory=list)
    rolls: list[Written] = field(default_factory=list)
    arrivals: list[Written] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    entries: list[Written] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The sitting as a part of an output: `plenary-1`."""
        return f"{plain_id(self.body)}-{self.number}"

    @property
    def opened(self) -> Written:
        """The entry that opened it."""
        return self.entries[0]

    @property
    def stage(self) -> str:
        """Over, suspended or open."""
        if self.ended_at:
            return "over"
        return "suspended" if self.pauses and not self.pauses[-1][1] else "open"

    def read(self, written: Written) -> None:
        """One more of its entries."""
        self.entries.append(written)
        match written.entry:
            case ChairHanded(to=member):
                self.presided.setdefault(member)
            case ItemTakenUp(item=item):
                self.items.setdefault(item)
            case SittingSuspended(at=at):
                self.pauses.append((at, NOT_YET))
            case SittingResumed(at=at):
                self.pauses[-1] = (self.pauses[-1][0], at)
            case SittingAdjourned(at=at):
                self.ended_at = at
            case _:
                self.note(written)

    def note(self, written: Written) -> None:
        """Keep what an entry says of who was there."""
        if isinstance(written.entry, RollCalled):
            self.rolls.append(written)
        elif isinstance(written.entry, ArrivalNoted):
            self.arrivals.append(written)


class _Reading:
    """The record while its sittings are being found in it."""

    def __init__(self) -> None:
        self.log = SpeechLog()
        self.early: dict[BodyId, list[Written]] = {}  # who came before the sitting opened
        self.running: dict[BodyId, SittingHeld] = {}
        self.found: list[SittingHeld] = []

    def read(self, written: Written) -> None:
        """One more entry."""
        entry = written.entry
        self.log.take(written)
        if isinstance(entry, SittingOpened):
            self.open(written, entry)
        held = self.running.get(entry.body)
        if held is not None:
            held.read(written)
        else:
            self.early.setdefault(entry.body, []).append(written)
        if isinstance(entry, SittingAdjourned):
            del self.running[entry.body]

    def open(self, written: Written, entry: SittingOpened) -> None:
        """A sitting begins; whoever opens it presides."""
        held = SittingHeld(
            body=entry.body,
            number=entry.number,
            opened_at=entry.at,
            offices=dict(self.log.offices),
            presided={MemberId(written.header.by): None},
        )
        for one in self.early.pop(entry.body, []):
            held.note(one)
        self.running[entry.body] = held
        self.found.append(held)

    def all(self) -> list[SittingHeld]:
        """The sittings in the order of their openings, each with its speeches."""
        begun = self.log.begun
        for held in self.found:
            held.speeches = [begun[one.position] for one in held.entries if one.position in begun]
        return self.found


def own_entries(published: Published) -> list[Written]:
    """What was done here, without what others report and without what is not declared."""
    if published.session.is_reported:
        return []
    return [one for one in published.public_entries if not isinstance(one.entry, FactReported)]


def sittings_in(entries: Iterable[Written]) -> list[SittingHeld]:
    """Every sitting in the entries."""
    reading = _Reading()
    for written in entries:
        reading.read(written)
    return reading.all()


def sittings_of(published: Published) -> list[SittingHeld]:
    """Every sitting of the session; one that is only reported has none."""
    return sittings_in(own_entries(published))


def parts(published: Published) -> list[str]:
    """The sittings by name, for outputs that have a file for each."""
    return [held.name for held in sittings_of(published)]


def capacity_of(published: Published, speech: Speech) -> str:
    """In which office or status somebody spoke."""
    person = published.assembly.people.get(speech.speaker)
    return speech.office or (person.accredited_as if person else "")


def offices_of(entries: Iterable[Written]) -> dict[MemberId, str]:
    """The offices that are held after these entries."""
    accredited = (one.entry for one in entries if isinstance(one.entry, PersonAccredited))
    return {one.member: one.office for one in accredited}


def debate_of(held: SittingHeld) -> str:
    """The debate of a sitting in Akoma Ntoso, beside every other output of its session."""
    return f"debate/{held.name}.xml"
