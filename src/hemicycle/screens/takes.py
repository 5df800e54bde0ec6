"""The takes of a sitting: stretches of time, each with the speeches that began in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.journal.speeches import Speech, speeches_in
from hemicycle.procedure.assembly import (
    DelegationId,
    ItemId,
    SittingRecord,
    Words,
    WrittenSpeech,
)
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.screens.speeches import open_texts
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
    found = speeches_in(view.history[:last])
    return [told(view, one) for one in found if one.position in record.speeches]


def told(view: View, speech: Speech) -> Spoken:
    """A speech with what was handed in for it, in the capacity that its speaker has."""
    body = view.assembly.bodies[speech.body]
    person = view.assembly.people.get(speech.speaker)
    known = body.items.get(speech.item)
    texts = open_texts(body.written, speech.speaker, item=speech.item) if speech.is_speech else ()
    return Spoken(
        position=speech.position,
        member=speech.speaker,
        delegation=person.delegation if person else NO_DELEGATION,
        capacity=(person.office or person.accredited_as) if person else "",
        purpose=speech.purpose,
        item=speech.item,
        item_title=known.title if known else {},
        began_at=speech.began_at,
        ended_at=speech.ended_at,
        texts=texts,
    )
