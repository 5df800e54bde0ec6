"""The takes of a sitting: stretches of time, each with the speeches that began in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.floor.cut_microphone import MicrophoneCut
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.give_ruling import RulingGiven
from hemicycle.procedure.acts.floor.share_time import TimeShared
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.assembly import (
    DelegationId,
    ItemId,
    SittingRecord,
    Words,
    WrittenSpeech,
)
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Entry, Instant, MemberId
from hemicycle.screens.interventions import open_texts
from hemicycle.screens.view import View

MINUTE_MS = 60_000
NOT_YET = Instant(0)
NO_DELEGATION = DelegationId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One speech: who had the floor, for whom, for what, from when to when.

    `position` is the entry that gave the floor; `ended_at` 0 while the speech goes on; `texts`
    are those that the speaker handed in for it and everyone may read.
    """

    position: int
    member: MemberId
    delegation: DelegationId
    capacity: str
    purpose: str
    item: ItemId
    item_title: Words
    began_at: Instant
    ended_at: Instant
    texts: Sequence[WrittenSpeech]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One take: from when to when, and the speeches that began in it."""

    number: int
    from_at: Instant
    to_at: Instant
    speeches: Sequence[Spoken]

    def is_over(self, record: SittingRecord, at: Instant) -> bool:
        """Whether nothing more comes into it."""
        has_passed = bool(record.last) or at >= self.to_at
        return has_passed and all(one.ended_at for one in self.speeches)


def stretches(view: View, record: SittingRecord) -> Sequence[Stretch]:
    """The takes of a sitting in which somebody began to speak, by their numbers."""
    if not record.take_minutes:
        return ()
    long_ms = record.take_minutes * MINUTE_MS
    found: dict[int, list[Spoken]] = {}
    for one in spoken(view, record):
        number = (one.began_at - record.opened_at) // long_ms + 1
        found.setdefault(number, []).append(one)
    return [
        Stretch(
            number=number,
            from_at=Instant(record.opened_at + (number - 1) * long_ms),
            to_at=Instant(record.opened_at + number * long_ms),
            speeches=own,
        )
        for number, own in found.items()
    ]


def spoken(view: View, record: SittingRecord) -> Sequence[Spoken]:
    """Every speech of a sitting in the order of the record."""
    last = record.last or len(view.history)
    item, found = NO_ITEM, dict[int, Spoken]()
    for written in view.history[record.first - 1 : last]:
        entry = written.entry
        if entry.body != record.body:
            continue
        if isinstance(entry, ItemTakenUp):
            item = entry.item
        for position in ended_by(entry, found):
            found[position] = replace(found[position], ended_at=entry.at)
        if written.position in record.speeches:
            member = record.speeches[written.position]
            found[written.position] = begun(view, written, member, item=item)
    return list(found.values())


def begun(view: View, written: Written, member: MemberId, *, item: ItemId) -> Spoken:
    """A speech that begins with an entry, in the capacity that its speaker has."""
    body = view.assembly.bodies[written.entry.body]
    person = view.assembly.people.get(member)
    purpose = written.entry.purpose if isinstance(written.entry, FloorGiven) else "speech"
    known = body.items.get(item)
    return Spoken(
        position=written.position,
        member=member,
        delegation=person.delegation if person else NO_DELEGATION,
        capacity=(person.office or person.accredited_as) if person else "",
        purpose=purpose,
        item=item,
        item_title=known.title if known else {},
        began_at=written.entry.at,
        ended_at=NOT_YET,
        texts=open_texts(body.written, member, item=item) if purpose == "speech" else (),
    )


def ended_by(entry: Entry, found: Mapping[int, Spoken]) -> Iterator[int]:
    """The speeches that go on and that an entry ends."""
    going_on = [one for one in reversed([*found.values()]) if not one.ended_at]
    match entry:
        case FloorYielded(speaker=speaker) | MicrophoneCut(speaker=speaker):
            yield from (one.position for one in going_on[:1] if one.member == speaker)
        case TimeShared(speaker=speaker):
            yield from (one.position for one in going_on if one.member == speaker)
        case RulingGiven(resumes=resumes):
            yield from (one.position for one in going_on if one.member != resumes)
        case SittingAdjourned():
            yield from (one.position for one in going_on)
        case _:
            pass
