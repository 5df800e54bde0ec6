"""The public pages of both sessions in a real browser: no complaint, and nothing too wide."""

from collections.abc import Iterator

import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from playwright.sync_api import Browser, Page
from screens_at_hand import Screens, screens_of

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 740}
PAGES = (
    *("", "hall", "programme", "delegations", "bodies", "bodies/plenary", "statements"),
    *("documents", "data", "search", "search?q=assembly", "follow?refresh=off", "minutes"),
    *("decisions", "emergency", "elections", "speakers", "speeches", "rights", "record"),
    *("verify", "receipt", "press", "press-room", "entries/40"),
)
OF_REHEARSAL = ("delegations/p-0001", "divisions/1", "divisions/2", "speech/1")
ELSEWHERE = ("/", "/statements", "/statements/themes", "/genuine", "/help", "/login")
# What the policy of a page forbids, as the page itself is told of it.
HEAR = """addEventListener("securitypolicyviolation", event => console.error(
  `policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`))"""
# What of the player is narrower than its words, so that they run into the next.
SQUEEZED = """Array.from(document.querySelectorAll("#demo > *"))
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first decisions."""
    with demo_house(tmp_path_factory.mktemp("public")) as running:
        running.forward("15:25")
        yield running


def narrow_page(screens: Screens) -> Page:
    """An empty page of a small telephone, which tells what its policy forbids."""
    page = screens.visitor(NARROW, reduced_motion="reduce")
    page.context.add_init_script(HEAR)
    return page


def too_wide(page: Page) -> bool:
    """Whether a page must be pushed to the side to be read."""
    wide, room = page.evaluate(WIDTHS)
    return bool(wide > room)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("width", [320, 360])
def test_no_column_of_the_delegations_is_beside_the_screen(
    browser: Browser, house: DemoHouse, width: int, language: str
) -> None:
    with screens_of(browser, house) as screens:
        page = screens.visitor({"width": width, "height": 740})
        page.goto(f"{house.url}/{language}/a/{REHEARSAL}/delegations")
        assert page.locator("tbody td.num").count() > 2
        beside = "box => box.scrollWidth - box.clientWidth"
        assert page.locator("main .scroll").evaluate(beside) == 0


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_page_is_reported_complains_or_is_too_wide(
    browser: Browser, house: DemoHouse, language: str
) -> None:
    addresses = [
        *ELSEWHERE,
        *(f"/a/{session}/{page}" for session in (REHEARSAL, REPORTED) for page in PAGES),
        *(f"/a/{REHEARSAL}/{page}" for page in OF_REHEARSAL),
    ]
    wide = []
    with screens_of(browser, house) as screens:
        page = narrow_page(screens)
        for address in addresses:
            page.goto(f"{house.url}/{language}{address}".rstrip("/"), wait_until="load")
            if too_wide(page):
                wide.append(address)
    assert wide == []


def test_what_the_policy_forbids_would_be_found(browser: Browser, house: DemoHouse) -> None:
    screens = Screens(browser, house)
    page = narrow_page(screens)
    page.goto(f"{house.url}/fr/a/{REHEARSAL}/decisions", wait_until="load")
    assert screens.complaints == []
    # The browser tells the page of it in a task of its own, which may come after the answer.
    with page.expect_console_message(lambda told: told.text.startswith("policy: style-src")):
        page.evaluate("document.body.setAttribute('style', 'width: 900px')")
    screens.close()
    assert any(one.startswith("error: policy: style-src") for one in screens.complaints)


def test_a_page_that_is_too_wide_would_be_found(browser: Browser, house: DemoHouse) -> None:
    with screens_of(browser, house) as screens:
        page = narrow_page(screens)
        page.goto(f"{house.url}/fr/a/{REHEARSAL}/decisions", wait_until="load")
        assert not too_wide(page)
        page.evaluate("document.querySelector('main').style.inlineSize = '900px'")
        assert too_wide(page)


def test_the_player_of_a_rehearsal_leaves_a_telephone_to_the_page(
    browser: Browser, house: DemoHouse
) -> None:
    """Its buttons stand in one line that is pushed aside: the page begins in the first third."""
    with screens_of(browser, house) as screens:
        page = narrow_page(screens)
        page.goto(f"{house.url}/fr/a/{REHEARSAL}/decisions")
        bar = page.locator("#demo").bounding_box()
        last = page.locator("#demo .seat").last
        assert bar is not None
        assert bar["height"] < NARROW["height"] / 10
        assert not too_wide(page)
        last.focus()
        assert last.bounding_box()["x"] < NARROW["width"]
        assert page.evaluate(SQUEEZED) == []


def test_a_choice_stands_beside_its_words(browser: Browser, house: DemoHouse) -> None:
    with screens_of(browser, house) as screens:
        page = screens.visitor()
        page.goto(f"{house.url}/fr/a/{REHEARSAL}/ask")
        for chosen in page.locator("label:has([name=kind])").all():
            label, button = chosen.bounding_box(), chosen.locator("input").bounding_box()
            assert label is not None
            assert button is not None
            assert button["x"] == label["x"]
            assert label["height"] < 2 * button["height"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_navigation_of_a_live_page_is_one_row_on_a_laptop(
    browser: Browser, house: DemoHouse, language: str
) -> None:
    with screens_of(browser, house) as screens:
        page = screens.visitor({"width": 1280, "height": 900})
        page.goto(f"{house.url}/{language}/a/{REHEARSAL}")
        bar = page.locator("#header nav").bounding_box()
        assert bar is not None
        assert bar["height"] < 60
