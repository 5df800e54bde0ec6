"""Whole votes decide: known totals, every base, ties, and each edge from both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.assembly import Count, Division, Question, RollRow, Row, Tally
from hemicycle.procedure.rules.majorities import (
    BASES,
    NAMED_SHARES,
    SHARES,
    Electorate,
    Share,
    base_votes,
    electorate_of,
    is_carried,
    is_tied,
    required_votes,
    share_named,
)

SIMPLE, ABSOLUTE = "simple_majority_of_votes_cast", "absolute_majority_of_all_votes"
TWO_THIRDS = "two_thirds_of_votes_cast"
THREE_FIFTHS, THREE_QUARTERS = "three_fifths_of_votes_cast", "three_quarters_of_votes_cast"
CAST, WITH_ABSTENTIONS, ALL = "votes_cast", "votes_cast_with_abstentions", "all_entitled"
PRESENT, MEMBERS = "those_present", "component_members"


def question(majority, base):
    """A question that is decided by this share of these votes."""
    numerator, denominator, is_strict = SHARES[majority]
    return Question(
        number=1,
        body="plenary",
        item="",
        title={},
        yes_means={},
        method="roll_call",
        majority=majority,
        numerator=numerator,
        denominator=denominator,
        is_strict=is_strict,
        base=base,
        rule_key="division.majority_default",
        is_verified=False,
    )


def tally(yes, no, abstain=0):
    """A count."""
    return Tally(for_votes=yes, against_votes=no, abstention_votes=abstain)


def decided(majority, base, counted, entitled=2000, *, present=1800, members=2100):
    """Base, votes needed, and whether that carries."""
    asked = question(majority, base)
    among = Electorate(entitled=entitled, present=present, members=members)
    votes = base_votes(asked, counted, among=among)
    return votes, required_votes(asked, votes), is_carried(asked, counted, among=among)


def test_the_jakarta_totals_are_placed_on_the_agenda_by_two_thirds_of_votes_cast():
    # 104th Conference, October 2000: 960 for, 178 against, 248 abstentions; placed on the agenda.
    assert decided(TWO_THIRDS, CAST, tally(960, 178, 248)) == (1138, 759, True)


def test_the_jakarta_totals_carry_with_abstentions_counted_and_fail_of_all_entitled():
    assert decided(TWO_THIRDS, WITH_ABSTENTIONS, tally(960, 178, 248)) == (1386, 924, True)
    assert decided(TWO_THIRDS, ALL, tally(960, 178, 248), 1500) == (1500, 1000, False)


def test_abstentions_that_count_turn_a_result_round():
    # As in 1971: carried of votes cast, lost once abstentions count.
    assert decided(TWO_THIRDS, CAST, tally(500, 200, 100)) == (700, 467, True)
    assert decided(TWO_THIRDS, WITH_ABSTENTIONS, tally(500, 200, 100)) == (800, 534, False)


EDGES = [
    # share, base, yes, no, abstentions, base votes, needed, carried
    (SIMPLE, CAST, 10, 10, 0, 20, 11, False),  # a tie fails
    (SIMPLE, CAST, 11, 10, 0, 21, 11, True),
    (SIMPLE, CAST, 10, 11, 0, 21, 11, False),
    (SIMPLE, CAST, 1, 0, 999, 1, 1, True),  # abstentions do not count
    (SIMPLE, CAST, 0, 0, 999, 0, 1, False),  # nothing cast decides nothing
    (SIMPLE, WITH_ABSTENTIONS, 10, 5, 5, 20, 11, False),
    (SIMPLE, WITH_ABSTENTIONS, 11, 5, 5, 21, 11, True),
    (TWO_THIRDS, CAST, 2, 1, 0, 3, 2, True),
    (TWO_THIRDS, CAST, 66, 34, 0, 100, 67, False),
    (TWO_THIRDS, CAST, 67, 33, 0, 100, 67, True),
    (TWO_THIRDS, CAST, 200, 100, 0, 300, 200, True),  # exactly two thirds carries
    (TWO_THIRDS, CAST, 199, 100, 0, 299, 200, False),
    (TWO_THIRDS, CAST, 0, 0, 0, 0, 0, False),
    (TWO_THIRDS, WITH_ABSTENTIONS, 66, 0, 34, 100, 67, False),
    (TWO_THIRDS, WITH_ABSTENTIONS, 67, 0, 33, 100, 67, True),
    (TWO_THIRDS, ALL, 1333, 0, 0, 2000, 1334, False),
    (TWO_THIRDS, ALL, 1334, 0, 0, 2000, 1334, True),
    (ABSOLUTE, ALL, 1000, 0, 0, 2000, 1001, False),  # half of all is no majority of all
    (ABSOLUTE, ALL, 1001, 999, 0, 2000, 1001, True),
    (ABSOLUTE, ALL, 1000, 1, 999, 2000, 1001, False),
    (ABSOLUTE, PRESENT, 900, 0, 0, 1800, 901, False),
    (ABSOLUTE, PRESENT, 901, 899, 0, 1800, 901, True),
    (TWO_THIRDS, MEMBERS, 1399, 0, 0, 2100, 1400, False),  # vacant seats count
    (TWO_THIRDS, MEMBERS, 1400, 0, 0, 2100, 1400, True),
    (THREE_FIFTHS, CAST, 59, 41, 0, 100, 60, False),
    (THREE_FIFTHS, CAST, 60, 40, 0, 100, 60, True),
    (THREE_FIFTHS, CAST, 61, 41, 0, 102, 62, False),
    (THREE_QUARTERS, CAST, 74, 26, 0, 100, 75, False),
    (THREE_QUARTERS, CAST, 75, 25, 0, 100, 75, True),
    (THREE_QUARTERS, CAST, 76, 26, 0, 102, 77, False),
]


@pytest.mark.parametrize("edge", EDGES)
def test_a_majority_at_its_edge(edge):
    majority, base, yes, no, abstain, *expected = edge
    assert decided(majority, base, tally(yes, no, abstain)) == tuple(expected)


def test_every_share_and_every_base_is_in_the_table():
    assert {edge[0] for edge in EDGES} == set(SHARES)
    assert {edge[1] for edge in EDGES} == set(BASES)


VOTES = st.integers(0, 5000)


@given(st.sampled_from(sorted(SHARES)), st.sampled_from(sorted(BASES)), VOTES, VOTES, VOTES)
def test_needed_is_the_least_number_that_carries(majority, base, yes, no, abstain):
    asked, counted = question(majority, base), tally(yes, no, abstain)
    placed = counted.placed_votes
    among = Electorate(entitled=placed + 7, present=placed + 3, members=placed + 20)
    votes = base_votes(asked, counted, among=among)
    needed = required_votes(asked, votes)
    numerator, denominator, is_strict = SHARES[majority]

    def enough(number):
        share = number * denominator - numerator * votes
        return share > 0 if is_strict else share >= 0

    assert enough(needed)
    assert needed == 0 or not enough(needed - 1)
    assert is_carried(asked, counted, among=among) == (yes + no > 0 and yes >= needed)


@given(VOTES, VOTES)
def test_simple_and_two_thirds_are_the_arithmetic_of_the_rules(yes, no):
    counted = tally(yes, no)
    among = Electorate(entitled=10_000, present=10_000, members=10_000)
    simple = is_carried(question(SIMPLE, CAST), counted, among=among)
    two_thirds = is_carried(question(TWO_THIRDS, CAST), counted, among=among)
    assert simple == (yes > no)
    assert two_thirds == (3 * yes >= 2 * (yes + no) and yes + no > 0)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("two_thirds", Share(2, 3, is_strict=False)),
        ("absolute_majority", Share(1, 2, is_strict=True)),
        ("3/7", Share(3, 7, is_strict=False)),
        (">1/2", Share(1, 2, is_strict=True)),
        ("1/1", Share(1, 1, is_strict=False)),
        *((text, None) for text in ("8/7", "0/7", "7/0", "1/", "half", "", ">two_thirds", "1/2 ")),
    ],
)
def test_a_share_has_a_name_or_is_a_fraction_of_no_more_than_one(text, share):
    assert share_named(text) == share


def test_every_named_share_is_found_by_its_name():
    assert {name: share_named(name) for name in NAMED_SHARES} == NAMED_SHARES


def closed(rows, component_votes=0):
    """A closed division with these delegations: what each holds, and whether it was there."""
    roll = {
        f"p-{number}": RollRow(delegation=f"p-{number}", entitled=votes, castable=votes, members=())
        for number, (votes, _) in enumerate(rows)
    }
    counted = tuple(
        Row(delegation=f"p-{number}", entitled=votes, absent=0 if is_there else votes)
        for number, (votes, is_there) in enumerate(rows)
    )
    return Division(
        number=1,
        question=question(SIMPLE, PRESENT),
        roll=roll,
        max_per_person=10,
        split_allowed=True,
        opened_at=0,
        opened_position=1,
        closes_at=0,
        component_votes=component_votes,
        count=Count(rows=counted),
    )


def test_those_present_are_all_on_the_roll_but_the_absent():
    rows = [(10, True), (7, False), (5, True), (3, False)]
    assert electorate_of(closed(rows)) == Electorate(entitled=25, present=15, members=25)
    vacant = electorate_of(closed(rows, component_votes=40))
    assert vacant == Electorate(entitled=25, present=15, members=40)


@pytest.mark.parametrize(
    ("counted", "is_a_tie"),
    [((1, 1), True), ((7, 7, 3), True), ((2, 1), False), ((1, 2), False), ((0, 0, 5), False)],
)
def test_a_tie_has_votes_on_both_sides(counted, is_a_tie):
    assert is_tied(tally(*counted)) == is_a_tie
