"""The seed as a page: whole, accessible, in reach on a telephone, and followed without scripts."""

import re
from collections.abc import Iterator

import pytest
from demo_house import REPORTED, DemoHouse, demo_house
from page_reader import frame_faults, policy_faults, read, text_of
from playwright.sync_api import expect
from screens_at_hand import DESKTOP, PHONE, Screens, screens_of
from test_accessibility import LANGUAGES, found_by_axe
from test_sizes import OUTSIDE, SMALL

BEFORE, HALFWAY, END = "", "09:10:45", "17:18"
MOMENTS = {"before": BEFORE, "halfway": HALFWAY, "at the end": END}
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal, moved on by the tests in their order."""
    with demo_house(tmp_path_factory.mktemp("seed-page")) as running:
        yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole(house, language):
    answer = house.visitor().get(f"/{language}/seed")
    assert answer.status_code == 200
    assert frame_faults(answer.text, language) + policy_faults(answer.text) == []


def test_english_citations_say_that_they_are_english(house):
    for language in LANGUAGES:
        page = house.visitor().get(f"/{language}/seed").text
        headings = re.findall(r"<h2>(.*?)</h2>", page, re.DOTALL)
        assert len(headings) == 15
        assert [one for one in headings if '<bdi lang="en">“' not in one] == []


def test_what_is_not_built_is_said_in_words_and_not_by_colour_alone(house):
    page = house.visitor().get("/en/seed").text
    for step in page.partition("</main>")[0].split('<li class="step ')[1:]:
        state = step.partition('"')[0]
        word = {"handled": "Handled", "partly": "In part", "missing": "Not yet"}[state]
        assert word in text_of(step)
        assert ("Not built yet" in text_of(step)) == (state != "handled" and 'href="#s' not in step)


def test_invented_parliaments_are_marked_wherever_they_are_linked(house):
    house.forward(HALFWAY)
    page = house.visitor().get("/en/seed").text
    lists = re.split(r"<h3", page)
    invented = [part for part in lists if "/a/rehearsal" in part or "/demo/sit/" in part]
    assert len(invented) > 4
    assert [part for part in invented if "invented parliaments" not in part] == []
    assert [part for part in invented if f"/a/{REPORTED}" in part] == []


def test_only_the_demonstration_has_the_page(house, monkeypatch):
    visitor = house.visitor()
    assert 'href="/en/seed"' in visitor.get("/en/").text
    assert visitor.post("/seed").status_code == 405
    monkeypatch.setattr(house.server.application.house, "demo", None)
    assert visitor.get("/seed").status_code == 404
    assert "/seed" not in visitor.get("/en/").text


@pytest.mark.browser
@pytest.mark.parametrize("moment", MOMENTS)
def test_axe_finds_nothing(browser, house, moment):
    if MOMENTS[moment]:
        house.forward(MOMENTS[moment])
    found = []
    for name, size in SIZES.items():
        context = browser.new_context(viewport=size, bypass_csp=True, reduced_motion="reduce")
        page = context.new_page()
        for language in LANGUAGES:
            page.goto(f"{house.url}/{language}/seed", wait_until="domcontentloaded")
            found += [f"{name} {language}: {one}" for one in found_by_axe(page)]
        page.evaluate("document.querySelector('h2').remove()")
        page.evaluate("document.querySelector('.map a').removeAttribute('aria-label')")
        page.evaluate("document.querySelector('.map a').textContent = ''")
        assert found_by_axe(page) != []  # control
        context.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 1440])
def test_nothing_is_out_of_reach(house, screens, width):
    page = screens.visitor({"width": width, "height": 700})
    faults = []
    for language in LANGUAGES:
        page.goto(f"{house.url}/{language}/seed")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{language}: {wide} {page.evaluate(OUTSIDE)}")
        faults += [f"{language}: {one}" for one in page.evaluate(SMALL, 24)]
    assert faults == []


@pytest.mark.browser
def test_without_script_a_visitor_goes_from_a_sentence_to_its_entry(house, screens):
    visitor = screens.visitor(PHONE, java_script_enabled=False)
    visitor.goto(f"{house.url}/en/")
    visitor.get_by_role("link", name="One news report, sentence by sentence").click()
    expect(visitor.locator("h1")).to_have_text("One news report, sentence by sentence")
    visitor.get_by_role("link", name="Sentence 9: In part").click()
    step = visitor.locator("#s9")
    expect(step).to_be_in_viewport()
    step.get_by_role("link", name="The speech “on day two”, in this report").click()
    place = visitor.url.partition("#")[2]
    expect(visitor.locator(f"#{place}")).to_contain_text("this report says on day two")
    expect(visitor.locator(f"#{place}")).to_be_in_viewport()
    expect(visitor.locator(".band.reported")).to_be_visible()
    visitor.go_back()
    step.get_by_role("link", name="A guest of state has the floor").click()
    expect(visitor.locator(".band.rehearsal")).to_be_visible()
    assert "/entries/" in visitor.url
    expect(visitor.locator("main")).to_contain_text("Voscanti")
    assert read(visitor.content()).attribute("html", "lang") == "en"
