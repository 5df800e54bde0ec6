"""The sum before the vote on the pages: kept for a position, and never longer."""

import re

import pytest
from acting import actor
from demo_house import CLERK, REHEARSAL, demo_house
from page_reader import text_of

SUM = re.compile(r"If all ([0-9,]+) votes that can be cast are cast, ([0-9,]+) in favour")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("sum")) as running:
        running.forward("09:09:10")
        yield running


def told(house) -> tuple[int, int]:
    """The votes that can be cast, and how many would be needed, as the hall reads them."""
    found = SUM.search(text_of(house.visitor().get(f"/en/a/{REHEARSAL}/hall").text))
    castable, needed = (int(one.replace(",", "")) for one in found.groups())
    return castable, needed


def test_it_follows_who_is_in_the_room(house):
    castable, needed = told(house)
    assert needed == -(-2 * castable // 3)
    assert told(house) == (castable, needed)
    members = house.assembly.delegations[house.present_delegations()[0]].members
    present = [one for one in members if one in house.assembly.bodies["plenary"].present]
    for member in present:
        assert actor(house, CLERK, "chair").press("note_departure", member=member).is_redirect
    fewer, then_needed = told(house)
    assert fewer < castable
    assert then_needed == -(-2 * fewer // 3)
