"""A ballot kept on the phone: whose it is, how it is sent, and what is never said too soon."""

import json
import re
import time
from collections.abc import Iterator

import pytest
from live_site import LiveSite, served
from playwright.sync_api import BrowserContext, Page, expect

from hemicycle.web.static_files import static_url

pytestmark = [pytest.mark.browser, pytest.mark.quiet]
NAME = "hemi.ballot.s-1.7.p-0001-1"
KEPT = "Kept on this phone"


@pytest.fixture
def site() -> Iterator[LiveSite]:
    """A site that takes ballots as the test wishes."""
    with served() as running:
        yield running


def vote_page(site: LiveSite, page: Page, query: str = "") -> Page:
    """The page of the vote, its script at work."""
    page.goto(f"{site.url}/vote{query}")
    if site.has_form:
        expect(page.locator("[data-all=for]")).to_have_attribute("aria-pressed", "false")
    return page


def cast(page: Page, choice: str) -> None:
    """Place all votes on one choice, and cast."""
    page.click(f"[data-all={choice}]")
    page.click("[data-cast]")


def state(page: Page):
    """The line that tells what became of the ballot."""
    return page.locator("[data-vote-state]")


def stored(page: Page) -> dict | None:
    """What lies in the storage of the phone."""
    return page.evaluate(f"JSON.parse(localStorage.getItem('{NAME}'))")


def until_posts(site: LiveSite, page: Page, n: int) -> None:
    """Wait until so many ballots were sent."""
    deadline = time.monotonic() + 20
    while len(site.posts) < n:
        assert time.monotonic() < deadline, site.posts
        page.wait_for_timeout(50)


def keep_one(site: LiveSite, page: Page, context: BrowserContext, choice: str = "against") -> None:
    """Cast while nothing of it leaves the phone."""
    vote_page(site, page)
    context.route("**/ballots", lambda route: route.abort())
    cast(page, choice)
    expect(state(page)).to_have_text(KEPT)


def leave(page: Page, context: BrowserContext) -> None:
    """Close the tab before anything could be sent; from then on it can."""
    page.close()
    context.unroute("**/ballots")


@pytest.mark.parametrize("answer", ["<title>Welcome to our hotel</title>", {}, {"at": "11:42:17"}])
def test_what_answers_without_a_receipt_has_received_nothing(site, page, answer):
    site.answers[200] = answer
    vote_page(site, page)
    cast(page, "for")
    expect(state(page)).to_have_text(KEPT)
    assert stored(page) is not None
    site.answers[200] = {"at": "11:42:17", "receipt": "K7QF-2M5X"}
    expect(state(page)).to_contain_text("Received 11:42:17", timeout=10_000)
    assert len({fields["key"] for _, fields in site.posts}) == 1
    assert stored(page) is None


@pytest.mark.parametrize("status", [401, 403])
def test_who_is_signed_out_loses_no_ballot(site, page, status):
    site.ballot_status = status
    vote_page(site, page)
    cast(page, "for")
    expect(state(page)).to_have_text(site.answers[status]["words"])
    assert stored(page)["for"] == 10
    site.ballot_status = 200
    expect(state(page)).to_contain_text("Received", timeout=10_000)
    assert len({fields["key"] for _, fields in site.posts}) == 1


def test_a_ballot_survives_a_reload_and_a_closed_tab(site, page, context):
    keep_one(site, page, context)
    key = stored(page)["key"]
    leave(page, context)
    assert site.posts == []
    again = vote_page(site, context.new_page())
    expect(state(again)).to_contain_text("Received", timeout=8000)
    assert [fields["key"] for _, fields in site.posts] == [key]
    assert site.posts[0][1]["against"] == "10"


def test_a_ballot_whose_division_has_closed_since_is_told_so_without_a_form(site, page, context):
    keep_one(site, page, context)
    leave(page, context)
    site.has_form, site.ballot_status = False, 409
    again = vote_page(site, context.new_page())
    expect(state(again)).to_have_text("The division closed")
    assert site.posts[0][1]["csrf"] == "of-page"
    assert stored(again) is None


def test_the_phone_of_another_person_sends_nothing(site, page, context):
    keep_one(site, page, context)
    leave(page, context)
    site.seat = "p-0002-1"
    other = vote_page(site, context.new_page())
    other.wait_for_timeout(2500)
    assert site.posts == []
    assert other.locator("[data-kept]").is_hidden()
    assert state(other).inner_text() == ""
    assert stored(other) is not None
    other.close()
    site.seat = ""
    nobody = vote_page(site, context.new_page())
    nobody.wait_for_timeout(1500)
    assert site.posts == []
    nobody.close()
    site.seat = "p-0001-1"
    owner = vote_page(site, context.new_page())
    expect(state(owner)).to_contain_text("Received", timeout=8000)
    assert site.posts[0][1]["person"] == "p-0001-1"


def test_the_last_of_several_kept_ballots_is_sent_and_names_the_others(site, page, context):
    keep_one(site, page, context, "for")
    first = stored(page)["key"]
    page.click("[data-change]")
    assert page.locator("[data-kept]").is_hidden()
    assert page.input_value("#vote-for") == "10"
    assert stored(page) is None
    cast(page, "against")
    second = stored(page)["key"]
    cast(page, "abstain")
    expect(state(page)).to_have_text(KEPT)
    last = stored(page)
    assert last["instead_of"].split() == [first, second]
    context.unroute("**/ballots")
    expect(state(page)).to_contain_text("Received", timeout=10_000)
    page.wait_for_timeout(1500)
    assert {fields["key"] for _, fields in site.posts} == {last["key"]}
    assert site.posts[-1][1].items() >= {"abstain": "10", "instead_of": f"{first} {second}"}.items()
    sent = len(site.posts)
    cast(page, "for")
    until_posts(site, page, sent + 1)
    assert "instead_of" not in site.posts[-1][1]  # nothing is unanswered any more


def test_the_answer_to_an_older_choice_is_not_told_as_the_answer_to_the_newer(site, page):
    site.ballot_takes_s = 1.5
    vote_page(site, page)
    cast(page, "for")
    until_posts(site, page, 1)
    site.ballot_status = 503  # from here on: the first is still under way, the second finds trouble
    cast(page, "against")
    until_posts(site, page, 2)
    first, second = (fields for _, fields in site.posts[:2])
    assert second["instead_of"] == first["key"]
    page.wait_for_timeout(2500)
    assert "Received" not in state(page).inner_text()
    assert stored(page)["key"] == second["key"]
    site.ballot_status, site.ballot_takes_s = 200, 0
    expect(state(page)).to_contain_text("Received", timeout=12_000)


def test_pauses_between_tries_grow_and_end_when_the_network_is_back(site, page, context):
    site.ballot_status = 503
    vote_page(site, page)
    cast(page, "for")
    until_posts(site, page, 4)
    gaps = [b - a for a, b in zip(site.posted_at, site.posted_at[1:], strict=False)]
    assert gaps[0] < 2.5
    assert gaps[2] > gaps[0]
    assert sum(gaps[:3]) > 3
    tried = len(site.posts)
    context.set_offline(offline=True)
    context.set_offline(offline=False)
    page.wait_for_timeout(700)
    assert len(site.posts) > tried


def test_the_countdown_goes_on_without_a_network(site, page, context):
    site.rate = 1
    keep_one(site, page, context)
    context.set_offline(offline=True)
    left = page.locator("[data-kept-ends] time")
    expect(left).to_have_text(re.compile(r"0:[34]\d"))
    before = left.inner_text()
    page.wait_for_timeout(2200)
    assert left.inner_text() < before


def test_a_page_without_network_says_that_a_vote_is_kept(site, page, context):
    site.rate = 1
    vote_page(site, page)
    kept = {"key": "k", "made_at": 1, "closes_at": int(time.time() * 1000) + 90_000, "skew": 0}
    page.evaluate("([n, k]) => localStorage.setItem(n, k)", [NAME, json.dumps(kept)])
    page.goto(f"{site.url}{offline_page()}")
    expect(page.locator("[data-kept-here]").first).to_be_visible()
    expect(page.locator("[data-kept-ends] time").first).to_have_text("1:30", timeout=3000)
    assert "10" not in page.locator("[data-kept-here]").first.inner_text()
    page.evaluate("localStorage.clear()")
    expect(page.locator("[data-kept-here]").first).to_be_hidden()


def offline_page() -> str:
    """The address of the page that is shown without a network."""
    return static_url("offline.html")


def test_what_was_received_is_not_told_of_the_next_division(site, page):
    vote_page(site, page)
    cast(page, "for")
    expect(state(page)).to_contain_text("Received")
    look = "import(document.querySelector('script[type=module]').src.replace('page', 'vote'))"
    page.evaluate(f"{look}.then(module => module.look())")
    assert "Received" in state(page).inner_text()
    page.evaluate("document.querySelector('form').dataset.division = '8'")
    page.evaluate(f"{look}.then(module => module.look())")
    expect(state(page)).to_have_text("")


def test_what_is_broken_in_the_storage_keeps_nothing_else_from_being_sent(site, page):
    vote_page(site, page)
    page.evaluate(
        "localStorage.setItem('hemi.ballot.x', '{'); localStorage.setItem('hemi.ballot.y', '7')"
    )
    cast(page, "for")
    expect(state(page)).to_contain_text("Received")
    page.reload()
    expect(page.locator("[data-all=for]")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("Object.keys(localStorage).filter(n => n.startsWith('hemi.ballot'))") == []


def test_a_secret_ballot_asks_before_the_page_is_closed(site, page, context):
    vote_page(site, page, "?secret")
    context.set_offline(offline=True)
    cast(page, "for")
    expect(state(page)).to_have_text(KEPT)
    assert page.evaluate("localStorage.length") == 0
    with page.expect_event("dialog", timeout=5000) as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()
