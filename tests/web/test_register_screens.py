"""The register in a real browser: a list from the file to the seats, and axe on each page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_house import CLERK, DemoHouse, demo_house
from playwright.sync_api import Page, expect
from register_desk import DESK, PARLIAMENTS, PEOPLE, clerk_of, made_members
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import found_by_axe

pytestmark = pytest.mark.browser

SIZES = {"phone": PHONE, "desktop": DESKTOP}
MORE = (
    "parliament;capacity;family name;given names;nmae\n"
    "Kelmeria;delegate;Koshanev;Yerzhan;\n"
    "Zadri;boss;Norova;=1+1;\n"
)
ALIKE = "parliament;capacity;family name;given names\nKelmeria;delegate;Koshanev;Yerzhan\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a register, a table of votes and four people."""
    with demo_house(tmp_path_factory.mktemp("register")) as house:
        house.forward("09:09")
        clerk = clerk_of(house)
        clerk.write("parliaments", PARLIAMENTS)
        clerk.write("people", PEOPLE)
        clerk.write("parliaments", made_members(clerk, "Zadristan", "Kelmeria", "Lestovia"))
        ids = clerk.ids()
        votes = {f"votes.{ids[one]}": "15" for one in ("Zadristan", "Kelmeria")}
        for edition in ("0", "1"):
            told = {"edition": edition, "dated": "2026-03-02", "source": "Guidebook"}
            votes[f"population.{ids['Kelmeria']}"] = "20100000"
            assert clerk.post("votes", do="keep", **told, **votes).status_code == 303
        parliament = ids["Lestovia"]
        page = f"delegations/{parliament}"
        clerk.post(page, do="return", version=clerk.version(parliament), reason="No photo")
        yield house


@pytest.fixture
def page(browser, house, request) -> Iterator[Page]:
    """A page of the clerk, on a telephone or at a desk."""
    size = getattr(request, "param", "desktop")
    context = browser.new_context(
        viewport=SIZES[size], bypass_csp=True, reduced_motion="reduce", locale="en-GB"
    )
    key = house.visitor(CLERK).cookies[house.cookie_name]
    context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    yield context.new_page()
    context.close()


def handed_in(page: Page, house: DemoHouse, raw: str, *, language: str = "en") -> None:
    """Choose a file and look at what it would change."""
    page.goto(f"{house.url}/{language}{DESK}/import")
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": raw.encode()}
    page.locator('input[type="file"]').set_input_files(file)  # type: ignore[arg-type]
    page.locator("form[enctype] button").click()
    page.wait_for_selector('[name="file_id"]', state="attached")


@pytest.mark.parametrize("page", SIZES, indirect=True)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_on_full_pages(page, house, language):
    ids = clerk_of(house).ids()
    found = []
    addresses = ["delegations", "delegations?q=koshanev", "register?q=x", "votes", "import"]
    addresses += [f"delegations/{ids[one]}" for one in ("Zadristan", "Lestovia", "Andravia")]
    for address in addresses:
        page.goto(f"{house.url}/{language}{DESK}/{address}")
        found += [f"{address}: {one}" for one in found_by_axe(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    for raw in (MORE, ALIKE):
        handed_in(page, house, raw, language=language)
        found += [f"looked at: {one}" for one in found_by_axe(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found == []


def test_the_narrowest_screen_shows_everything(page, house):
    page.set_viewport_size({"width": 320, "height": 700})
    for address in ("delegations", "register", "votes", "import"):
        page.goto(f"{house.url}/en{DESK}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    handed_in(page, house, MORE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_comes_from_the_file_to_the_seats(page, house, tmp_path: Path):
    handed_in(page, house, ALIKE)
    page.get_by_label("Another").check()
    page.locator('button[value="look"]').click()
    page.locator('button[value="write"]').click()
    expect(page.locator(".ended")).to_contain_text("1 new, 0 changed")
    page.goto(f"{house.url}/en{DESK}/delegations")
    page.locator('button[value="accept_ready"]').click()
    expect(page.locator("#asked")).to_contain_text("Kelmeria: 15 votes")
    assert found_by_axe(page) == []
    ids = clerk_of(house).ids()
    assert ids["Kelmeria"] not in house.assembly.delegations
    page.locator('button[value="accept_these"]').click()
    expect(page.locator(".ended")).to_contain_text("2 delegations were accepted")
    assert len(house.assembly.delegations[ids["Kelmeria"]].members) == 2


def test_the_enter_key_in_the_reason_returns_the_file_and_accepts_nothing(page, house):
    parliament = clerk_of(house).ids()["Lestovia"]
    page.goto(f"{house.url}/en{DESK}/delegations/{parliament}")
    page.locator("#reason").fill("Still no photo")
    page.locator("#reason").press("Enter")
    expect(page.locator("main")).to_contain_text("Returned: Still no photo")
    assert parliament not in house.assembly.delegations
