"""A delegation asks for the quorum on its own page, and the Chair has it established."""

from collections.abc import Iterator

import pytest
from acting import actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house

AFTER_A_VOTE = "09:14:20"
QUESTION = {"title.en": "Tea", "yes_means.en": "There is tea.", "method": "roll_call"}


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """A question stands, and no voting has begun."""
    with demo_house(tmp_path) as house:
        house.forward(AFTER_A_VOTE)
        chair = actor(house, PRESIDENT, "chair")
        chair.press("yield_floor")
        assert chair.press("put_question", **QUESTION).status_code == 303
        yield house


def everybody_looks(house: DemoHouse) -> None:
    """Every page that tells of it can be drawn, in each language."""
    first, *_ = house.present_delegations()
    for who in ("", PRESIDENT, house.head_of(first)):
        client = house.visitor(who)
        for language in ("en", "fr", "ar"):
            for page in ("", "hall", "minutes", "chair", "vote", "floor"):
                answer = client.get(f"/{language}/a/{REHEARSAL}/{page}".rstrip("/"))
                assert answer.status_code < 500, page


def test_it_is_asked_for_established_and_the_voting_goes_on(house):
    first, *_ = house.present_delegations()
    delegate = actor(house, house.head_of(first), "vote")
    assert "Ask for the quorum" in delegate.text()
    assert delegate.press("ask_for_quorum").status_code == 303
    chair = actor(house, PRESIDENT, "chair")
    assert "It is asked that the quorum be established." in chair.text()
    everybody_looks(house)
    refused = chair.press("open_division")
    assert refused.status_code == 409
    assert "establish it first" in refused.text
    assert chair.press("establish_quorum").status_code == 303
    assert chair.press("open_division").status_code == 303
    everybody_looks(house)


def test_without_it_the_question_is_postponed_and_the_record_says_with_what_figures(house):
    first, *_ = house.present_delegations()
    actor(house, house.head_of(first), "floor").press("ask_for_quorum")
    with_vote = [one.id for one in house.assembly.delegations.values() if one.has_vote]
    absent = ",".join(with_vote[1:])
    assert actor(house, CLERK, "chair").press("call_roll", absent=absent).status_code == 303
    chair = actor(house, PRESIDENT, "chair")
    assert "The quorum is not there." in chair.text()
    assert chair.press("establish_quorum").status_code == 303
    assert house.assembly.bodies["plenary"].question is None
    told = house.visitor().get(f"/en/a/{REHEARSAL}/minutes").text
    assert "was postponed" in told
    everybody_looks(house)
