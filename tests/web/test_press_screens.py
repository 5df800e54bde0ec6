"""The press desk in a real browser: without scripts, accessible, and within every window."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from demo_house import CLERK, REHEARSAL, REPORTED, DemoHouse, demo_house
from playwright.sync_api import Browser, Page, expect
from press_reports import REPORT, Engine
from test_accessibility import LANGUAGES, RULES, SIZES

from hemicycle.press import Reading
from hemicycle.web import press as desk

pytestmark = pytest.mark.browser

STATES = ("empty", "refused", "nothing found", "all agree", "contradicts", "confirmed", "error")
BY_CLERK = ("contradicts", "confirmed", "error")
AXE = Axe()


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first result."""
    with demo_house(tmp_path_factory.mktemp("press-screens")) as running:
        running.forward("09:14:20")
        yield running


@pytest.fixture(autouse=True)
def engine(monkeypatch) -> Engine:
    """Readings made by hand instead of the engine's."""
    prepared = Engine()
    monkeypatch.setattr(desk, "read", prepared.read)
    monkeypatch.setattr(desk, "compare", prepared.compare)
    return prepared


def browse(browser: Browser, house: DemoHouse, *, member: str = "", **options: object) -> Page:
    """A page of somebody, or of nobody in particular."""
    context = browser.new_context(**options)
    if member:
        key = house.visitor(member).cookies[house.cookie_name]
        context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    page = context.new_page()
    page.set_default_timeout(8000)
    return page


def read_on(page: Page, address: str, text: str = REPORT) -> None:
    """Go to the press page, paste a report and press the button."""
    page.goto(address)
    page.locator("#report").fill(text)
    page.locator("button:not([formaction])").last.click()
    page.wait_for_selector(".story, #errors")


def bring_to(state: str, page: Page, address: str, engine: Engine) -> None:
    """Bring the page into a state in which it looks different."""
    engine.refusal = Reading(refusal="not_english") if state == "refused" else None
    engine.verdicts = ("agrees",) if state == "all agree" else ("contradicts", "not_in_record")
    if state == "empty":
        page.goto(address)
        return
    if state == "nothing found":
        engine.verdicts = ()
    read_on(page, address)
    if state not in ("confirmed", "error"):
        return
    page.locator('[id^="tick.title"]').check()
    page.locator("#source").fill("A newspaper, 3 March 2026" if state == "confirmed" else " ")
    page.locator("main button[formaction]").click()
    page.wait_for_selector(".ended" if state == "confirmed" else "#errors")


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_is_out_of_reach(browser, house, engine, state):
    member, found = CLERK if state in BY_CLERK else "", []
    for size in SIZES.values():
        page = browse(
            browser, house, member=member, viewport=size, bypass_csp=True, reduced_motion="reduce"
        )
        for language in LANGUAGES:
            bring_to(state, page, f"{house.url}/{language}/a/{REHEARSAL}/press", engine)
            where = f"{language} {size['width']}"
            violations = AXE.run(page, options=RULES).response["violations"]
            found += [f"{where}: {v['id']} {v['nodes'][0]['target']}" for v in violations]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{where}: {wide} wide"] if wide > size["width"] else []
        page.context.close()
    assert found == []


def test_a_report_fits_the_narrowest_telephone(browser, house):
    page = browse(browser, house, member=CLERK, viewport={"width": 320, "height": 640})
    for session in (REHEARSAL, REPORTED):
        for language in ("en", "ar"):
            read_on(page, f"{house.url}/{language}/a/{session}/press")
            assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.context.close()


def test_a_clerk_without_scripts_confirms_what_the_report_says(browser, house):
    page = browse(browser, house, member=CLERK, java_script_enabled=False)
    page.goto(f"{house.url}/en/a/{REHEARSAL}")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Press", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Press desk")
    page.locator("#file").set_input_files(
        files=[{"name": "report.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}]
    )
    page.get_by_role("button", name="Read the report").click()
    expect(page.locator(".story")).to_contain_text("We count every vote")
    expect(page.get_by_role("link", name="1 contradicts the record")).to_be_visible()
    before = house.position
    page.get_by_label("Confirm number 2").check()
    page.get_by_role("button", name="Put what is ticked into the record").click()
    expect(page.locator("#source")).to_be_focused()  # the browser itself asks for the source
    page.locator("#source").fill("A newspaper, 3 March 2026")
    page.get_by_role("button", name="Put what is ticked into the record").click()
    told = page.get_by_role("status").last
    expect(told).to_contain_text("1 report is in the record, as reported:")
    assert house.position == before + 1
    link = told.get_by_role("link")
    assert link.get_attribute("href") == f"#p{before + 1}"
    expect(page.locator(f"#p{before + 1}")).to_contain_text("A newspaper, 3 March 2026")
    page.get_by_text("Change the text of this report").click()
    expect(page.locator("#report")).to_have_value(REPORT)
    page.context.close()


def test_a_number_leads_from_the_report_to_what_was_found_and_back(browser, house):
    page = browse(browser, house, viewport=SIZES["phone"])
    read_on(page, f"{house.url}/en/a/{REHEARSAL}/press")
    page.locator('.story a[href="#l4"]').click()
    expect(page.locator("#l4")).to_be_in_viewport()
    page.locator('#l4 a[href="#m4"]').click()
    expect(page.locator("#m4")).to_be_in_viewport()
    page.context.close()


def test_what_came_of_a_press_takes_the_focus(browser, house):
    page = browse(browser, house, member=CLERK)
    read_on(page, f"{house.url}/en/a/{REHEARSAL}/press")
    expect(page.locator(".result")).to_be_focused()
    page.locator('[id^="tick.statement"]').check()
    page.locator("#source").fill("A newspaper, 3 March 2026")
    before = house.position
    page.locator("#source").press("Enter")  # reads again, and confirms nothing
    expect(page.locator(".result")).to_be_focused()
    expect(page.locator('[id^="tick.statement"]')).to_be_checked()
    assert house.position == before
    page.locator("main button[formaction]").click()
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_role("link", name="Choose whom or what it is about.").click()
    about = page.locator('input[id^="about.statement"]')
    expect(about).to_be_focused()
    expect(about).to_have_accessible_description(re.compile("Choose whom or what it is about"))
    page.context.close()
