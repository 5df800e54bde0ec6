"""Takes and attendance in a browser: axe finds nothing, nothing is wider than a small phone."""

from collections.abc import Iterator

import pytest
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house
from looked_at import faults_of, page_of
from playwright.sync_api import Page
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import LANGUAGES, found_by_axe
from test_takes import DESK, SITTING, Hand

pytestmark = pytest.mark.browser

PAGES = tuple(
    address.removeprefix("/en")
    for address in (
        *(DESK, SITTING, f"{SITTING}/1"),
        *(f"/en/a/{REHEARSAL}/attendance", f"/en/a/{REHEARSAL}/attendance/plenary-1"),
    )
)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal when a committee has risen, and its first take is the clerk's."""
    with demo_house(tmp_path_factory.mktemp("takes-screens")) as house:
        house.forward("10:35:00")
        clerk = Hand(house, house.visitor(CLERK))
        clerk.post(DESK, do="open", body="committee-2", sitting="1")
        clerk.post(SITTING, do="next")
        yield house


@pytest.fixture(scope="module")
def page(browser, house) -> Iterator[Page]:
    """A browser in which the clerk is signed in."""
    with page_of(browser, house, CLERK) as page:
        yield page


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(house, page, language):
    found = []
    for address in PAGES:
        page.goto(f"{house.url}/{language}{address}", wait_until="domcontentloaded")
        sizes = (PHONE, DESKTOP) if language == "en" else (PHONE,)
        found += [f"{address} {one}" for one in faults_of(page, *sizes)]
    assert found == []


def test_a_take_is_written_by_keyboard_alone(house, page):
    page.goto(f"{house.url}{SITTING}/1")
    page.locator("textarea").first.focus()
    page.keyboard.type("Spoke of ramps.")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "save":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status].ended")
    assert page.locator("textarea").first.input_value() == "Spoke of ramps."


def test_axe_finds_nothing_in_a_refusal(house, page):
    page.goto(f"{house.url}{SITTING}/1")
    page.locator("button[value=hand_in]").click()
    page.wait_for_selector("#errors")
    assert found_by_axe(page) == []
