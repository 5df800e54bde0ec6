"""A sitting of a house whose members vote one by one plays on the screens of every other house."""

from collections.abc import Iterator
from itertools import count

import httpx
import pytest
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SECOND, SESSION, Lakes, lakes
from page_reader import forms_of, text_of

HERE = f"/en/a/{SESSION}"
QUESTION = {"title.en": "Lakes", "yes_means.en": "They are kept clean.", "method": "roll_call"}
_numbers = count(1)
_browsers: dict[str, httpx.Client] = {}


@pytest.fixture
def house(tmp_path) -> Iterator[Lakes]:
    """The plenary sits under the rulebook, everybody being there."""
    _browsers.clear()
    with lakes(tmp_path, rulebook="pace") as here:
        press(here, CLERK, "chair", "call_roll")
        press(here, PRESIDENT, "chair", "open_sitting")
        yield here


def press(here: Lakes, member: str, page: str, act: str, **fields: str) -> None:
    """Press a button of somebody's page; it must be in order."""
    answer = pressed(here, member, page, act, **fields)
    assert answer.status_code == 303, text_of(answer.text)


def pressed(here: Lakes, member: str, page: str, act: str, **fields: str):
    """What is answered to a press."""
    browser = browser_of(here, member)
    shown = browser.get(f"{HERE}/{page}")
    assert shown.status_code == 200, text_of(shown.text)
    forms = forms_of(shown.text)
    csrf = next(value for form in forms for name, value in form.fields if name == "csrf")
    known = {"csrf": csrf, "act_id": f"own-{next(_numbers)}", "key": f"own-{next(_numbers)}"}
    back = {"body": "plenary", "back": f"{HERE}/{page}"}
    address = f"/a/{SESSION}/{act if '/' in act else f'acts/{act}'}"
    return browser.post(address, data={**known, **back, **fields})


def browser_of(here: Lakes, member: str) -> httpx.Client:
    """The one browser of a person."""
    if member not in _browsers:
        _browsers[member] = here.sign_in(member)
    return _browsers[member]


def everybody_looks(here: Lakes) -> None:
    """Every page that tells of a vote can be drawn, in each language."""
    for member in (PRESIDENT, HEAD, CLERK):
        browser = browser_of(here, member)
        for language in ("en", "fr", "ar"):
            for page in ("vote", "chair", "hall", "minutes", "floor", "rights"):
                answer = browser.get(f"/{language}/a/{SESSION}/{page}")
                assert answer.status_code < 500, (member, language, page)


def test_persons_vote_on_the_screens_and_the_result_is_declared(house):
    press(house, PRESIDENT, "chair", "put_question", **QUESTION)
    everybody_looks(house)
    press(house, PRESIDENT, "chair", "open_division")
    everybody_looks(house)
    for member, side in ((HEAD, "for"), (SECOND, "for"), (OTHER, "against")):
        answer = pressed(house, member, "vote", "divisions/1/ballots", **{side: "1"})
        assert answer.status_code == 303, text_of(answer.text)
    press(house, PRESIDENT, "chair", "close_division")
    press(house, PRESIDENT, "chair", "declare_result")
    everybody_looks(house)
    told = text_of(browser_of(house, HEAD).get(f"{HERE}/divisions/1").text)
    assert "2" in told


def test_a_check_of_the_quorum_is_voted_for_on_the_screens(house):
    press(house, PRESIDENT, "chair", "put_question", **QUESTION)
    press(house, HEAD, "vote", "ask_for_quorum")
    everybody_looks(house)
    chair = text_of(browser_of(house, PRESIDENT).get(f"{HERE}/chair").text)
    assert "Those who want it checked vote so at their places" in chair
    assert pressed(house, PRESIDENT, "chair", "open_division").status_code == 409
    press(house, PRESIDENT, "chair", "put_quorum_request")
    told = browser_of(house, HEAD).get(f"{HERE}/minutes").text
    assert "The quorum is not checked" in told
    press(house, PRESIDENT, "chair", "open_division")
    everybody_looks(house)
