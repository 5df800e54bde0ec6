"""An election on paper in real browsers: held by its forms alone, accessible in every state."""

from collections.abc import Iterator

import pytest
from open_screens import ServedHouse, served_house
from playwright.sync_api import Browser, Page
from test_accessibility import found_by_axe

from hemicycle.web.http_sessions import Login, new_key
from screens import election_houses as at
from screens.little_house import CHAIR, CLERK_SEAT, HEAD, SESSION, TELLER, furnished

pytestmark = pytest.mark.browser

LOOKS = ((320, "ar"), (390, "en"), (1280, "fr"))
# What stands beyond the edge, and is in no region that scrolls by itself.
BEYOND = """() => Array.from(document.querySelectorAll("body *")).filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1)
    && !one.closest("svg, .scroll, .demo")
    && one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});
}).map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
OUTSIDE = "document.documentElement.scrollWidth > innerWidth + 1"


@pytest.fixture
def house(tmp_path, monkeypatch) -> Iterator[ServedHouse]:
    """A session that is served; the houses of elections are made in it."""
    with served_house(tmp_path, rulebook="plain") as served:
        monkeypatch.setattr("screens.little_house.set_up", lambda **_wishes: furnished(served))
        yield served


def page_of(browser: Browser, house: ServedHouse, member: str = "", **options: object) -> Page:
    """A page of somebody, or of nobody in particular, without scripts of ours unless wished."""
    context = browser.new_context(bypass_csp=True, **options)
    if member:
        sessions, key = house.installation.house.http_sessions, new_key()
        login = Login(account=0, label=member, seats={SESSION: member}, secret=bytes(32))
        sessions.put(key, login)
        url = house.installation.house.base_url
        context.add_cookies([{"name": sessions.cookie_name, "value": key, "url": url}])
    return context.new_page()


def go(page: Page, house: ServedHouse, path: str, language: str = "en") -> Page:
    """Open a page of the session."""
    page.goto(f"{house.installation.house.base_url}/{language}/a/{SESSION}/{path}")
    return page


@pytest.mark.parametrize(
    ("moment", "members"),
    [
        ("empty", ("", CLERK_SEAT)),
        ("called", ("", HEAD, CLERK_SEAT)),
        ("differing", ("", TELLER, CHAIR)),
        ("tied", ("", CLERK_SEAT, CHAIR)),
        ("second ballot", ("",)),
    ],
)
def test_the_pages_are_accessible_and_fit_in_every_state(browser, house, moment, members):
    at.ELECTION_HOUSES[moment]()
    house.name_everybody()
    for member in members:
        for width, language in LOOKS:
            page = page_of(browser, house, member, viewport={"width": width, "height": 844})
            go(page, house, "polling" if member else "elections", language)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            where = (moment, member, language, width)
            assert not page.evaluate(OUTSIDE), where
            assert found_by_axe(page) == [], where
            page.context.close()


@pytest.mark.parametrize("moment", ["empty", "called", "tied", "second ballot"])
def test_nothing_is_out_of_reach_at_320_px_with_the_fonts_of_the_device(browser, house, moment):
    at.ELECTION_HOUSES[moment]()
    house.name_everybody()
    faults = []
    for member in ("", CLERK_SEAT, CHAIR):
        page = page_of(browser, house, member, viewport={"width": 320, "height": 700})
        page.route("**/*.woff2", lambda route: route.abort())
        for language in ("en", "fr", "ar"):
            go(page, house, "polling" if member else "elections", language)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                faults.append((member, language, page.evaluate(BEYOND)))
        page.context.close()
    assert faults == []


def test_an_election_is_held_by_its_forms_without_a_script(browser, house):
    at.empty()
    house.name_everybody()
    seats = {
        member: page_of(browser, house, member, java_script_enabled=False)
        for member in (CLERK_SEAT, CHAIR, TELLER, at.SECOND_TELLER, HEAD)
    }

    def press(member: str, button: str, **fields: str) -> Page:
        page = go(seats[member], house, "polling")
        form = page.locator(f"form:has(#act-{button})")
        for name, text in fields.items():
            form.locator(f'[name="{name.replace("__", ".")}"]').fill(text)
        form.locator(f"#act-{button}").click()
        return page

    press(CLERK_SEAT, "call_election-new", title__en="Presidency")
    press(HEAD, "nominate-1", group="North")
    press(CHAIR, "open_ballot-1")
    press(TELLER, "issue_papers-1-issue_one")
    press(TELLER, "issue_papers-1-issue_all")
    press(CHAIR, "close_ballot-1")
    wrong = press(TELLER, "report_count-1", figures__1="2", blank="0", invalid="0", papers="3")
    assert "Count again" in wrong.locator("#errors").inner_text()
    assert wrong.locator('[name="figures.1"]').input_value() == "2"  # what was typed stays
    for teller in (TELLER, at.SECOND_TELLER):
        press(teller, "report_count-1", figures__1="2", blank="1", invalid="0", papers="3")
    press(CHAIR, "declare_ballot-1")
    public = go(page_of(browser, house), house, "elections")
    text = public.locator("#elections").inner_text()
    assert "3 of 3 papers issued." in text
    assert "Elected: Person 0001-1." in text
