"""The gate's scripts in a real browser: scans without a network, kept and sent."""

import re
from collections.abc import Iterator

import pytest
from at_the_gate import (
    GATE,
    badges,
    code_of,
    officer_of,
    rows,
    tampered,
    withdrawn_by_clerk,
)
from demo_house import DemoHouse, demo_house
from paper_people import fill
from playwright.sync_api import Page, expect
from screens_at_hand import DESKTOP, PHONE, Screens, comes_true, screens_of
from test_accessibility import found_by_axe

pytestmark = pytest.mark.browser
AT_ONCE = 40  # codes that the browser reads in one go
UNSENT = "Object.keys(localStorage).filter(name => name.includes('.scan.')).length"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with an officer at the doors and four files."""
    with demo_house(tmp_path_factory.mktemp("gate-js")) as house:
        house.forward("09:14:20")
        officer_of(house)
        fill(house)
        yield house


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


@pytest.fixture(scope="module")
def members(house) -> list[str]:
    """Members of the rehearsal; the credentials of the last one are withdrawn."""
    found = [house.assembly.delegations[one].members[0] for one in house.present_delegations()[:5]]
    withdrawn_by_clerk(house, found[-1])
    return found


# -- a door --------------------------------------------------------------------------------------


def at_door(screens: Screens, house: DemoHouse, door: str = "Door A", **options) -> Page:
    """An officer who has chosen a door; the page has its list."""
    page = screens.sit_as(officer_of(house), "gate", **options)
    page.fill("#door", door)
    page.click("[data-door-form] button")
    page.wait_for_selector("main[data-ready]")
    return page


def scan(page: Page, text: str, word: str) -> None:
    """What a hand-held scanner does: it types the code and a line end; then the word is read."""
    page.locator("#read").fill(text)
    page.locator("#read").press("Enter")
    expect(page.locator("#answer .verdict")).to_have_text(re.compile(f"^{word}$"))


def settle(page: Page) -> None:
    """Wait until everything was sent."""
    expect(page.locator("[data-sent]")).to_contain_text("All sent")
    assert page.evaluate(UNSENT) == 0


def test_five_badges_without_a_network_come_in_exactly(house, screens, members):
    page = at_door(screens, house)
    before = len(rows())
    context = page.context
    context.set_offline(True)
    codes = [code_of(house, one) for one in members]
    scan(page, codes[0], "Valid")
    scan(page, codes[1], "Valid")
    scan(page, tampered(codes[2]), "Not ours: altered")
    scan(page, codes[4], "Withdrawn")
    scan(page, codes[0], "Valid")
    expect(page.locator("#answer")).to_contain_text("read already at")
    expect(page.locator("[data-sent]")).to_contain_text("5 scans kept on this device, not sent yet")
    expect(page.locator("[data-as-true]")).to_contain_text("true as of")
    assert len(rows()) == before
    context.set_offline(False)
    settle(page)
    kept = [(one["member"], one["told"], one["found"]) for one in rows()[before:]]
    assert kept == [
        (members[0], "valid", "valid"),
        (members[1], "valid", "valid"),
        ("", "tampered", "tampered"),
        (members[4], "withdrawn", "withdrawn"),
        (members[0], "valid", "valid"),
    ]
    assert len({one["scan_id"] for one in rows()}) == len(rows())
    expect(page.locator("#figures")).to_contain_text("Read more than once", timeout=9000)
    screens.complaints[:] = [one for one in screens.complaints if "INTERNET_DISC" not in one]


def test_an_answer_that_got_lost_is_sent_again_and_kept_once(house, screens, members):
    page = at_door(screens, house)
    before = len(rows())

    def lose(route) -> None:
        route.fetch()
        route.abort()

    page.route("**/gate/scans", lose)
    scan(page, code_of(house, members[1]), "Valid")
    expect(page.locator("[data-sent]")).to_contain_text("1 scan kept")
    page.wait_for_timeout(500)
    assert len(rows()) == before + 1
    page.unroute("**/gate/scans")
    settle_soon(page)
    assert len(rows()) == before + 1
    screens.complaints[:] = [one for one in screens.complaints if "ERR_FAILED" not in one]


def settle_soon(page: Page) -> None:
    """The page tries again by itself every five seconds."""
    expect(page.locator("[data-sent]")).to_contain_text("All sent", timeout=9000)
    assert page.evaluate(UNSENT) == 0


def test_a_device_that_restarts_without_a_network_still_answers(house, screens, members):
    page = at_door(screens, house)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.reload()
    page.wait_for_selector("main[data-ready]")
    comes_true(page, "caches.open('gate').then(c => c.keys()).then(k => k.length >= 6)")
    before = len(rows())
    page.context.set_offline(True)
    scan(page, code_of(house, members[0]), "Valid")
    page.reload()
    expect(page.locator("[data-door-name]")).to_have_text("Door A")
    scan(page, code_of(house, members[4]), "Withdrawn")
    expect(page.locator("[data-sent]")).to_contain_text("2 scans kept")
    page.context.set_offline(False)
    settle_soon(page)
    assert [one["told"] for one in rows()[before:]] == ["valid", "withdrawn"]
    screens.complaints[:] = [one for one in screens.complaints if "ERR_" not in one]


def test_each_sort_of_code_gets_the_answer_of_the_server(house, screens, members):
    page = at_door(screens, house)
    sorts = badges(house, valid=members[0], withdrawn=members[4])
    before = len(rows())
    for code, _ in sorts.values():
        page.evaluate("document.querySelector('#answer').replaceChildren()")
        page.locator("#read").fill(code)
        page.locator("#read").press("Enter")
        page.wait_for_selector("#answer .verdict")
    settle(page)
    kept = rows()[before:]
    assert [one["told"] for one in kept] == [verdict for _, verdict in sorts.values()]
    assert [one["found"] for one in kept] == [one["told"] for one in kept]


def test_a_name_is_found_without_a_network(house, screens):
    page = at_door(screens, house)
    page.context.set_offline(True)
    page.locator("#read").fill("Koshanov Yerlan")
    page.locator("#read").press("Enter")
    people = page.locator("#found .people li")
    expect(people.first).to_contain_text("Yerlan Koshanev")
    people.filter(has_text="Arvenia").get_by_role("button").first.click()
    expect(page.locator("#answer .verdict")).to_be_visible()
    expect(page.locator("#answer")).to_contain_text("Typed by hand")
    page.context.set_offline(False)
    settle(page)
    screens.complaints[:] = [one for one in screens.complaints if "INTERNET_DISC" not in one]


def test_a_withdrawal_reaches_a_page_that_is_open(house, screens):
    page = at_door(screens, house)
    delegation = house.present_delegations()[7]
    member = house.assembly.delegations[delegation].members[-1]
    scan(page, code_of(house, member), "Valid")
    withdrawn_by_clerk(house, member)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1000)
    page.context.set_offline(True)
    scan(page, code_of(house, member), "Withdrawn")
    page.context.set_offline(False)
    settle(page)
    screens.complaints[:] = [one for one in screens.complaints if "INTERNET_DISC" not in one]


def test_whoever_is_signed_out_keeps_the_scans_and_loses_the_list(house, screens, members):
    page = at_door(screens, house)
    page.context.set_offline(True)
    scan(page, code_of(house, members[0]), "Valid")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.locator("[data-sent]")).to_contain_text("1 scan kept", timeout=9000)
    expect(page.locator("[data-sent]")).to_contain_text("signed out", timeout=9000)
    expect(page.locator("[data-as-true]")).to_contain_text("no list")
    assert page.evaluate("Object.keys(localStorage).filter(n => n.includes('.list.')).length") == 0
    page.context.add_cookies(cookies)
    settle_soon(page)
    screens.complaints.clear()


def test_the_list_can_be_removed_from_the_device(house, screens):
    page = at_door(screens, house)
    page.click("[data-remove]")
    expect(page.locator("[data-as-true]")).to_contain_text("no longer on this device")
    assert page.evaluate("Object.keys(localStorage).filter(n => n.includes('.list.')).length") == 0


def test_a_browser_that_cannot_check_asks_the_server(house, screens, members):
    page = screens.visitor(PHONE)
    page.add_init_script("delete SubtleCrypto.prototype.importKey")
    client = house.visitor(officer_of(house))
    key = client.cookies[house.cookie_name]
    page.context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    page.goto(f"{house.url}/en{GATE}")
    page.fill("#door", "Old phone")
    page.click("[data-door-form] button")
    page.wait_for_selector("main[data-ready]")
    page.locator("#read").fill(code_of(house, members[0]))
    page.locator("#read").press("Enter")
    page.wait_for_url("**scan=*")
    expect(page.locator("#answer .verdict")).to_have_text("Valid")
    page.wait_for_selector("main[data-ready]")
    page.context.set_offline(True)
    scan(page, code_of(house, members[0]), "Not checked")
    page.context.set_offline(False)
    settle_soon(page)
    screens.complaints[:] = [one for one in screens.complaints if "INTERNET_DISC" not in one]


def test_no_camera_is_offered_where_the_browser_reads_no_codes(house, screens):
    page = at_door(screens, house)
    reads = page.evaluate("'BarcodeDetector' in window")
    assert page.locator("[data-camera]").is_visible() == reads


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_in_any_state(browser, house, members, size, language):
    context = browser.new_context(viewport=size, bypass_csp=True, reduced_motion="reduce")
    key = house.visitor(officer_of(house)).cookies[house.cookie_name]
    context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    page = context.new_page()
    page.goto(f"{house.url}/{language}{GATE}")
    found = found_by_axe(page)
    page.fill("#door", "Door A")
    page.click("[data-door-form] button")
    page.wait_for_selector("main[data-ready]")
    sorts = badges(house, valid=members[0], withdrawn=members[4])
    for name in ("good", "withdrawn", "past", "altered"):
        page.locator("#read").fill(sorts[name][0])
        page.locator("#read").press("Enter")
        page.wait_for_timeout(150)
        found += found_by_axe(page)
    page.locator("#read").fill("Koshanov")
    page.locator("#read").press("Enter")
    page.wait_for_selector("#found li")
    found += found_by_axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{house.url}/{language}{GATE}?q=koshanev&door=x")
    found += found_by_axe(page)
    context.close()
    assert found == []
