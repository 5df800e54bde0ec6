"""The draft of the programme in its tables: rooms and slots, and each step to be taken back."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from hemicycle.journal.instants import on_clocks
from hemicycle.procedure.assembly import Release, Room, Slot, SlotId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.programme_lines import public_title
from hemicycle.secretariat.models import ProgrammeRoom, ProgrammeSlot, ProgrammeStep

Values = Mapping[str, Any]
By = tuple[str, Instant]  # who writes, and when
Place = tuple[str, str]  # a table, and an id in it
ROOM, SLOT = "room", "slot"
TABLES: Mapping[str, tuple[models.Manager[Any], tuple[str, ...]]] = {
    ROOM: (ProgrammeRoom.objects, ("title",)),
    SLOT: (
        ProgrammeSlot.objects,
        (
            *("kind", "title", "body", "room", "begins_ms", "ends_ms"),
            *("is_closed", "languages", "team", "chair"),
        ),
    ),
}


def rooms(session: SessionId) -> tuple[Room, ...]:
    """The rooms of the draft."""
    rows = ProgrammeRoom.objects.filter(session=session)
    return tuple(Room(id=row.room, title=row.title) for row in rows)


def slots(session: SessionId, zone: str) -> tuple[Slot, ...]:
    """The slots of the draft, each on the day on which it begins in the zone."""
    return tuple(
        Slot(
            id=SlotId(row.slot),
            kind=row.kind,
            title=row.title,
            day=f"{on_clocks(Instant(row.begins_ms), zone):%Y-%m-%d}",
            begins_at=Instant(row.begins_ms),
            ends_at=Instant(row.ends_ms),
            body=BodyId(row.body),
            room=row.room,
            is_closed=row.is_closed,
            languages=tuple(row.languages.split()),
            team=row.team,
            chair=MemberId(row.chair),
        )
        for row in ProgrammeSlot.objects.filter(session=session)
    )


@transaction.atomic
def write(session: SessionId, place: Place, *, values: Values | None, by: By) -> None:
    """Write a row of the draft, or take it out where there are no values."""
    before = put(session, place, values=values)
    table, row = place
    ProgrammeStep.objects.create(
        session=session, table=table, row=row, before=before, by=by[0], at_ms=by[1]
    )


def put(session: SessionId, place: Place, *, values: Values | None) -> Values | None:
    """Make a row what the values say; what it was before."""
    table, row = place
    rows, names = TABLES[table]
    found = rows.filter(session=session, **{table: row})
    before = found.values(*names).first()
    if values is None:
        found.delete()
    elif before is None:
        rows.create(session=session, **{table: row}, **values)
    else:
        found.update(**values)
    return before


@transaction.atomic
def undo(session: SessionId) -> bool:
    """Take back the last step since the last release; whether there was one."""
    step = ProgrammeStep.objects.filter(session=session).last()
    if step is None:
        return False
    put(session, (step.table, step.row), values=step.before)
    step.delete()
    return True


def steps(session: SessionId) -> int:
    """How many steps may be taken back."""
    return ProgrammeStep.objects.filter(session=session).count()


def settle(session: SessionId) -> None:
    """The draft was published: what it was before is in no step any more."""
    ProgrammeStep.objects.filter(session=session).delete()


@transaction.atomic
def begin_from(session: SessionId, release: Release) -> None:
    """Where there is no draft, begin with what was published last."""
    if ProgrammeSlot.objects.filter(session=session).exists() or steps(session):
        return
    for room in release.rooms:
        put(session, (ROOM, room.id), values={"title": dict(room.title)})
    for slot in release.slots:
        put(session, (SLOT, slot.id), values=values_of(slot))


def values_of(slot: Slot) -> Values:
    """A slot as its row holds it."""
    return {
        "kind": slot.kind,
        "title": dict(slot.title),
        "body": slot.body,
        "room": slot.room,
        "begins_ms": slot.begins_at,
        "ends_ms": slot.ends_at,
        "is_closed": slot.is_closed,
        "languages": " ".join(slot.languages),
        "team": slot.team,
        "chair": slot.chair,
    }


def next_id(session: SessionId, table: str, *, given: set[str]) -> str:
    """An id that nothing of the session has had: not the draft, not a step, not what was given."""
    rows, _ = TABLES[table]
    known = set(rows.filter(session=session).values_list(table, flat=True))
    known |= set(
        ProgrammeStep.objects.filter(session=session, table=table).values_list("row", flat=True)
    )
    letter = table[0]
    numbers = [
        int(one[2:]) for one in known | given if one[:2] == f"{letter}-" and one[2:].isdigit()
    ]
    return f"{letter}-{max(numbers, default=0) + 1}"


def written(own: tuple[Room, ...], planned: tuple[Slot, ...], *, zone: str) -> Mapping[str, str]:
    """The draft in the written form in which it is published, by language."""
    lines: dict[str, list[str]] = {"en": [], "fr": []}
    for room in own:
        lines["en"].append(line(ROOM, room.id, room.title.get("en", "")))
        lines["fr"].append(line(ROOM, room.id, room.title.get("fr", "")))
    for slot in planned:
        title = public_title(slot)
        lines["en"].append(
            line(
                *(SLOT, slot.id, title.get("en", ""), slot.kind, slot.body, slot.room),
                *(local(slot.begins_at, zone), local(slot.ends_at, zone)),
                *("closed" if slot.is_closed else "open", " ".join(slot.languages)),
                *(slot.team, slot.chair),
            )
        )
        lines["fr"].append(line(SLOT, slot.id, title.get("fr", "")))
    return {language: "\n".join(own_lines) for language, own_lines in lines.items()}


def line(*parts: str) -> str:
    """One line of the written form."""
    return " | ".join(part.replace("|", "/") for part in parts)


def local(at: Instant, zone: str) -> str:
    """An instant on the clocks of the place, with how far they are from UTC."""
    return on_clocks(at, zone).isoformat(timespec="minutes")
