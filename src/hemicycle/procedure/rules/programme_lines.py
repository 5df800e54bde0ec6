"""The programme as it is written down, one line to a room or a slot, read into its parts.

    room | hall-a | Hall A
    slot | s-1 | General debate | sitting | plenary | hall-a | 2026-03-02T10:00+05:00 |
           2026-03-02T13:00+05:00 | open | en fr | team-1 | o-president

all of a slot on one line; what is empty at the end may be left out. In a second language stand
only names: `room | hall-a | Salle A`, `slot | s-1 | Débat général`.

Article: programme.form, programme.closed
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

from hemicycle.procedure.assembly import Words
from hemicycle.procedure.assembly.programme import SITTING, SLOT_KINDS, Room, Slot, SlotId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId, OutOfOrder

FIELDS = (
    *("title", "kind", "body", "room", "begins", "ends"),
    *("openness", "languages", "team", "chair"),
)
OPEN, CLOSED = "open", "closed"
LONGEST = timedelta(hours=24)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
Lines = tuple[tuple[Room, ...], tuple[Slot, ...]]


def read_lines(lines: Words) -> Lines:
    """The rooms, and the slots in the order of their hours.

    Out of order: a line is neither of a room nor of a slot; an id is missing or given twice; a
    time is none, or has no time zone; a slot ends before it begins, or lasts longer than a day; it
    is of no known kind, neither open nor closed, or a closed sitting tells its title.
    """
    languages = list(lines)
    first = [parts_of(line) for line in lines[languages[0]].split("\n")] if languages else []
    others = {one: named_in(lines[one]) for one in languages[1:]}
    rooms: dict[str, Room] = {}
    slots: dict[str, Slot] = {}
    for n, (what, name, *rest) in enumerate(first, 1):
        known: Mapping[str, object] = rooms if what == "room" else slots
        if what not in ("room", "slot") or not name:
            raise OutOfOrder("programme.form", "line_not_understood", n=n)
        if name in known:
            raise OutOfOrder("programme.form", "line_twice", n=n, name=name)
        told = dict(zip_longest(FIELDS, rest[: len(FIELDS)], fillvalue=""))
        title = dict(titles(told["title"], languages, others=others, of=(what, name)))
        if what == "room":
            rooms[name] = Room(id=name, title=title)
        else:
            slots[name] = slot_of(name, told, title=title, n=n)
    order = sorted(slots.values(), key=lambda one: (one.begins_at, one.room, one.id))
    return tuple(rooms.values()), tuple(order)


def parts_of(line: str) -> Sequence[str]:
    """The parts of a line, at least what it is of and its id."""
    parts = [part.strip() for part in line.split("|")]
    return parts if len(parts) > 1 else [*parts, ""]


def named_in(text: str) -> Mapping[tuple[str, ...], str]:
    """The names that a further language gives."""
    rows = (parts_of(line) for line in text.split("\n"))
    return {(row[0], row[1]): row[2] for row in rows if len(row) > 2}  # noqa: PLR2004 (its name)


def titles(
    own: str,
    languages: Sequence[str],
    *,
    others: Mapping[str, Mapping[tuple[str, ...], str]],
    of: tuple[str, str],
) -> Iterator[tuple[str, str]]:
    """A name in each language that has it."""
    if own:
        yield languages[0], own
    for language, names in others.items():
        if names.get(of):
            yield language, names[of]


def slot_of(name: str, told: Mapping[str, str], *, title: Words, n: int) -> Slot:
    """One slot from what its line tells."""
    kind, openness = told["kind"] or SITTING, told["openness"] or OPEN
    if kind not in SLOT_KINDS or openness not in (OPEN, CLOSED):
        raise OutOfOrder("programme.form", "line_not_understood", n=n)
    begins, ends = moment_of(told["begins"], n=n), moment_of(told["ends"], n=n)
    if not begins < ends <= begins + LONGEST:
        raise OutOfOrder("programme.form", "slot_without_length", n=n, name=name)
    if openness == CLOSED and told["body"] and title:
        raise OutOfOrder("programme.closed", "closed_with_title", n=n, name=name)
    if not title and not told["body"] and kind in (SITTING, "event"):
        raise OutOfOrder("programme.form", "slot_without_name", n=n, name=name)
    return Slot(
        id=SlotId(name),
        kind=kind,
        title=title,
        day=begins.date().isoformat(),
        begins_at=instant_of(begins),
        ends_at=instant_of(ends),
        body=BodyId(told["body"]),
        room=told["room"],
        is_closed=openness == CLOSED,
        languages=tuple(told["languages"].split()),
        team=told["team"],
        chair=MemberId(told["chair"]),
    )


def public_title(slot: Slot) -> Words:
    """What a slot is called in public: a closed sitting keeps its title to itself."""
    return {} if slot.is_closed and slot.body else slot.title


def moment_of(text: str, *, n: int) -> datetime:
    """A time with its distance from UTC, as in 2026-03-02T10:00+05:00."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise OutOfOrder("programme.form", "line_without_time", n=n) from None
    if moment.tzinfo is None:
        raise OutOfOrder("programme.form", "line_without_time", n=n)
    return moment


def instant_of(moment: datetime) -> Instant:
    """The same time as the record counts it."""
    return Instant((moment - BEGINNING) // MILLISECOND)
