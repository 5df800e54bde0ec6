"""The doors of a session: scans are kept once, counted, and erased; nothing here lets anybody in.

That one badge was read twice is a fact that is told, and never a reason to refuse.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from hemicycle.secretariat.models import GateScan, Place
from hemicycle.secretariat.tables.gate import LONGEST_DOOR

IN, OUT = "in", "out"
DIRECTIONS = (IN, OUT)
VALID, UNCHECKED = "valid", "unchecked"
MINUTE_MS, DAY_MS = 60_000, 86_400_000
TWICE_WITHIN_MS = 10 * MINUTE_MS
CLOCK_IS_RIGHT_MS = 2 * MINUTE_MS
KEPT_DAYS = 30  # after the last day of the session
MOST_KNOWN_DOORS = 40


@dataclass(slots=True, kw_only=True)
class Door:
    """What was counted at one door; `refused` are those who were not told to be valid."""

    name: str
    came_in: int = 0
    went_out: int = 0
    refused: int = 0
    last_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """One badge that was read again soon, in the same direction: each time with its door."""

    member: str
    scans: Sequence[GateScan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The doors since a moment. Units: milliseconds since 1970; 0 where nothing was scanned."""

    doors: Sequence[Door]
    inside: int
    last_ms: int
    twice: Sequence[Twice]
    otherwise: Sequence[GateScan]  # told valid at the door, found otherwise when they came here
    clocks: Mapping[str, int]  # by device, how far a wrong clock goes ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who was seen at the doors of a session at all, and when somebody last was."""

    members: frozenset[str] = field(default_factory=frozenset)
    last_ms: int = 0


def has_passed(scan: GateScan) -> bool:
    """Whether somebody was let in or out, as far as we can tell.

    Note: a device that could not check told nothing; then what we find says it.
    """
    return scan.told == VALID or (scan.told == UNCHECKED and scan.found == VALID)


def door_name(text: str) -> str:
    """The name of a door as it is kept: one line, nothing that cannot be seen."""
    seen = "".join(one for one in " ".join(text.split()) if one.isprintable())
    return seen[:LONGEST_DOOR].strip()


def known_doors(session: str) -> list[str]:
    """The doors of a session at which somebody was scanned, in alphabetical order."""
    names = GateScan.objects.filter(session=session).values_list("door", flat=True).distinct()
    return sorted(names[:MOST_KNOWN_DOORS], key=str.casefold)


def as_known(door: str, known: Iterable[str]) -> str:
    """A door by the name under which it is known: capitals make no second door."""
    return next((one for one in known if one.casefold() == door.casefold()), door)


def time_that_counts(scanned_at_ms: int, *, received_at_ms: int, clock_off_ms: int) -> int:
    """When a scan was: by the device's clock, or by ours where that one is wrong."""
    if abs(clock_off_ms) > CLOCK_IS_RIGHT_MS:
        return received_at_ms
    return min(scanned_at_ms, received_at_ms)


def keep(scans: Sequence[GateScan]) -> None:
    """Keep scans; one that is kept already, by its own id, stays as it was."""
    GateScan.objects.bulk_create(scans, ignore_conflicts=True)


def scan_of(session: str, scan_id: str) -> GateScan | None:
    """One scan of a session."""
    return GateScan.objects.filter(session=session, scan_id=scan_id).first()


def just_before(scan: GateScan) -> GateScan | None:
    """The same badge, read in the same direction shortly before."""
    if not scan.member or scan.told != VALID:
        return None
    same = GateScan.objects.filter(
        session=scan.session, member=scan.member, direction=scan.direction, told=VALID
    ).exclude(scan_id=scan.scan_id)
    recent = same.filter(at_ms__gt=scan.at_ms - TWICE_WITHIN_MS, at_ms__lte=scan.at_ms)
    return recent.order_by("-at_ms", "-pk").first()


def figures(session: str, since_ms: int, *, same: Callable[[str], str]) -> Figures:
    """The doors since a moment; `same` gives the one id of a person who has two."""
    scans = list(GateScan.objects.filter(session=session, at_ms__gte=since_ms).order_by("at_ms"))
    counted = [one for one in scans if has_passed(one)]
    last = {same(one.member): one.direction for one in counted}
    return Figures(
        doors=doors_of(scans),
        inside=sum(one == IN for one in last.values()),
        last_ms=counted[-1].at_ms if counted else 0,
        twice=twice_in(counted, same),
        otherwise=[one for one in counted if one.found != VALID],
        clocks={
            one.device: one.clock_off_ms
            for one in scans
            if abs(one.clock_off_ms) > CLOCK_IS_RIGHT_MS
        },
    )


def doors_of(scans: Iterable[GateScan]) -> list[Door]:
    """What was counted at each door, in alphabetical order."""
    doors: dict[str, Door] = {}
    for one in scans:
        door = doors.setdefault(one.door, Door(name=one.door))
        door.last_ms = one.at_ms
        if not has_passed(one):
            door.refused += 1
        elif one.direction == IN:
            door.came_in += 1
        else:
            door.went_out += 1
    return sorted(doors.values(), key=lambda one: one.name.casefold())


def twice_in(scans: Iterable[GateScan], same: Callable[[str], str]) -> list[Twice]:
    """Badges that were read again soon in the same direction, the latest first."""
    rows: dict[str, list[list[GateScan]]] = defaultdict(list)
    for one in scans:
        own = rows[same(one.member)]
        last = own[-1][-1] if own else None
        is_again = last is not None and last.direction == one.direction
        if is_again and one.at_ms - own[-1][-1].at_ms <= TWICE_WITHIN_MS:
            own[-1].append(one)
        else:
            own.append([one])
    found = [
        Twice(member=member, scans=row) for member, own in rows.items() for row in own if row[1:]
    ]
    return sorted(found, key=lambda one: -one.scans[-1].at_ms)


def seen(session: str) -> Seen:
    """Everybody who was ever told to be valid at a door of a session."""
    unchecked = Q(told=UNCHECKED, found=VALID)
    scans = GateScan.objects.filter(Q(told=VALID) | unchecked, session=session)
    last = scans.order_by("-at_ms").values_list("at_ms", flat=True).first()
    members = scans.values_list("member", flat=True).distinct()
    return Seen(members=frozenset(members), last_ms=last or 0)


# -- erasing -------------------------------------------------------------------------------------


def erase_scans_of(person: int, key: str) -> None:
    """Erase where somebody was scanned, in every session, by each id that a badge may name."""
    places = Place.objects.filter(person_id=person).exclude(member="")
    for session, member in places.values_list("file__session", "member"):
        GateScan.objects.filter(session=session, member=member).delete()
    GateScan.objects.filter(member=key).delete()


def erase_scans_before(session: str, before_ms: int) -> int:
    """Erase the scans of a session that came before a moment; how many they were."""
    gone, _ = GateScan.objects.filter(session=session, received_at_ms__lt=before_ms).delete()
    return gone
