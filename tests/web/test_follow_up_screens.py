"""Follow-up in a real browser: from an adopted text to an answer and back to the overview."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from committee_of_lakes import SYMBOL
from follow_up_of_lakes import ANSWERS, DESK, PUBLIC, adopted, lift_and_answer
from lakes import CLERK, HEAD, SESSION, Lakes
from people_at_hand import People
from screens_at_hand import NARROW, OUTSIDE, WIDE
from test_accessibility import RULES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The lakes with an adopted text, of which nothing is lifted yet."""
    with adopted(tmp_path_factory.mktemp("follow-up")) as running:
        yield running


@pytest.fixture(scope="module")
def answered(tmp_path_factory) -> Iterator[Lakes]:
    """The lakes with two commitments, one asked about and answered twice."""
    with adopted(tmp_path_factory.mktemp("answered")) as running:
        lift_and_answer(running)
        yield running


@pytest.fixture
def readers(browser, answered) -> Iterator[People]:
    """Browsers of people who read what was answered."""
    at_hand = People(browser, here=answered)
    yield at_hand
    at_hand.close()
    assert at_hand.complaints == []


@pytest.fixture
def people(browser, here) -> Iterator[People]:
    """Browsers of people, which complain of nothing."""
    at_hand = People(browser, here=here)
    yield at_hand
    at_hand.close()
    assert at_hand.complaints == []


def test_from_an_adopted_text_to_an_answer_and_back_to_the_overview(people, here):
    clerk = people.seated(CLERK, WIDE)
    clerk.goto(f"{here.url}{DESK}")
    clerk.locator(f"[id='lift-{SYMBOL}-o1']").click()
    assert "Urges parliaments to build ramps at every door;" in clerk.inner_text(".lifted >> nth=0")
    clerk.fill("#due_on", "2031-03-01")
    clerk.fill("#topic-en", "Accessibility")
    clerk.fill("#goals", "10 11")
    clerk.click("#lift")
    clerk.wait_for_url(f"**{DESK}")
    clerk.click("#act-ask-1")
    clerk.wait_for_load_state()

    head = people.seated(HEAD, NARROW)
    head.goto(f"{here.url}{ANSWERS}")
    form = head.locator("#answer-1 form")
    form.get_by_label("A law was made or changed").check()
    form.get_by_label("On which day").fill("2026-03-02")
    form.get_by_label("Where it can be read").fill("https://parliament.arvenia.example/laws/7")
    form.get_by_label("In a sentence").fill("The law on ramps is in force.")
    head.click("#act-answer-1")
    head.wait_for_url(f"**{PUBLIC}/1")

    public = people.page("en", WIDE)
    public.goto(f"{here.url}{PUBLIC}")
    tile = public.locator("li.law a").first
    assert "law" in tile.inner_text().casefold()
    tile.click()
    answer = public.locator("#p-0001")
    assert "The law on ramps is in force." in answer.inner_text()
    assert "parliament.arvenia.example" in answer.inner_text()
    link = answer.get_by_role("link", name="Read it at")
    assert link.get_attribute("rel") == "nofollow noopener noreferrer"
    public.goto(f"{here.url}/a/{SESSION}/delegations/p-0001")
    assert "The law on ramps is in force." in public.inner_text("main")
    with public.expect_download() as coming:
        public.get_by_role("link", name="Report-back pack (Word)").click()
    assert coming.value.path().read_bytes().startswith(b"PK")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("member", "address"),
    [("", PUBLIC), ("", f"{PUBLIC}/1"), (HEAD, ANSWERS), (CLERK, ANSWERS), (CLERK, DESK),
     (CLERK, f"{DESK}/{SYMBOL}/o2")],
)  # fmt: skip
def test_every_page_is_whole_for_every_reader(readers, member, address, size, language):
    seated = readers.seated(member, size, language=language) if member else None
    page = seated or readers.page(language, size)
    page.goto(f"{readers.here.url}/{language}{address}")
    page.evaluate("() => document.querySelectorAll('main details').forEach(e => { e.open = true })")
    assert page.evaluate(OUTSIDE) == []
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
