"""Which amendments would fall, found for all at once, is what is found for each alone."""

import pytest

from hemicycle.procedure.rules.amendments import OPEN_STAGES, fallen_with, stage_of, stages
from hemicycle.procedure.rules.falling import falling
from screens.text_houses import TEXT, amend, carry, with_amendments


def told(house):
    """The stages and what would fall, by all amendments at once."""
    text = house.assembly.texts[TEXT]
    held = stages(house.assembly, text)
    return text, held, falling(text, held)


@pytest.mark.parametrize("carried", [(), (3,), (7, 1), (4,), (7, 1, 5)])
def test_all_at_once_is_each_alone(carried):
    house = with_amendments()
    amend(house, does="insert", after="o4", words={"en": "Thanks all;"})
    amend(house, does="move", clause="o4", after="o2")
    carry(house, *carried)
    text, held, found = told(house)
    assert held == {
        number: stage_of(house.assembly, text, one) for number, one in text.amendments.items()
    }
    assert set(found) == {number for number, stage in held.items() if stage in OPEN_STAGES}
    for number, falls in found.items():
        alone = fallen_with(house.assembly, text, text.amendments[number], outcome="adopted")
        assert falls == [(one.number, why) for one, why in alone]


def test_the_same_words_and_a_deleted_clause_are_told():
    _, _, found = told(with_amendments())
    assert found[1] == [(2, "same_words")]
    assert found[3] == []
    assert found[4] == [(6, "clause_deleted")]
