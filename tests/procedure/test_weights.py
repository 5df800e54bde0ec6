"""The table of votes: every bracket from both sides, and what a delegation can place."""

from dataclasses import replace

import pytest

from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.rules.weights import extra_votes, roll_row
from hemicycle.rulebooks import load
from properties.sittings import NOON, room_at

IPU = load("ipu_assembly")
CEILING = "weights.max_per_person"
LEAF = IPU.leaves[CEILING]
M = 1_000_000
# Inhabitants and votes: the values given with the rules, then both sides of every edge.
GIVEN = [
    *((80_000, 10), (1 * M, 11), (4_990_000, 11), (5 * M, 12), (10_300_000, 13), (20 * M, 14)),
    *((36 * M, 15), (47 * M, 16), (59 * M, 17), (68 * M, 18), (83 * M, 19), (128 * M, 20)),
    *((175 * M, 21), (275 * M, 22), (335 * M, 23), (0, 10)),
]
EDGES_M = (1, 5, 10, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300)
EDGES = [
    pair
    for extra, edge in enumerate(EDGES_M, 1)
    for pair in ((edge * M - 1, 9 + extra), (edge * M, 10 + extra), (edge * M + 1, 10 + extra))
]


@pytest.mark.parametrize(("population", "votes"), [*GIVEN, *EDGES])
def test_votes_by_population(population, votes):
    assert IPU.entitled_votes(population, third_single_sex=False) == votes


@pytest.mark.parametrize(("population", "votes"), [*GIVEN, *EDGES])
def test_a_third_single_sex_delegation_has_two_votes_less(population, votes):
    assert IPU.entitled_votes(population, third_single_sex=True) == votes - 2


def test_single_sex_at_83_million_is_17():
    assert IPU.entitled_votes(83 * M, third_single_sex=True) == 17


@pytest.mark.parametrize("edge", EDGES_M)
def test_the_other_reading_of_the_edge_keeps_an_exact_limit_in_the_lower_bracket(edge):
    brackets = IPU.leaves["weights.brackets"].value
    at, below, above = (
        extra_votes(edge * M + step, brackets, edge="upper_inclusive") for step in (0, -1, 1)
    )
    assert at == below == above - 1


def test_below_every_bracket_there_is_nothing_more():
    assert extra_votes(5, [(10, 3)], edge="lower_inclusive") == 0
    assert extra_votes(10, [(10, 3)], edge="lower_inclusive") == 3
    assert extra_votes(5, [], edge="lower_inclusive") == 0


def test_plain_rules_give_one_vote_each():
    assert {load("plain").entitled_votes(p, third_single_sex=False) for p, _ in EDGES} == {1}


def castable(votes, present, *, max_per_person=10):
    """What a delegation with so many votes can place with so many of its three members there."""
    room = room_at("sitting", "ipu_assembly")
    for number in range(present, 3):
        room.done(NoteDeparture, "o-sg", member=f"p-0001-{number + 1}")
    delegation = replace(room.assembly.delegations["p-0001"], votes=votes)
    body = room.assembly.bodies["plenary"]
    rules = replace(IPU, leaves={**IPU.leaves, CEILING: replace(LEAF, value=max_per_person)})
    row = roll_row(rules, room.assembly, body, delegation=delegation, at=NOON)
    assert row.entitled == votes
    return row.castable


def test_nobody_casts_more_than_ten_votes():
    assert [castable(23, present) for present in (0, 1, 2, 3)] == [0, 10, 20, 23]
    assert castable(19, 1) == 10
    assert castable(10, 1) == 10
    assert castable(23, 1, max_per_person=100) == 23


def test_a_person_without_credentials_casts_nothing():
    room = room_at("sitting", "ipu_assembly")
    room.done(WithdrawCredentials, "o-sg", member="p-0001-2")
    delegation = room.assembly.delegations["p-0001"]
    body = room.assembly.bodies["plenary"]
    row = roll_row(IPU, room.assembly, body, delegation=delegation, at=NOON)
    assert (row.entitled, row.castable, row.members) == (23, 20, ("p-0001-1", "p-0001-3"))


def test_in_committee_a_parliament_has_one_vote_and_in_council_each_person():
    room = room_at("sitting", "ipu_assembly")
    delegation = room.assembly.delegations["p-0001"]
    rows = [
        roll_row(IPU, room.assembly, body, delegation=delegation, at=NOON)
        for body in map(room.assembly.bodies.__getitem__, ("committee-1", "council"))
    ]
    assert [(row.entitled, row.castable) for row in rows] == [(1, 1), (3, 3)]
