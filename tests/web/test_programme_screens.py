"""The programme in browsers: axe finds nothing, nothing is too wide, rooms side by side."""

from collections.abc import Iterator

import pytest
from demo_house import CLERK, REHEARSAL, DemoHouse
from looked_at import faults_of, page_of
from playwright.sync_api import Page
from programme_desk import programme_desk, six_rooms, unplanned_house
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = tuple(
    f"/a/{REHEARSAL}/{name}"
    for name in (
        *("desk/programme", "desk/programme/new", "desk/programme/s-1"),
        *("programme?zone=Europe/Paris", "programme/2", "calendar"),
    )
)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a second release out, and a draft that clashes."""
    with unplanned_house(tmp_path_factory.mktemp("programme-screens")) as house:
        house.forward("09:20")
        desk = programme_desk(house)
        six_rooms(desk)
        assert desk.publish(acknowledged="yes").status_code == 303
        assert desk.post("/s-6", do="drop").status_code == 303
        assert desk.publish(acknowledged="yes").status_code == 303
        assert desk.slot("09:00", "10:00", title__en="Late guest", room="r-1").status_code == 303
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


def test_rooms_stand_side_by_side_where_there_is_room(house, page):
    page.goto(f"{house.url}/en/a/{REHEARSAL}/programme")
    page.set_viewport_size(DESKTOP)
    picture = page.locator("table.tracks")
    assert picture.is_visible()
    heads = picture.locator("thead th").all_inner_texts()
    assert heads == ["Time", "For everybody", *(f"Hall {one}" for one in "ABCDE")]
    page.set_viewport_size(PHONE)
    assert not picture.is_visible()
    assert page.locator(".planday li", has_text="Night sitting").is_visible()


def test_a_clash_is_published_by_keyboard_only_once_it_is_acknowledged(house, page):
    page.goto(f"{house.url}/en/a/{REHEARSAL}/desk/programme")
    page.locator("#publish").focus()
    page.keyboard.press("Enter")
    assert "Tick that you publish in spite of them" in page.locator("#errors").inner_text()
    page.locator("#acknowledged").focus()
    page.keyboard.press("Space")
    page.locator("#publish").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The draft is as release 3 has it").wait_for()
    assert len(house.assembly.programme) == 3
