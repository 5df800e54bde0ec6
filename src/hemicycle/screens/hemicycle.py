"""The half circle: where the seats stand, and which mark each carries.

Seats are numbered from the reading start to the reading end, so equal marks form one wedge.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hemicycle.procedure.assembly import DelegationId, Row
from hemicycle.screens.view import View
from hemicycle.screens.visibility import VisibleDivision, placed_votes, voted

MARGIN = 20  # room for half a mark around the drawing
LEAST_RADIUS = 200
INNER = 0.43  # the radius of the first row, as a share of the last
SPACING = 36  # from seat to seat; a mark is 30 wide
MOST_ROWS = 16
# From the reading start: yes, split, abstain, no, nothing.
ORDER = ("for", "split", "abstain", "against", "voted", "none")


@dataclass(frozen=True, slots=True)
class Seat:
    """One delegation's place, in the units of the drawing, and its mark."""

    x: int
    y: int
    mark: str
    delegation: DelegationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hemicycle:
    """A drawing of seats with the number of each mark."""

    seats: tuple[Seat, ...]
    counts: Mapping[str, int]
    width: int
    height: int

    def of(self, mark: str) -> int:
        """How many seats carry a mark."""
        return self.counts.get(mark, 0)


def radii(rows: int) -> list[float]:
    """The radius of each row, as a share of the last."""
    return [INNER + (1 - INNER) * (row + 1) / rows for row in range(rows)] if rows > 1 else [1.0]


def spacing(seats: int, rows: int) -> float:
    """The least distance between seats in so many rows, as a share of the last radius."""
    along = math.pi * sum(radii(rows)) / max(1, seats - rows)
    return min(along, (1 - INNER) / rows)


def row_sizes(seats: int) -> list[tuple[float, int]]:
    """The rows with the widest spacing: the radius of each, and its seats by its length."""
    rows = max(range(1, min(MOST_ROWS, max(1, seats // 2)) + 1), key=lambda n: spacing(seats, n))
    shares = radii(rows)
    sizes = [round(seats * share / sum(shares)) for share in shares]
    sizes[-1] += seats - sum(sizes)
    return list(zip(shares, sizes, strict=True))


def radius_for(seats: int) -> int:
    """The radius at which neighbours just do not touch; the page scales the drawing."""
    rows = len(row_sizes(seats))
    return max(LEAST_RADIUS, math.ceil(SPACING / spacing(seats, rows)))


@lru_cache(maxsize=32)
def positions(seats: int) -> tuple[tuple[int, int], ...]:
    """Where that many seats stand, from the reading start to the reading end."""
    radius = radius_for(seats)
    polar = [
        (math.pi * (1 - (seat / (size - 1) if size > 1 else 0.5)), share)
        for share, size in row_sizes(seats)
        for seat in range(size)
    ]
    polar.sort(key=lambda place: (-place[0], place[1]))
    return tuple(
        (
            round(MARGIN + radius * (1 + share * math.cos(angle))),
            round(MARGIN + radius * (1 - share * math.sin(angle))),
        )
        for angle, share in polar
    )


def mark_of(row: Row) -> str:
    """How a delegation's vote is drawn."""
    parts = {"for": row.for_votes, "against": row.against_votes, "abstain": row.abstention_votes}
    given = [mark for mark, votes in parts.items() if votes]
    if not given:
        return "none"
    return given[0] if len(given) == 1 else "split"


def seated(marks: Iterable[tuple[DelegationId, str]]) -> Hemicycle:
    """Seats for delegations, equal marks beside each other."""
    ordered: Sequence[tuple[DelegationId, str]] = sorted(
        marks, key=lambda one: (ORDER.index(one[1]), one[0])
    )
    places, radius = positions(len(ordered)), radius_for(len(ordered))
    return Hemicycle(
        seats=tuple(
            Seat(x, y, mark, delegation)
            for (x, y), (delegation, mark) in zip(places, ordered, strict=True)
        ),
        counts=Counter(mark for _, mark in ordered),
        width=2 * (radius + MARGIN),
        height=radius + 2 * MARGIN,
    )


def hemicycle(view: View, division: VisibleDivision) -> Hemicycle:
    """The drawing of a division as far as the viewer may see it: by result, or who has voted."""
    if division.rows:
        return seated((row.delegation, mark_of(row)) for row in division.rows)
    have = voted(view, division)
    return seated(
        (row.delegation, "voted" if row.delegation in have else "none") for row in division.roll
    )


def delegations_placing(rows: Sequence[Row], part: str) -> int:
    """How many delegations placed votes of one kind."""
    return sum(getattr(row, part) > 0 for row in rows if placed_votes(row))
