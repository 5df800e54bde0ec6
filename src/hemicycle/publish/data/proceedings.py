"""What happened, as every format of data tells it: the sittings of the bodies and the speeches.

It is read from the public entries alone, so that no format can tell more than another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.agenda.carry_over_item import ItemCarriedOver
from hemicycle.procedure.acts.agenda.conclude_item import ItemConcluded
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.bureau.hand_chair import ChairHanded
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.floor.cut_microphone import MicrophoneCut
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.session.constitute_body import BodyConstituted
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.acts.sitting.resume_sitting import SittingResumed
from hemicycle.procedure.acts.sitting.suspend_sitting import SittingSuspended
from hemicycle.procedure.assembly import ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.output import Published

NOT_YET = Instant(0)


@dataclass(slots=True, kw_only=True)
class Speech:
    """One time that somebody had the floor.

    Units: seconds; `spoke_s` None and `ended_at` 0 where the record does not tell the end.
    """

    position: int
    body: BodyId
    sitting: int
    item: ItemId
    speaker: MemberId
    capacity: str
    purpose: str
    began_at: Instant
    ended_at: Instant = NOT_YET
    spoke_s: int | None = None


@dataclass(slots=True, kw_only=True)
class Held:
    """One sitting that was held, with everything of its body from its opening to its end.

    The last roll that was called for it beforehand comes first of its entries.
    `ended_at` 0 while it goes on; of `pauses` the last may still have no end. `presided` are those
    who presided, `items` those that were taken up, in their order.
    """

    body: BodyId
    number: int
    opened_at: Instant
    ended_at: Instant = NOT_YET
    item: ItemId = NO_ITEM
    presided: list[MemberId] = field(default_factory=list)
    items: list[ItemId] = field(default_factory=list)
    pauses: list[tuple[Instant, Instant]] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    entries: list[Written] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The sitting as a part of an output: `plenary-1`."""
        return f"{plain_id(self.body)}-{self.number}"

    @property
    def stage(self) -> str:
        """Over, suspended or open."""
        if self.ended_at:
            return "over"
        return "suspended" if self.pauses and not self.pauses[-1][1] else "open"

    def preside(self, member: MemberId) -> None:
        """Somebody presides from now on."""
        if member not in self.presided:
            self.presided.append(member)

    def end(self, at: Instant) -> None:
        """The sitting is over, and with it a speech or a pause that still went on."""
        self.ended_at = at
        if self.pauses and not self.pauses[-1][1]:
            self.resume(at)
        for speech in self.speeches:
            speech.ended_at = speech.ended_at or at

    def resume(self, at: Instant) -> None:
        """A pause is over."""
        self.pauses[-1] = (self.pauses[-1][0], at)

    def ended_speech(self, speaker: MemberId, at: Instant, *, spoke_s: int) -> None:
        """The last speech of a person that still went on is over."""
        going_on = (one for one in reversed(self.speeches) if not one.ended_at)
        speech = next((one for one in going_on if one.speaker == speaker), None)
        if speech is not None:
            speech.ended_at, speech.spoke_s = at, spoke_s


class Proceedings:
    """The sittings while the entries are read."""

    def __init__(self, published: Published) -> None:
        self.assembly = published.assembly
        self.held: list[Held] = []
        self.running: dict[BodyId, Held] = {}
        self.presiding: dict[BodyId, MemberId] = {}
        self.offices: dict[MemberId, str] = {}
        self.rolls: dict[BodyId, Written] = {}  # called for the sitting that comes next
        self.items: dict[BodyId, ItemId] = {}  # what was left before a body between sittings

    def read(self, entries: Iterable[Written]) -> list[Held]:
        """Every sitting, in the order in which they were opened."""
        for written in entries:
            self.note_person(written)
            if isinstance(written.entry, SittingOpened):
                self.open(written.entry)
            held = self.running.get(written.entry.body)
            if held is not None:
                held.entries.append(written)
                self.note(held, written)
            elif isinstance(written.entry, RollCalled):
                self.rolls[written.entry.body] = written
        return self.held

    def note_person(self, written: Written) -> None:
        """Who presides over a body, and in which office a person is accredited, so far."""
        match written.entry:
            case PersonAccredited(member=member, office=office):
                self.offices[member] = office
            case BodyConstituted(body=body, presiding=member) | ChairHanded(body=body, to=member):
                self.presiding[body] = member
            case _:
                pass

    def open(self, entry: SittingOpened) -> None:
        """A sitting begins, under whoever presides."""
        item = self.items.get(entry.body, NO_ITEM)
        held = Held(body=entry.body, number=entry.number, opened_at=entry.at, item=item)
        body = self.assembly.bodies[entry.body]
        held.preside(self.presiding.get(entry.body, body.constituted_presiding))
        held.entries += [self.rolls.pop(entry.body)] if entry.body in self.rolls else []
        self.running[entry.body] = held
        self.held.append(held)

    def note(self, held: Held, written: Written) -> None:
        """What one entry means for its sitting."""
        match written.entry:
            case ChairHanded(to=member):
                held.preside(member)
            case ItemTakenUp(item=item):
                held.item = item
                held.items += [] if item in held.items else [item]
            case ItemConcluded(item=item) | ItemCarriedOver(item=item):
                held.item = NO_ITEM if held.item == item else held.item
            case SittingSuspended(at=at):
                held.pauses.append((at, NOT_YET))
            case SittingResumed(at=at):
                held.resume(at)
            case FloorGiven():
                speech = self.speech(held, written.entry, position=written.position)
                held.speeches.append(speech)
            case FloorYielded(speaker=speaker, at=at, spoke_s=spoke_s):
                held.ended_speech(speaker, at, spoke_s=spoke_s)
            case MicrophoneCut(speaker=speaker, at=at, spoke_s=spoke_s):
                held.ended_speech(speaker, at, spoke_s=spoke_s)
            case SittingAdjourned(at=at):
                held.end(at)
                self.items[held.body] = held.item
                del self.running[held.body]
            case _:
                pass

    def speech(self, held: Held, given: FloorGiven, *, position: int) -> Speech:
        """A speech that begins, in the capacity that its speaker has then."""
        person = self.assembly.people.get(given.speaker)
        office = self.offices.get(given.speaker, "")
        return Speech(
            position=position,
            body=held.body,
            sitting=held.number,
            item=held.item,
            speaker=given.speaker,
            capacity=office or (person.accredited_as if person else ""),
            purpose=given.purpose,
            began_at=given.at,
        )


def sittings_of(published: Published) -> list[Held]:
    """The sittings of a session; a session that is only reported has none."""
    if published.session.basis == "reported":
        return []
    return Proceedings(published).read(published.public_entries)


def parts(published: Published) -> list[str]:
    """The sittings by name, for outputs that have a file for each."""
    return [held.name for held in sittings_of(published)]
