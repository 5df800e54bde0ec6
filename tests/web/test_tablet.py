"""A tablet that a delegation shares: one after the other, and no choice is left behind on it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import httpx
import pytest
from installed import submit
from lakes import CLERK, ENROL, HEAD, OTHER, PRESIDENT, SECOND, SESSION, Lakes, lakes
from page_reader import frame_faults, policy_faults, text_of
from people_at_hand import People
from playwright.sync_api import Page, expect
from screens_at_hand import SOON_MS
from test_accessibility import found_by_axe

TABLET, VOTE = f"/a/{SESSION}/tablet", f"/a/{SESSION}/vote"
SIZE = {"width": 820, "height": 1180}
TYPED = re.compile(r'<bdi class="typed" dir="ltr" data-tablet>([a-z2-7-]+)</bdi>')
DIGITS = re.compile(r'<bdi class="typed" dir="ltr">(\d{6})</bdi>')
RECEIPT = re.compile(r'<bdi class="rc">[^<]+</bdi>')
PLACED = re.compile(r'name="(?:for|against|abstain)"[^>]*value="(\d*)"')


@dataclass
class Desk:
    """The clerk at the page of a person."""

    client: httpx.Client

    def page(self, member: str) -> str:
        """The page of a person."""
        return self.client.get(ENROL, params={"member": member}).text

    def press(self, member: str, wish: str, **fields: str) -> httpx.Response:
        """Press a button of the page of a person."""
        csrf = re.findall(r'name="csrf" value="([^"]+)"', self.page(member))[0]
        told = {"csrf": csrf, "member": member, "do": wish} | fields
        return self.client.post(ENROL, data=told)

    def digits(self, member: str) -> str:
        """Six new digits of a person, which the page shows once."""
        assert self.press(member, "tablet_code").status_code == 303
        [found] = DIGITS.findall(self.page(member))
        return found

    def code(self, member: str = HEAD) -> str:
        """A code for a tablet of the person's delegation."""
        assert self.press(member, "tablet").status_code == 303
        [found] = TYPED.findall(self.page(member))
        return found


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes while a vote is open."""
    with lakes(tmp_path_factory.mktemp("tablet")) as running:
        president, secretary = running.sign_in(PRESIDENT), running.sign_in(CLERK)
        question = {"title.en": "Shall the lakes be protected?", "yes_means.en": "They are."}
        for browser, act, fields in (
            (president, "open_sitting", {}),
            (secretary, "call_roll", {}),
            (president, "put_question", question),
            (president, "open_division", {}),
        ):
            chair = browser.get(f"/a/{SESSION}/chair")
            assert submit(browser, chair, f"/acts/{act}$", **fields).status_code == 303
        yield running


@pytest.fixture(scope="module")
def desk(here) -> Desk:
    return Desk(here.sign_in(CLERK))


@pytest.fixture
def digits(desk) -> dict[str, str]:
    """New digits of everybody in the delegation, so that no earlier try counts."""
    return {member: desk.digits(member) for member in (HEAD, SECOND)}


def set_up(here: Lakes, code: str) -> httpx.Client:
    """A device that became a tablet by a code."""
    device = here.house.browser()
    answer = submit(device, device.get(f"/enrol/{code}"), "/enrol$", use="1")
    assert answer.headers["location"] == TABLET, text_of(answer.text)
    return device


@pytest.fixture
def tablet(here, desk) -> httpx.Client:
    return set_up(here, desk.code())


def act_as(tablet: httpx.Client, member: str, *, code: str) -> httpx.Response:
    """Press a name and type six digits."""
    page = tablet.get(TABLET, params={"member": member})
    return submit(tablet, page, "/tablet$", code=code)


def cast(tablet: httpx.Client, **votes: str) -> httpx.Response:
    """Fill in the ballot on the page of voting and send it as a form goes."""
    return submit(tablet, tablet.get(VOTE), "/ballots$", **votes)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_it_asks_who_acts_and_offers_nobody_else(tablet, language):
    page = tablet.get(f"/{language}{TABLET}")
    assert frame_faults(page.text, language) + policy_faults(page.text) == []
    assert re.findall(r"member=([a-z0-9-]+)", page.text) == [HEAD, SECOND]
    assert tablet.get(VOTE).headers["location"] == f"{TABLET}?next=vote"
    assert tablet.get(f"/a/{SESSION}/desk").headers["location"] == TABLET
    assert OTHER not in tablet.get(TABLET, params={"member": OTHER}).text


def test_wrong_digits_make_nobody_act_and_wait_longer_and_longer(tablet, digits):
    wrong = "000000" if digits[HEAD] != "000000" else "111111"
    answers = [act_as(tablet, HEAD, code=wrong) for _ in range(7)]
    assert [one.status_code for one in answers[:5]] == [403] * 5
    assert answers[-1].status_code == 429
    assert "not your six digits" in text_of(answers[0].text)
    assert tablet.get(VOTE).status_code == 303
    # One who waits does not keep a colleague waiting.
    assert act_as(tablet, SECOND, code=digits[SECOND]).status_code == 303
    assert tablet.get(VOTE).status_code == 200


@pytest.mark.parametrize("typed", ["", "12345", "１２３４５６", "0" * 40])
def test_what_is_no_code_of_the_person_makes_nobody_act(tablet, digits, typed):
    assert act_as(tablet, SECOND, code=typed).status_code == 403
    assert act_as(tablet, SECOND, code=digits[HEAD]).status_code == 403


def test_new_digits_make_the_old_ones_void(tablet, desk):
    old = desk.digits(HEAD)
    new = desk.digits(HEAD)
    assert old == new or act_as(tablet, HEAD, code=old).status_code == 403
    assert act_as(tablet, HEAD, code=new).status_code == 303


def test_a_vote_is_recorded_by_its_person_through_the_tablet(here, tablet, desk):
    own = desk.digits(HEAD)
    assert act_as(tablet, HEAD, code=own).headers["location"] == VOTE
    most = int(re.findall(r'name="for"[^>]*max="(\d+)"', tablet.get(VOTE).text)[0])
    done = cast(tablet, **{"for": "1", "against": "2", "unused": str(most - 3)})
    told = done.headers["location"]
    assert re.fullmatch(rf"{TABLET}\?done=\d+", told), told  # addresses stay in a browser
    assert "Received" in text_of(page := tablet.get(told).text)
    assert RECEIPT.search(page)
    assert not RECEIPT.search(tablet.get(told).text)
    assert tablet.get(VOTE).status_code == 303  # the next one is asked who it is
    with closing(sqlite3.connect(here.house.folder / "journal.sqlite3")) as kept:
        bodies = [json.loads(body) for (body,) in kept.execute("SELECT body FROM ballots")]
    assert [one["through"] for one in bodies if one["member"] == HEAD][-1].startswith("tablet-")


def test_the_form_of_one_is_no_form_of_the_next(tablet, desk):
    assert act_as(tablet, HEAD, code=desk.digits(HEAD)).status_code == 303
    of_the_first = tablet.get(VOTE)
    assert submit(tablet, of_the_first, "/tablet$", do="stop").status_code == 303
    assert act_as(tablet, SECOND, code=desk.digits(SECOND)).status_code == 303
    late = submit(tablet, of_the_first, "/ballots$", **{"for": "1"})
    assert late.status_code == 403
    assert "too old" in text_of(late.text)
    assert cast(tablet, **{"for": "0", "unused": "0"}).status_code != 403  # the control


def test_wrong_digits_are_told_at_the_desk_and_new_ones_end_the_waiting(tablet, desk):
    right = desk.digits(SECOND)
    assert "Wrong digits" not in text_of(desk.page(SECOND))
    for _ in range(2):
        act_as(tablet, SECOND, code="12345")
    assert "Wrong digits were typed for this person 2 times" in text_of(desk.page(SECOND))
    assert act_as(tablet, SECOND, code=right).status_code == 303
    assert "Wrong digits" not in text_of(desk.page(SECOND))


def test_whose_browsers_the_desk_ends_has_no_digits_any_more(tablet, desk):
    desk.digits(SECOND)
    assert "Digits of" in text_of(desk.page(SECOND))
    assert desk.press(SECOND, "end").status_code == 303
    assert "has no code for tablets" in text_of(desk.page(SECOND))
    assert 'name="code"' not in tablet.get(TABLET, params={"member": SECOND}).text


def test_a_code_for_a_tablet_is_voided_by_the_desk(here, desk):
    code = desk.code()
    assert desk.press(HEAD, "tablet_void").status_code == 303
    assert here.house.browser().get(f"/enrol/{code}").status_code == 410


def test_no_choice_is_told_there_and_it_is_on_the_own_phone(here, tablet, desk):
    assert act_as(tablet, HEAD, code=desk.digits(HEAD)).status_code == 303
    again = tablet.get(VOTE)
    assert again.headers["cache-control"] == "no-store"
    assert set(PLACED.findall(again.text)) == {"0"}
    assert "How you voted is not shown here" in text_of(again.text)
    values = PLACED.findall(here.sign_in(HEAD).get(VOTE).text)  # the control
    assert sorted(values) == ["0", "1", "2"]


def test_one_is_done_and_the_tablet_forgets(tablet, desk):
    assert act_as(tablet, SECOND, code=desk.digits(SECOND)).status_code == 303
    assert submit(tablet, tablet.get(VOTE), "/tablet$", do="stop").status_code == 303
    assert tablet.get(VOTE).status_code == 303


def test_taken_away_in_mid_vote_it_is_out_at_the_next_request(here, desk):
    device = set_up(here, desk.code())
    assert act_as(device, SECOND, code=desk.digits(SECOND)).status_code == 303
    ballot = device.get(VOTE)
    numbers = re.findall(r'name="tablet" value="(\d+)"', desk.page(HEAD))
    assert desk.press(HEAD, "take_tablet", tablet=numbers[-1]).status_code == 303
    late = submit(device, ballot, "/ballots$", **{"for": "1"})
    assert late.headers["location"].startswith("/login")
    assert device.get(TABLET).headers["location"].startswith("/login")


def test_whose_browsers_the_desk_ends_acts_on_no_tablet_either(tablet, desk):
    assert act_as(tablet, HEAD, code=desk.digits(HEAD)).status_code == 303
    assert tablet.get(VOTE).status_code == 200
    assert desk.press(HEAD, "end").status_code == 303
    assert tablet.get(VOTE).headers["location"] == f"{TABLET}?next=vote"


def test_a_device_in_many_hands_keeps_no_account_of_its_own(tablet, desk):
    assert act_as(tablet, HEAD, code=desk.digits(HEAD)).status_code == 303
    for path in ("/account", "/account/keys"):
        assert tablet.get(path).headers["location"].startswith("/login?next=")


def test_a_person_is_told_that_digits_were_made_for_them(here, desk):
    desk.digits(SECOND)
    told = text_of(here.sign_in(SECOND).get("/account").text)
    assert "the desk made six digits for you" in told
    happened = text_of(desk.client.get(ENROL).text)
    assert "six digits for tablets were made" in happened


def test_a_code_makes_one_tablet_and_no_more(here, desk):
    code = desk.code()
    set_up(here, code)
    assert here.house.browser().get(f"/enrol/{code}").status_code == 410


# -- in a real browser ---------------------------------------------------------------------------


@pytest.fixture
def people(browser, here) -> Iterator[People]:
    """Everybody of one test; nobody may have complained at its end."""
    at_hand = People(browser, here)
    yield at_hand
    for context in at_hand.contexts:
        context.close()
    assert at_hand.complaints == []


def identify(device: Page, member: str, *, code: str) -> None:
    """Press a name and type six digits."""
    device.locator(f'a[href*="member={member}"]').click()
    device.locator("#code").fill(code)
    device.locator('button[value="act"]').click()
    device.wait_for_url(f"**{VOTE}")


def cast_in(device: Page, votes_for: int) -> None:
    """Place three votes, leave the others for the colleagues, and press Cast."""
    change = device.locator("#change summary")
    if change.count():
        change.click()
    device.locator('input[name="for"]').fill(str(votes_for))
    device.locator('input[name="against"]').fill(str(3 - votes_for))
    device.locator('input[name="against"]').blur()
    device.locator("[data-cast]").click()
    device.locator("#vote-unused").check()
    device.locator("[data-cast]").click()
    device.wait_for_url(f"**{TABLET}?done=*")
    expect(device.locator(".receipt")).to_be_visible(timeout=SOON_MS)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_two_vote_one_after_the_other_and_nothing_of_a_choice_stays(people, here, desk, language):
    codes = {member: desk.digits(member) for member in (HEAD, SECOND)}
    device = people.page(language, SIZE, has_touch=True)
    device.goto(f"{here.url}/enrol/{desk.code()}")
    device.locator('button[name="use"]').click()
    device.wait_for_url(f"**{TABLET}")
    assert found_by_axe(device) == []
    for member, votes_for in ((HEAD, 1), (SECOND, 0)):
        identify(device, member, code=codes[member])
        assert found_by_axe(device) == []
        assert set(PLACED.findall(device.content())) <= {"0"}
        cast_in(device, votes_for)
        assert found_by_axe(device) == []
    kept = device.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "ballot" not in kept
    device.go_back()
    expect(device.locator('input[name="for"]')).to_have_count(0)


# -- last, since it changes the delegation --------------------------------------------------------


def test_whose_credentials_are_withdrawn_is_not_offered(desk, tablet):
    chair = desk.client.get(f"/a/{SESSION}/chair")
    gone = submit(desk.client, chair, "/acts/withdraw_credentials$", member=SECOND)
    assert gone.status_code == 303
    assert SECOND not in tablet.get(TABLET).text
    assert act_as(tablet, HEAD, code=desk.digits(HEAD)).status_code == 303
