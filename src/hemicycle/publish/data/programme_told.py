"""A slot of the programme and what became of it, in words."""

from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly.programme import Slot, SlotChange
from hemicycle.publish.data.marking import joined
from hemicycle.publish.output import Published


def what_of(published: Published, slot: Slot) -> str:
    """What a slot is: its body, its title, or of which kind it is; a closed sitting says so."""
    body = published.assembly.bodies.get(slot.body)
    parts = [published.text(one) for one in (body.title if body else {}, slot.title) if one]
    told = joined(published, parts[0], then=parts[1]) if len(parts) > 1 else "".join(parts)
    told = told or published.say(f"word.slot_kind.{slot.kind}")
    return (
        published.say("programme.closed_of", words={published.language: told})
        if slot.is_closed
        else told
    )


def room_of(published: Published, slot: Slot) -> str:
    """What the room of a slot is called, in the latest release that has it."""
    for release in reversed(published.assembly.programme):
        for room in release.rooms:
            if room.id == slot.room:
                return published.text(room.title) or room.id
    return ""


def hours_of(published: Published, slot: Slot) -> str:
    """From when to when, on the clocks of the place: 10:00-13:00."""
    zone = published.session.zone
    return "–".join(f"{moment(at, zone):%H:%M}" for at in (slot.begins_at, slot.ends_at))


def change_told(published: Published, change: SlotChange) -> list[str]:
    """What became of a slot, a sentence for each thing."""
    slot, before = change.slot, change.before or change.slot
    nowhere = published.say("programme.no_room")
    return [
        published.say(
            f"programme.change_{what}",
            what=what_of(published, slot),
            day_on=slot.day,
            hours=hours_of(published, slot),
            before_on=before.day,
            hours_before=hours_of(published, before),
            room=room_of(published, slot) or nowhere,
            room_before=room_of(published, before) or nowhere,
            openness="closed" if slot.is_closed else "open",
        )
        for what in change.what
    ]
