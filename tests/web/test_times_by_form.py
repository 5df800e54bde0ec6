"""Times as browsers post them: days and hours on the clocks where the session is held."""

import pytest
from acting import actor
from demo_house import demo_house
from page_reader import text_of


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("times")) as running:
        running.forward("09:09:45")
        yield running


@pytest.fixture
def member(house):
    """The head of the greatest delegation."""
    return house.head_of(house.present_delegations()[0])


@pytest.fixture
def delegate(house, member):
    return actor(house, member, "floor")


@pytest.mark.parametrize("told", ["14:00", "2026-03-02 14:00", "2026-02-30T14:00", "tomorrow", "²"])
def test_a_time_that_is_none_is_told_and_nothing_is_recorded(house, delegate, told):
    before = house.position
    answer = delegate.press("deputise", to="p-0001-2", ends_at=told)
    assert answer.status_code == 422
    assert "is no day and time" in text_of(answer.text)
    assert house.position == before


def test_a_time_is_that_of_the_clocks_where_the_session_is_held(house, member, delegate):
    colleague = next(m for m in house.assembly.delegation_of(member).members if m != member)
    answer = delegate.press("deputise", to=colleague, ends_at="2026-03-02T17:30")
    assert answer.status_code == 303
    [passed] = house.assembly.bodies["plenary"].deputisations
    assert (passed.member, passed.to) == (member, colleague)
    assert passed.ends_at == 1_772_454_600_000  # 12:30 UTC; it is five hours later in Tashkent
    assert delegate.press("end_deputisation").status_code == 303
    assert house.assembly.bodies["plenary"].deputisations == ()  # the clock stands: it never began
