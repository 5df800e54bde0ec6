"""Parts of a text: what a yes does stands on the ballot, what became of it in the result."""

from collections.abc import Iterator

import pytest
from acting import Actor, actor
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house
from page_reader import text_of

AFTER_A_VOTE = "09:14:20"
QUESTION = {"title.en": "Block", "yes_means.en": "They go.", "does": "delete", "parts": "7, 8, 9"}


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """Nothing is put, and nobody speaks."""
    with demo_house(tmp_path) as house:
        house.forward(AFTER_A_VOTE)
        actor(house, PRESIDENT, "chair").press("yield_floor")
        yield house


def put(house: DemoHouse, method: str, **fields: str) -> Actor:
    """The chair, once parts are put en bloc."""
    chair = actor(house, PRESIDENT, "chair")
    answer = chair.press("put_question", **{**QUESTION, "method": method, **fields})
    assert answer.status_code == 303, answer.text
    return chair


def delegate_of(house: DemoHouse) -> Actor:
    """A delegate at the page of the question."""
    first, *_ = house.present_delegations()
    return actor(house, house.head_of(first), "vote")


def everywhere(house: DemoHouse, *more: str) -> list[str]:
    """What all pages say that are about it, in three languages."""
    first, *_ = house.present_delegations()
    said = []
    for who in ("", PRESIDENT, house.head_of(first)):
        client = house.visitor(who)
        for language in ("en", "fr", "ar"):
            for page in ("", "hall", "minutes", "decisions", "chair", "vote", *more):
                answer = client.get(f"/{language}/a/{REHEARSAL}/{page}".rstrip("/"))
                assert answer.status_code < 500, page
                said.append(answer.text)
    return said


def test_a_yes_is_said_to_delete_before_the_vote_and_the_result_says_what_became_of_it(house):
    chair = put(house, "roll_call")
    delegate = delegate_of(house)
    for page in (chair, delegate):
        assert "A yes deletes: 7, 8, 9" in page.text()
    assert "A yes deletes: 7, 8, 9" in text_of(house.visitor().get(f"/en/a/{REHEARSAL}/hall").text)
    assert delegate.press("take_out_part", part="8").status_code == 303
    assert "A yes deletes: 7, 9" in chair.text()
    assert "Still to be put one by one: 8" in chair.text()
    everywhere(house)
    chair.press("open_division")
    number = max(house.assembly.divisions)
    assert "A yes deletes: 7, 9" in delegate.text()
    delegate.vote(number, yes=10, no=0, abstain=0)
    chair.press("close_division")
    actor(house, "o-teller-1", "chair").press("report_tally")
    assert chair.press("declare_result").status_code == 303
    page = text_of(house.visitor().get(f"/en/a/{REHEARSAL}/divisions/{number}").text)
    assert "Deleted: 7, 9" in page
    everywhere(house, f"divisions/{number}")
    last = house.visitor().get(f"/en/a/{REHEARSAL}/decisions.json").json()["decisions"][-1]
    assert (last["outcome"], last["text"], last["parts"]) == ("adopted", "deleted", ["7", "9"])


def test_a_division_in_parts_is_asked_for_and_allowed(house):
    chair = put(house, "consensus")
    assert delegate_of(house).press("ask_for_parts").status_code == 303
    assert "A division in parts is asked for." in chair.text()
    assert "Refuse it" in chair.text()
    everywhere(house)
    assert chair.press("decide_parts", outcome="allowed").status_code == 303
    assert house.assembly.bodies["plenary"].parts_apart == ("7", "8", "9")
    whole = {**QUESTION, "method": "consensus", "does": "", "parts": "", "is_whole": 1}
    refused = chair.press("put_question", **whole)
    assert refused.status_code == 409
    assert "still to be put: 7, 8, 9" in text_of(refused.text)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"does": "paint"}, "Say what is to be done"),
        ({"parts": ""}, "Say what is to be done"),
        ({"parts": "7, 7"}, "Say what is to be done"),
        ({"parts": "<b>"}, "<b>"),
    ],
)
def test_a_proposal_that_is_not_clear_is_refused(house, fields, reason):
    chair = actor(house, PRESIDENT, "chair")
    answer = chair.press("put_question", **{**QUESTION, "method": "consensus", **fields})
    assert answer.status_code in (409, 422)
    if reason != "<b>":
        assert reason in answer.text
