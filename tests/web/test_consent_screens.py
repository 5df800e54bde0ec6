"""The proposed procedure, the memorandum and the merge in a real browser, for every reader."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from committee_of_lakes import HERE, MERGE, SCRIPT, SYMBOL, before_the_vote
from lakes import CLERK, HEAD, OTHER, PRESIDENT, Lakes
from people_at_hand import People
from playwright.sync_api import Page
from screens_at_hand import NARROW, OUTSIDE, WIDE, live
from test_accessibility import RULES

pytestmark = pytest.mark.browser

LIST = f"{HERE}/texts/{SYMBOL}/list"
MEMORANDUM = f"{HERE}/texts/{SYMBOL}/memorandum"


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The lakes before the first vote on their draft."""
    with before_the_vote(tmp_path_factory.mktemp("list")) as running:
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


def test_a_list_is_proposed_objected_to_while_others_look_and_decided(people):
    here, public = people.here, people.page("en", NARROW)
    rapporteur, other = people.seated(HEAD, WIDE), people.seated(OTHER, NARROW)
    public.goto(f"{here.url}{LIST}")
    live(public)
    rapporteur.goto(f"{here.url}{LIST}")
    assert rapporteur.locator("#adopt-3").is_checked(), "as the Rapporteur advised"
    assert rapporteur.locator("#reject-4").is_checked()
    assert not rapporteur.locator("#adopt-1").is_checked(), "its clause has another amendment"
    rapporteur.locator("#act-propose-list").click()
    public.get_by_text("Adopted without a vote (1)").wait_for()
    public.get_by_text("Rejected without a vote (1)").wait_for()
    other.goto(f"{here.url}{LIST}")
    other.locator("#object-4").click()
    other.locator("#no-objection-4").wait_for()
    public.get_by_text("Put to the vote (4)").wait_for()
    other.locator("#no-objection-4").click()
    public.get_by_text("Put to the vote (2)").wait_for()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desktop"])
def test_every_page_is_for_every_reader(people, language, size):
    faults = {}
    for member, pages in (
        (CLERK, (LIST, MEMORANDUM, MERGE)),
        (PRESIDENT, (LIST, SCRIPT)),
        (OTHER, (LIST, MEMORANDUM)),
    ):
        page = people.seated(member, size, language=language)
        for address in pages:
            page.goto(f"{people.here.url}/{language}{address}")
            if found := faults_of(page):
                faults[f"{member} {address}"] = found
    assert faults == {}


def test_the_chair_decides_it_by_a_press_that_is_confirmed(people):
    here, chair = people.here, people.seated(PRESIDENT, WIDE)
    chair.goto(f"{here.url}{SCRIPT}")
    live(chair)
    decide = chair.locator("#act-decide-list")
    decide.click()
    assert "cannot be undone" in decide.inner_text()
    decide.click()
    decide.wait_for(state="detached")
    public = people.page("en", WIDE)
    public.goto(f"{here.url}{LIST}")
    public.get_by_text("every amendment is put to the vote").wait_for()
    public.goto(f"{here.url}{HERE}/texts/{SYMBOL}/amendments/4")
    public.get_by_text("It fell with").wait_for()
