"""The half circle."""

import pytest

from hemicycle.procedure.assembly import Row
from hemicycle.screens.hemicycle import ORDER, mark_of, positions, row_sizes, seated


@pytest.mark.parametrize("seats", [1, 2, 3, 7, 12, 13, 50, 140, 180, 400])
def test_every_seat_has_a_place_of_its_own(seats):
    places = positions(seats)
    assert len(set(places)) == seats
    assert all(0 <= x <= 1010 and 0 <= y <= 512 for x, y in places)
    assert sum(size for _, size in row_sizes(seats)) == seats


def test_seats_do_not_cover_each_other():
    places = positions(180)
    nearest = min(
        (ax - bx) ** 2 + (ay - by) ** 2
        for i, (ax, ay) in enumerate(places)
        for bx, by in places[:i]
    )
    assert nearest >= 25**2
    crowded = [(0, 0), (3, 3)]  # the control: such places would be found
    assert (crowded[0][0] - crowded[1][0]) ** 2 < 25**2


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
