"""The sum of a majority in words before the vote."""

import pytest

from hemicycle.procedure.assembly import Question, RollRow
from hemicycle.procedure.rules.majorities import BASES
from hemicycle.screens.sum_before import sum_before, told
from screens import little_house as house_of


def question(base: str, numerator: int = 2, denominator: int = 3) -> Question:
    """A question with this base, and two thirds of it."""
    return Question(
        number=1,
        body="plenary",
        item="",
        title={},
        yes_means={},
        method="roll_call",
        majority="two_thirds_of_votes_cast",
        numerator=numerator,
        denominator=denominator,
        is_strict=False,
        base=base,
        rule_key="division.majority_default",
        is_verified=False,
    )


# 500 entitled; of 30 of them nobody is there, and of 4 nobody who is there can place them.
ROLL = [
    RollRow(delegation="p-0001", entitled=470, castable=466, members=("p-0001-1",)),
    RollRow(delegation="p-0002", entitled=30, castable=0, members=()),
]


@pytest.mark.parametrize(
    ("base", "members", "votes", "required"),
    [
        ("votes_cast", 0, 466, 311),
        ("votes_cast_with_abstentions", 0, 466, 311),
        ("those_present", 0, 470, 314),
        ("all_entitled", 0, 500, 334),
        ("component_members", 0, 500, 334),
        ("component_members", 530, 530, 354),
    ],
)
def test_every_base_has_its_sum(base, members, votes, required):
    said = told(question(base), ROLL, members=members)
    assert (said.facts["base_votes"], said.facts["required_votes"]) == (votes, required)
    assert said.key == ("sum.if_all_cast" if "cast" in base else "sum.of_base")


def test_no_base_was_forgotten():
    assert set(BASES) == {
        *("votes_cast", "votes_cast_with_abstentions", "those_present"),
        *("all_entitled", "component_members"),
    }


def test_it_is_told_from_the_question_to_the_close():
    house = house_of.in_sitting()
    assert sum_before(house.view()) is None
    house_of.put(house)
    before = sum_before(house.view()).facts
    house.do(house_of.OpenDivision, house_of.CHAIR)
    assert sum_before(house.view()).facts == before
    assert before["base_votes"] == 20 + 10  # two persons of one delegation, one of another
    house.do(house_of.CloseDivision, house_of.CHAIR)
    assert sum_before(house.view()) is None


def test_a_consensus_has_none():
    house = house_of.in_sitting()
    house_of.put(house, method="consensus", majority="default")
    assert sum_before(house.view()) is None
