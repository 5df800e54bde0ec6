"""The published programme: each day with its rooms side by side, and what the record says beside.

Hours are those of the place; a reader may ask for those of another zone beside them. What goes on
past midnight stays on the day on which it begins.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from hemicycle.journal.instants import on_clocks
from hemicycle.procedure.assembly import Release, Slot, Words
from hemicycle.procedure.assembly.programme import SlotChange, SlotId
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.programme_changes import CANCELLED, changelog
from hemicycle.screens.sittings_seen import SittingSeen
from hemicycle.screens.view import View

MINUTE_MS = 60_000
EARLIEST_MS = 60 * MINUTE_MS  # a sitting that opens sooner is not the one that was planned
QUARTER, MOST_QUARTERS = 15, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One slot as it is shown: `there` are its hours in the reader's zone, where one is asked for.

    `what` changed of it in this release; `held` is the sitting of the record that it became.
    """

    slot: Slot
    body_title: Words
    room_title: Words
    hours: str
    what: tuple[str, ...] = ()
    there: str = ""
    day_there: str = ""
    held: SittingSeen | None = None

    @property
    def late_min(self) -> int:
        """How many minutes after its time the sitting opened."""
        return (self.held.turns[0].at - self.slot.begins_at) // MINUTE_MS if self.held else 0

    @property
    def is_cancelled(self) -> bool:
        """Whether the release has it no more."""
        return CANCELLED in self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the picture of a day; `size` is how many quarters of an hour it stands for.

    A cell is a slot with the rows it takes, or nothing; what goes on from above has none.
    """

    clock: str
    size: int
    cells: Sequence[tuple[Planned | None, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """One day; `rooms` are the columns of its picture, with how many each takes."""

    day: str
    slots: Sequence[Planned]
    rooms: Sequence[tuple[Words, int]]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One release by days, and what it changed; `zone` is the reader's, where one is asked for."""

    release: Release
    latest: int
    days: Sequence[PlanDay]
    changes: Sequence[tuple[SlotChange, Planned, Planned]]
    zone: str = ""


@dataclass(slots=True, kw_only=True)
class Column:
    """A column of the picture while it is filled: slots that do not overlap."""

    slots: list[Planned] = field(default_factory=list)

    def takes(self, planned: Planned) -> bool:
        """Whether a slot fits below those that are there."""
        return not self.slots or self.slots[-1].slot.ends_at <= planned.slot.begins_at


def plan(
    view: View, *, number: int = 0, zone: str = "", sat: Sequence[SittingSeen] = ()
) -> Plan | None:
    """A release of the programme, the latest where none is named; None where there is none."""
    releases = view.assembly.programme
    if not 0 <= number <= len(releases) or not releases:
        return None
    release = releases[number - 1] if number else releases[-1]
    zone = zone if zone in known_zones() and zone != view.zone else ""
    changed = changelog(releases, release.number)
    told = {one.slot.id: one.what for one in changed} if release.number > 1 else {}
    held = matched(release.slots, sat)
    gone = [one.slot for one in changed if one.after is None]

    rooms = rooms_of(view)

    def shown(slot: Slot) -> Planned:
        seen = planned(view, slot, rooms=rooms, zone=zone)
        return replace(seen, what=told.get(slot.id, ()), held=held.get(slot.id))

    slots = [shown(one) for one in sorted((*release.slots, *gone), key=lambda s: s.begins_at)]
    days = sorted({one.slot.day for one in slots})
    return Plan(
        release=release,
        latest=len(releases),
        days=[of_day(view, day, slots=[s for s in slots if s.slot.day == day]) for day in days],
        changes=[(one, shown(one.slot), shown(one.before or one.slot)) for one in changed],
        zone=zone,
    )


@cache
def known_zones() -> frozenset[str]:
    """The time zones by their names."""
    return frozenset(available_timezones())


def planned(view: View, slot: Slot, *, rooms: Mapping[str, Words], zone: str = "") -> Planned:
    """One slot with its names and hours."""
    body = view.assembly.bodies.get(slot.body)
    day_there = f"{on_clocks(slot.begins_at, zone):%Y-%m-%d}" if zone else ""
    return Planned(
        slot=slot,
        body_title=body.title if body else {},
        room_title=rooms.get(slot.room, {}),
        hours=hours(slot, view.zone),
        there=hours(slot, zone) if zone else "",
        day_there=day_there if day_there != slot.day else "",
    )


def hours(slot: Slot, zone: str) -> str:
    """From when to when in a zone: 10:00-13:00."""
    return between(slot.begins_at, slot.ends_at, zone=zone)


def between(begins_at: Instant, ends_at: Instant, *, zone: str) -> str:
    """From one instant to another in a zone."""
    return "–".join(clock(at, zone) for at in (begins_at, ends_at))


def clock(at: Instant, zone: str) -> str:
    """The time of day in a zone, to the minute."""
    return f"{on_clocks(at, zone):%H:%M}"


def rooms_of(view: View) -> Mapping[str, Words]:
    """What each room is called, in the latest release that has it."""
    return {room.id: room.title for one in view.assembly.programme for room in one.rooms}


def matched(slots: Sequence[Slot], sat: Sequence[SittingSeen]) -> Mapping[SlotId, SittingSeen]:
    """The sittings of the record by the slots that they became: each is one slot's, the nearest."""
    found: dict[SlotId, SittingSeen] = {}
    for sitting in sat:
        opened = sitting.turns[0].at
        near = [
            one
            for one in slots
            if one.body == sitting.body
            and one.id not in found
            and one.begins_at - EARLIEST_MS <= opened < one.ends_at
        ]
        if near:
            found[min(near, key=lambda one: abs(one.begins_at - opened)).id] = sitting
    return found


def of_day(view: View, day: str, *, slots: Sequence[Planned]) -> PlanDay:
    """One day, its picture without what was cancelled."""
    columns = {room: list(columns_of(own)) for room, own in by_room(slots).items()}
    rooms = [(own[0].slots[0].room_title, len(own)) for own in columns.values()]
    flat = [one for own in columns.values() for one in own]
    return PlanDay(day=day, slots=slots, rooms=rooms, rows=list(rows(flat, zone=view.zone)))


def by_room(slots: Sequence[Planned]) -> Mapping[str, Sequence[Planned]]:
    """What is in each room, what is in none first; only what takes place."""
    rooms: dict[str, list[Planned]] = {}
    for one in sorted(slots, key=lambda one: one.slot.room):
        if not one.is_cancelled:
            rooms.setdefault(one.slot.room, []).append(one)
    return rooms


def columns_of(own: Sequence[Planned]) -> Iterator[Column]:
    """As many columns as a room needs: two, where two slots overlap in it."""
    columns: list[Column] = []
    for one in sorted(own, key=lambda one: one.slot.begins_at):
        free = next((column for column in columns if column.takes(one)), None)
        if free is None:
            free = Column()
            columns.append(free)
        free.slots.append(one)
    yield from columns


def rows(columns: Sequence[Column], *, zone: str) -> Iterator[Row]:
    """The rows of the picture, from each beginning or end to the next."""
    slots = [one.slot for column in columns for one in column.slots]
    moments = sorted({at for one in slots for at in (one.begins_at, one.ends_at)})
    for at, until in pairwise(moments):
        is_empty = not any(one.begins_at < until and at < one.ends_at for one in slots)
        minutes = QUARTER if is_empty else (until - at) // MINUTE_MS
        yield Row(
            clock=clock(at, zone),
            size=min(MOST_QUARTERS, max(1, -(-minutes // QUARTER))),
            cells=list(cells(columns, at, moments=moments)),
        )


def cells(
    columns: Sequence[Column], at: Instant, *, moments: Sequence[Instant]
) -> Iterator[tuple[Planned | None, int]]:
    """What begins in each column at a moment, with its rows; an empty cell where nothing is."""
    for column in columns:
        here = [one for one in column.slots if one.slot.begins_at <= at < one.slot.ends_at]
        if not here:
            yield None, 1
        elif here[0].slot.begins_at == at:
            yield here[0], sum(at <= one < here[0].slot.ends_at for one in moments)
