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

WIDTH, RADIUS, MARGIN = 1010, 470, 21
INNER = 0.43  # the radius of the first row, as a share of the last
MOST_ROWS = 8
SEATS_A_ROW = 12  # fewer rows for a small house, so that it still is a half circle
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
    width: int = WIDTH
    height: int = RADIUS + 2 * MARGIN

    def of(self, mark: str) -> int:
        """How many seats carry a mark."""
        return self.counts.get(mark, 0)


def row_sizes(seats: int) -> list[tuple[float, int]]:
    """The radius of each row and its number of seats, in proportion to its length."""
    rows = max(1, min(MOST_ROWS, seats // SEATS_A_ROW + 1))
    radii = [INNER + (1 - INNER) * (row + 1) / rows for row in range(rows)]
    sizes = [round(seats * radius / sum(radii)) for radius in radii]
    sizes[-1] += seats - sum(sizes)
    return list(zip(radii, sizes, strict=True))


@lru_cache(maxsize=32)
def positions(seats: int) -> tuple[tuple[int, int], ...]:
    """Where that many seats stand, from the reading start to the reading end."""
    polar = [
        (math.pi * (1 - (seat / (size - 1) if size > 1 else 0.5)), radius)
        for radius, size in row_sizes(seats)
        for seat in range(size)
    ]
    polar.sort(key=lambda place: (-place[0], place[1]))
    return tuple(
        (
            round(WIDTH / 2 + RADIUS * radius * math.cos(angle)),
            round(RADIUS + MARGIN - RADIUS * radius * math.sin(angle)),
        )
        for angle, radius in polar
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
    places = positions(len(ordered))
    return Hemicycle(
        seats=tuple(
            Seat(x, y, mark, delegation)
            for (x, y), (delegation, mark) in zip(places, ordered, strict=True)
        ),
        counts=Counter(mark for _, mark in ordered),
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
