"""What one person can place: after colleagues of the delegation have voted, in how many parts."""

from dataclasses import replace

import pytest

from clerk.desk import voting_room
from hemicycle.procedure.assembly import Ballot, Division, Question, RollRow
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.ballots import (
    BallotBox,
    CastBallot,
    accept_ballot,
    available_votes,
)

OWN, OTHER = "p-1-1", "p-1-2"
QUESTION = Question(
    number=1,
    body="plenary",
    item="",
    title={},
    yes_means={},
    method="roll_call",
    majority="",
    numerator=1,
    denominator=2,
    is_strict=True,
    base="votes_cast",
    rule_key="",
    is_verified=False,
)


def ballot(member, placed):
    """A ballot with so many votes in favour."""
    own = {"member": member, "delegation": "p-1", "number": 1, "key": "k", "at": 0}
    none = {"against_votes": 0, "abstention_votes": 0, "unused_votes": 0}
    return Ballot(**own, **none, for_votes=placed)


def available(castable, *, colleague=0, own=0, ceiling=10):
    """What is left for the person."""
    row = RollRow(delegation="p-1", entitled=23, castable=castable, members=(OWN, OTHER))
    division = Division(
        number=1,
        question=QUESTION,
        roll={"p-1": row},
        max_per_person=ceiling,
        split_allowed=True,
        opened_at=0,
        opened_position=1,
        closes_at=0,
    )
    box = BallotBox().filling()
    box.put(ballot(OTHER, colleague))
    box.put(ballot(OWN, own))
    return available_votes(division, box.filled(), row=row, member=OWN)


@pytest.mark.parametrize(
    ("castable", "options", "left"),
    [
        (20, {}, 10),
        (20, {"ceiling": 12}, 12),
        (12, {"colleague": 10}, 2),
        (10, {"colleague": 10}, 0),
        (5, {"colleague": 10}, 0),  # the share has shrunk since: never less than none
        (12, {"colleague": 5, "own": 7}, 7),  # a person's own earlier ballot takes nothing away
    ],
)
def test_a_person_has_the_ceiling_or_what_colleagues_left(castable, options, left):
    assert available(castable, **options) == left


def accepted(*, split_allowed=True, received=0, through="", **votes):
    """The ballot of a person with ten votes, after so many others."""
    room = voting_room()
    division = replace(room.assembly.divisions[1], split_allowed=split_allowed)
    assembly = replace(room.assembly, divisions={1: division})
    asked = room.act(CastBallot, "p-0002-1", division=1, through=through, **votes)
    return accept_ballot(assembly, BallotBox(received=received), asked.act)


@pytest.mark.parametrize(
    "votes",
    [
        {"for_votes": 1, "against_votes": 1, "unused_votes": 8},
        {"for_votes": 9, "abstention_votes": 1},
        {"against_votes": 1, "abstention_votes": 1, "unused_votes": 8},
    ],
)
def test_votes_are_split_only_where_that_is_allowed(votes):
    with pytest.raises(OutOfOrder) as refusal:
        accepted(split_allowed=False, **votes)
    assert refusal.value.reason_key == "split_not_allowed"
    ballot = accepted(**votes)
    assert {name: getattr(ballot, name) for name in votes} == votes


def test_some_for_and_the_rest_unused_is_no_split():
    assert accepted(split_allowed=False, for_votes=1, unused_votes=9).for_votes == 1


def test_ballots_are_numbered_from_one_on_in_the_order_in_which_they_came():
    assert [accepted(received=before, for_votes=10).number for before in (0, 1, 41)] == [1, 2, 42]


def test_a_ballot_says_through_whose_hand_it_came_or_nothing():
    assert accepted(for_votes=10, through="tablet-3").through == "tablet-3"
    assert accepted(for_votes=10).through is None
