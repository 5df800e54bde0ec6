"""Publish a release of the programme: the whole of it, under the next number.

Article: programme.releases, programme.form, programme.closed, programme.clashes
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Release, Room, Slot, SlotId, Words
from hemicycle.procedure.assembly.session import IN_PARAGRAPHS
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person, require_secretariat
from hemicycle.procedure.rules.programme_changes import changes
from hemicycle.procedure.rules.programme_clashes import clashes
from hemicycle.procedure.rules.programme_lines import read_lines
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishProgramme(Act):
    """The secretariat publishes the programme, knowing of so many clashes in it."""

    lines: Words = field(metadata=IN_PARAGRAPHS)
    clashes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePublished(Entry):
    """The release is public, in spite of as many clashes as were acknowledged."""

    release: int
    rooms: tuple[Room, ...]
    slots: tuple[Slot, ...]
    clashes: int


def decide(rules: Rulebook, assembly: Assembly, act: PublishProgramme) -> list[Entry]:
    """Record the release.

    Out of order: the body is unknown; the actor is not of the secretariat; a line is not as
    `read_lines` asks; a slot names a body, a room or a person that there is not, or was of another
    body before; nothing changed since the last release; not as many clashes were acknowledged as
    there are.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    rooms, slots = read_lines(act.lines)
    bodies = {one.id: one.body for release in assembly.programme for one in release.slots}
    for slot in slots:
        require_known(assembly, slot, rooms=rooms)
        require_same_body(slot, bodies)
    last = assembly.programme[-1] if assembly.programme else None
    if last and last.rooms == rooms and not changes(last.slots, slots):
        raise OutOfOrder("programme.releases", "programme_unchanged", n=last.number)
    found = len(clashes(rules, assembly, slots))
    if found != act.clashes:
        raise OutOfOrder("programme.clashes", "clashes_not_seen", n=found)
    return [
        ProgrammePublished(
            body=act.body,
            at=act.at,
            release=len(assembly.programme) + 1,
            rooms=rooms,
            slots=slots,
            clashes=found,
        )
    ]


def require_known(assembly: Assembly, slot: Slot, *, rooms: tuple[Room, ...]) -> None:
    """A slot names only what there is."""
    if slot.body:
        require_body(assembly, slot.body)
    if slot.room and slot.room not in {one.id for one in rooms}:
        raise OutOfOrder("programme.form", "no_such_room", name=slot.room)
    if slot.chair:
        require_person(assembly, slot.chair)


def require_same_body(slot: Slot, bodies: Mapping[SlotId, BodyId]) -> None:
    """A slot stays with its body, or a calendar of the former one would never hear of it again."""
    if bodies.get(slot.id, slot.body) != slot.body:
        raise OutOfOrder("programme.form", "slot_of_another_body", name=slot.id)


def apply(assembly: Assembly, entry: ProgrammePublished) -> Assembly:
    release = Release(
        number=entry.release,
        at=entry.at,
        position=assembly.position + 1,
        rooms=entry.rooms,
        slots=entry.slots,
        clashes=entry.clashes,
    )
    return replace(assembly, programme=(*assembly.programme, release))


def minute(entry: ProgrammePublished) -> Phrase:
    return Phrase("minute.programme_published", number=entry.release, n=len(entry.slots))


KIND = Kind(
    PublishProgramme,
    decide,
    {ProgrammePublished: apply},
    {ProgrammePublished: minute},
    "publishes the programme {lines}[ over {clashes} clashes]",
)
