"""What a delegate or the chair hears who sees no screen, and where the keyboard stands then."""

from collections.abc import Iterator

import pytest
from demo_house import PRESIDENT, DemoHouse, demo_house
from playwright.sync_api import Page
from screens_at_hand import Screens, comes_true, live, screens_of

pytestmark = pytest.mark.browser

PUT, OPEN, CLOSED, RESULT = "09:09:10", "09:09:31", "09:13:21", "09:14:06"
A_POINT_OF_ORDER = "09:37:22"
SAID = "([region, words]) => document.getElementById(region)?.textContent === words"
STANDS = "() => document.activeElement.id"
TICKING = """() => Array.from(document.querySelectorAll("[role=alert] time, [role=status] time"),
  time => time.getAttribute("aria-live"))"""
FARTHEST = 40  # stops of the Tab key on a telephone


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal before the vote on the emergency item."""
    with demo_house(tmp_path) as running:
        running.forward(PUT)
        yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


def delegate(house: DemoHouse) -> str:
    """A delegate with several votes, who has not voted."""
    return house.head_of(house.present_delegations()[6])


def go(page: Page, selector: str) -> None:
    """On with the Tab key until this has the focus."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not within reach")


@pytest.mark.parametrize("tab", ["vote", "floor", "today", "questions"])
def test_a_vote_that_opens_is_told_on_each_page_of_a_delegate(house, screens, tab):
    page = live(screens.sit_as(delegate(house), tab))
    house.forward(OPEN)
    comes_true(page, SAID, ["say-now", "Division 1 open"])
    told = page.locator("time[data-ends-at][data-tell]").first.get_attribute("data-tell")
    assert told
    assert '"10"' in told


def test_the_end_of_a_vote_and_its_result_are_told(house, screens):
    house.forward(OPEN)
    page = live(screens.sit_as(delegate(house), "vote"))
    house.forward(CLOSED)
    comes_true(page, SAID, ["say", "Division 1 is closed"])
    house.forward(RESULT)
    comes_true(page, SAID, ["say", "Division 1: not adopted"])


def test_a_ballot_by_keyboard_is_told_and_the_keyboard_stays_on_the_page(house, screens):
    house.forward(OPEN)
    page = live(screens.sit_as(delegate(house), "vote"))
    go(page, "[data-step='1'][data-of=for]")
    page.keyboard.press("Enter")
    comes_true(page, SAID, ["say", "1 yes – 1 of 10 votes placed"])
    go(page, "#vote-against")
    page.keyboard.type("9")
    go(page, "[data-cast]")
    page.keyboard.press("Enter")
    page.locator("#received").wait_for()
    comes_true(page, "() => document.activeElement.id === 'main'")


def test_after_asking_for_the_floor_one_stands_where_the_answer_is(house, screens):
    page = live(screens.sit_as(delegate(house), "floor"))
    go(page, "#act-ask_for_floor")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate(STANDS) == "main"
    assert page.locator("#line").is_visible()
    assert page.locator("header.ph").evaluate("bar => bar.getBoundingClientRect().top") >= 0


def test_no_clock_runs_in_what_is_read_as_a_whole(house, screens):
    house.forward(A_POINT_OF_ORDER)
    chair = live(screens.sit_as(PRESIDENT, "chair"))
    ticking = chair.evaluate(TICKING)
    assert ticking
    assert set(ticking) == {"off"}
