"""The Chair follows the script of a text in a real browser; every page of it for every reader."""

import io
from collections.abc import Iterator

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from committee_of_lakes import (
    ADVICE,
    CHAIR,
    DESK,
    HERE,
    LANGUAGES,
    MERGE,
    SCRIPT,
    SYMBOL,
    TEXTS,
    before_the_vote,
)
from lakes import CLERK, HEAD, PRESIDENT, Lakes
from people_at_hand import People
from playwright.sync_api import Page
from screens_at_hand import NARROW, OUTSIDE, WIDE, button, live
from test_accessibility import RULES

from handed_in.documents import marked_document, saved

pytestmark = pytest.mark.browser

OPENED = "() => document.querySelectorAll('main details').forEach(e => { e.open = true })"
EDITED = f"{HERE}/texts/{SYMBOL}/edited"
OF_CLERK = (TEXTS, f"{TEXTS}/new", f"{DESK}?clause=o1", f"{DESK}?sub=4", LANGUAGES)


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The lakes before the first vote on their draft."""
    with before_the_vote(tmp_path_factory.mktemp("script")) as running:
        yield running


@pytest.fixture
def people(browser, here) -> Iterator[People]:
    """Browsers of people, which complain of nothing."""
    at_hand = People(browser, here=here)
    yield at_hand
    at_hand.close()
    assert at_hand.complaints == []


def faults_of(page: Page) -> list[str]:
    """What axe finds, and what stands outside a narrow screen."""
    found = Axe().run(page, options=RULES).response["violations"]
    axe = [f"{one['id']} {node['target']}" for one in found for node in one["nodes"]]
    return [*axe, *page.evaluate(OUTSIDE)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desktop"])
def test_every_page_is_for_every_reader(people, language, size):
    faults = {}
    for member, pages in (
        (CLERK, (*OF_CLERK, MERGE)),
        (PRESIDENT, (SCRIPT, MERGE)),
        (HEAD, (ADVICE, EDITED)),
    ):
        page = people.seated(member, size, language=language)
        for address in pages:
            page.goto(f"{people.here.url}/{language}{address}")
            if found := faults_of(page):
                faults[f"{member} {address}"] = found
    assert faults == {}


def test_the_chair_follows_the_script_to_the_adopted_text(people):
    here, chair = people.here, people.seated(PRESIDENT, WIDE)
    clerk = people.seated(CLERK, NARROW)
    chair.goto(f"{here.url}{CHAIR}")
    live(chair)
    for expected in ("amendment 2", "1 falls", "amendment 3", "4 falls"):
        first = button(chair, "find_fallen" if "falls" in expected else "put_amendment")
        assert expected in first.inner_text()
        if "falls" in expected:
            chair.keyboard.press("f")
            first.wait_for(state="detached")
            continue
        chair.locator("#amendment-method").select_option("consensus")
        first.click()
        button(chair, "adopt_without_vote").click()
        button(chair, "adopt_without_vote").click()
        button(chair, "adopt_without_vote").wait_for(state="detached")
    assert "The secretariat publishes" in chair.locator(".say").inner_text()

    clerk.goto(f"{here.url}{MERGE}")
    live(clerk)
    clerk.locator("#act-publish").click()
    assert "Press again: version 2" in clerk.locator("#act-publish").inner_text()
    clerk.locator("#act-publish").click()
    clerk.get_by_text("Version 3 in preparation").wait_for()
    button(chair, "waive_language").wait_for(state="attached")
    chair.locator("#form-waiver summary").click()
    chair.locator("#waiver-because-en").fill("It follows tomorrow.")
    button(chair, "waive_language").click()
    button(chair, "put_text").click()
    button(chair, "adopt_without_vote").click()
    button(chair, "adopt_without_vote").click()
    chair.goto(f"{here.url}{SCRIPT}")
    chair.get_by_text("Adopted", exact=True).wait_for()


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("ar", NARROW)])
def test_files_are_handed_in_and_looked_at_by_every_reader(people, tmp_path, language, size):
    draft, paper = tmp_path / "draft.docx", tmp_path / "paper.docx"
    draft.write_bytes(saved(marked_document()))
    head = people.here.sign_in(HEAD)
    document = docx.Document(
        io.BytesIO(head.get(f"/en{HERE}/draft-to-amend/{SYMBOL}.docx").content)
    )
    [plan] = [one for one in document.paragraphs if "to build ramps" in one.text]
    plan.runs[-1].text += " Urgently."
    paper.write_bytes(saved(document))
    for member, address, file, shown in (
        (CLERK, f"{TEXTS}/new", draft, "#of-file"),
        (HEAD, EDITED, paper, "#proposed"),
    ):
        page = people.seated(member, size, language=language)
        page.goto(f"{people.here.url}/{language}{address}")
        page.locator("#file").set_input_files(file)
        page.locator("#read-file, #read").first.click()
        page.locator(shown).wait_for()
        page.evaluate(OPENED)
        assert faults_of(page) == []
