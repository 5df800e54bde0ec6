"""Ballots of one batch fall into a box that is copied once; what others see of it never moves."""

import pytest

from hemicycle.clerk import Done, Refused
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.rules.ballot_box import CastBallot

from .desk import voting_room

FIRST, THIRD, NOT_CHAIR = "p-0002-1", "p-0003-1", "p-0001-1"


@pytest.fixture
def room():
    """An open vote."""
    return voting_room()


def ballot(room, by, *, key="once", division=1):
    """A ballot as it is asked for."""
    return room.act(CastBallot, by, act_id=key, division=division, for_votes=10)


def kinds(outcomes):
    """Whether each was done."""
    return [type(one) for one in outcomes]


def keys(box):
    """Whose ballots lie in a box, and under which key."""
    return {member: one.key for own in box.current.values() for member, one in own.items()}


def test_an_act_that_is_refused_amid_ballots_loses_none_of_them(room):
    asked = [
        ballot(room, FIRST),
        room.act(CloseDivision, NOT_CHAIR),  # nobody but the Chair closes
        ballot(room, THIRD),
    ]
    assert kinds(room.clerk.take(asked)) == [Done, Refused, Done]
    assert keys(room.state.box(1)) == {FIRST: "once", THIRD: "once"}
    assert room.state.box(1) == room.restarted().state("r1").box(1)
    assert room.state.ballots == room.state.box(1).received == 2


def test_the_close_counts_the_ballots_before_it_and_none_after_it(room):
    asked = [
        ballot(room, FIRST),
        room.act(CloseDivision, "o-president"),
        ballot(room, THIRD),
    ]
    assert kinds(room.clerk.take(asked)) == [Done, Done, Refused]
    assert room.state.box(1).received == 1
    counted = room.state.assembly.divisions[1].count
    assert counted.root == room.restarted().state("r1").assembly.divisions[1].count.root
    assert sum(row.for_votes for row in counted.rows) == 10


def test_ballots_for_divisions_that_are_not_there_leave_no_boxes(room):
    asked = [ballot(room, FIRST, division=number) for number in (7, 8, 9)]
    assert kinds(room.clerk.take(asked)) == [Refused] * 3
    assert dict(room.state.boxes) == {}
    assert kinds(room.clerk.take([*asked, ballot(room, FIRST)])) == [*[Refused] * 3, Done]
    assert list(room.state.boxes) == [1]


def test_who_looks_at_the_box_of_before_sees_what_was_there(room):
    room.clerk.take([ballot(room, FIRST, key="first")])
    before = room.state.box(1)
    room.clerk.take([ballot(room, FIRST, key="second"), ballot(room, THIRD)])
    assert keys(before) == {FIRST: "first"}
    assert before.received == 1
    assert keys(room.state.box(1)) == {FIRST: "second", THIRD: "once"}


def test_a_person_who_votes_twice_in_one_batch_is_held_to_one_share(room):
    colleague = THIRD.replace("-1", "-2")
    asked = [ballot(room, THIRD), ballot(room, colleague), ballot(room, THIRD, key="again")]
    outcomes = room.clerk.take(asked)
    one_by_one = voting_room()
    apart = [one for each in asked for one in one_by_one.clerk.take([each])]
    assert kinds(outcomes) == kinds(apart) == [Done, Refused, Done]
    assert keys(room.state.box(1)) == keys(one_by_one.state.box(1))
