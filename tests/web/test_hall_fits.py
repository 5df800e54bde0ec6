"""What the hall screen says of an open vote stands on it whole, above its foot."""

from collections.abc import Iterator

import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house
from playwright.sync_api import Browser, Page
from screens_at_hand import live, screens_of

pytestmark = pytest.mark.browser

WALLS = ({"width": 1600, "height": 900}, {"width": 1920, "height": 1080})
# How far the words of the question reach below the edge of the foot; not above it where they fit.
BELOW = """() => {
  const foot = document.querySelector("footer").getBoundingClientRect().top;
  const said = [...document.querySelectorAll("main .q *")].filter(one => one.textContent.trim());
  return Math.max(...said.map(one => one.getBoundingClientRect().bottom)) - foot;
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal while its first vote is open, with the sum that is told before it."""
    with demo_house(tmp_path_factory.mktemp("hall")) as running:
        running.forward("09:12:20")
        yield running


def hall(page: Page, house: DemoHouse, language: str) -> Page:
    """The hall screen in a language, once it follows."""
    page.goto(f"{house.url}/{language}/a/{REHEARSAL}/hall")
    return live(page)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_that_is_said_of_an_open_vote_is_cut_off(
    browser: Browser, house: DemoHouse, language: str
) -> None:
    with screens_of(browser, house) as screens:
        for wall in WALLS:
            page = hall(screens.visitor(wall), house, language)
            assert page.locator("main .maj p").count() >= 2
            assert page.evaluate(BELOW) <= 0, wall


def test_words_that_are_cut_off_would_be_found(browser: Browser, house: DemoHouse) -> None:
    with screens_of(browser, house) as screens:
        page = hall(screens.visitor(WALLS[0]), house, "en")
        page.evaluate("document.querySelector('main .q h1').append(' and more words'.repeat(20))")
        assert page.evaluate(BELOW) > 0
