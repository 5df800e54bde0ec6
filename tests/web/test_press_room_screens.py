"""The press room in a browser: axe finds nothing, nothing is wider than a small phone."""

from collections.abc import Iterator

import pytest
from at_the_press_room import DESK, desk_of
from demo_house import CLERK, REHEARSAL, REPORTED, DemoHouse, demo_house
from looked_at import faults_of, page_of
from playwright.sync_api import Page
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import LANGUAGES, found_by_axe

pytestmark = pytest.mark.browser

HERE = f"/a/{REHEARSAL}"
OPEN = (f"{HERE}/press-room", f"{HERE}/press-room/2", f"/a/{REPORTED}/press-room/2")
AT_DESK = tuple(f"{HERE}/desk/press-room{path}" for path in ("", "/2?speech=1", "/4"))
LOOK = """one => [
  getComputedStyle(one).borderTopStyle, one.querySelectorAll(".kind svg").length]"""
ADD = "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x\">')"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal when two items are out, one with a picture, and others under embargo."""
    with demo_house(tmp_path_factory.mktemp("press-screens")) as house:
        house.forward("09:45")
        assert desk_of(house).add_picture(2).status_code == 303
        yield house


@pytest.fixture(scope="module")
def page(browser, house) -> Iterator[Page]:
    """A browser in which the clerk is signed in."""
    with page_of(browser, house, CLERK) as page:
        yield page


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(house, page, language):
    found = []
    for address in OPEN if language == "ar" else (*OPEN, *AT_DESK):
        page.goto(f"{house.url}/{language}{address}", wait_until="domcontentloaded")
        is_looked_at_once = address in AT_DESK and language != "en"
        sizes = (PHONE,) if is_looked_at_once else (PHONE, DESKTOP)
        found += [f"{address} {one}" for one in faults_of(page, *sizes)]
    assert found == []


def test_a_picture_without_words_would_be_found(house, page):
    page.goto(f"{house.url}/en{OPEN[0]}", wait_until="domcontentloaded")
    page.evaluate(ADD)
    assert found_by_axe(page) != []


def test_axe_finds_nothing_in_refusals(house, page):
    found = []
    page.goto(f"{house.url}{DESK}/4")
    for do in ("quote_report", "picture", "quote_entry"):
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator(f"button[value={do}]").click()
        page.wait_for_selector("#errors")
        found += [f"{do}: {one}" for one in found_by_axe(page)]
    assert page.locator("#errors").count() == 1
    assert found == []


def test_the_two_kinds_of_card_look_different(house, page):
    page.goto(f"{house.url}/en{HERE}/press-room/2")
    kinds = ("from-record", "as-reported")
    styles = {kind: page.locator(f".{kind}").first.evaluate(LOOK) for kind in kinds}
    assert styles == {"from-record": ["solid", 1], "as-reported": ["dashed", 0]}
