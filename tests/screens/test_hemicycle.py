"""The half circle."""

import pytest

from hemicycle.procedure.assembly import Row
from hemicycle.screens.hemicycle import ORDER, mark_of, positions, row_sizes, seated

SIZES = [1, 2, 3, 4, 7, 12, 13, 50, 127, 140, 180, 193, 400]
MARK = 30


def nearest(places):
    """The square of the distance between the two places that are closest."""
    return min(
        (ax - bx) ** 2 + (ay - by) ** 2
        for place, (ax, ay) in enumerate(places)
        for bx, by in places[:place]
    )


@pytest.mark.parametrize("seats", SIZES)
def test_every_seat_has_a_place_in_the_drawing(seats):
    drawn = seated([(f"p-{number:04}", "for") for number in range(seats)])
    assert sum(size for _, size in row_sizes(seats)) == seats == len(positions(seats))
    assert all(15 <= seat.x <= drawn.width - 15 for seat in drawn.seats)
    assert all(15 <= seat.y <= drawn.height - 15 for seat in drawn.seats)


@pytest.mark.parametrize("seats", SIZES[1:])
def test_seats_do_not_cover_each_other(seats):
    assert nearest(positions(seats)) >= MARK**2
    assert nearest([(0, 0), (100, 0), (20, 20)]) < MARK**2  # the control


def test_yes_begins_at_the_reading_start():
    drawn = seated([("c", "against"), ("a", "none"), ("b", "for"), ("d", "for")])
    assert [seat.mark for seat in drawn.seats] == ["for", "for", "against", "none"]
    assert drawn.seats[0].x < drawn.seats[-1].x
    assert [seat.delegation for seat in drawn.seats] == ["b", "d", "c", "a"]


@pytest.mark.parametrize(
    ("parts", "mark"),
    [
        ({"for_votes": 3}, "for"),
        ({"against_votes": 3}, "against"),
        ({"abstention_votes": 3}, "abstain"),
        ({"for_votes": 2, "against_votes": 1}, "split"),
        ({"for_votes": 2, "abstention_votes": 1}, "split"),
        ({"for_votes": 2, "left_unused": 1}, "for"),
        ({"left_unused": 3}, "none"),
        ({"absent": 3}, "none"),
    ],
)
def test_mark_of_a_vote(parts, mark):
    assert mark_of(Row(delegation="p-0001", entitled=3, **parts)) == mark
    assert mark in ORDER
