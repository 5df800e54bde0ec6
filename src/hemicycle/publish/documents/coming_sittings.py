"""What the programme has for the next day on which anything is set down, room by room."""

from collections.abc import Iterator, Sequence

from hemicycle.procedure.assembly import Release
from hemicycle.procedure.assembly.programme import Slot
from hemicycle.publish.data.programme_told import hours_of, room_of, what_of
from hemicycle.publish.documents.document import Block, Paragraph, Run, Table, Text
from hemicycle.publish.documents.wording import Wording


def programme_after(wording: Wording, date: str, *, position: int) -> Iterator[Block]:
    """What was published up to a position for the first day after a date (as 2026-03-02)."""
    known = [one for one in wording.published.assembly.programme if one.position <= position]
    if not known:
        yield Paragraph(text=wording.say("no_programme"))
        return
    release = known[-1]
    later = [one for one in release.slots if one.day > date]
    if later:
        yield next_day(wording, release, later=later)
    else:
        yield Paragraph(text=wording.say("nothing_after", number=release.number))


def next_day(wording: Wording, release: Release, *, later: Sequence[Slot]) -> Table:
    """The slots of the first of the later days, by the clock."""
    day = min(one.day for one in later)
    slots = sorted(
        (one for one in later if one.day == day), key=lambda one: (one.begins_at, one.room)
    )
    return Table(
        caption=wording.say("next_day", day_on=day, number=release.number),
        head=tuple(wording.say(one) for one in ("slot_head", "hours_head", "room_head")),
        rows=tuple(row_of(wording, one) for one in slots),
        wide={0: 6, 1: 2, 2: 3},
    )


def row_of(wording: Wording, slot: Slot) -> tuple[Text, ...]:
    """One slot: what it is, from when to when, and where."""
    published = wording.published
    told = (what_of(published, slot), hours_of(published, slot), room_of(published, slot))
    return tuple(Text((Run(text=one, is_apart=True),)) if one else Text(()) for one in told)
