"""The browser side alone: it resumes, keeps the focus, counts down, casts once, asks twice."""

import re
import time
from collections.abc import Iterator

import pytest
from live_site import LiveSite, served
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.quiet]
STORED = "JSON.parse(localStorage.getItem('hemi.ballot.s-1.7.p-0001-1'))"


@pytest.fixture
def site() -> Iterator[LiveSite]:
    """A site that hangs up after every third entry."""
    with served() as running:
        yield running


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the browser complained of: reports of the content policy, errors of scripts."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def test_a_stream_that_breaks_resumes_without_gap_or_double(site, page, said):
    page.goto(f"{site.url}/live")
    page.focus("#f")
    page.keyboard.type("abc")
    expect(page.locator("#n")).to_have_text("9", timeout=15_000)
    assert site.streams[:4] == [None, "3", "6", "9"][: len(site.streams)]
    assert page.locator("#log li").all_inner_texts()[:9] == [str(n) for n in range(1, 10)]
    assert page.inner_text("#turnout") == "placed"
    assert page.evaluate("document.activeElement.id") == "f"
    assert page.input_value("#f") == "abc"
    assert page.get_attribute("html", "data-net") == "live"
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(r => !!r)")
    assert said == []


def test_without_the_policy_nothing_is_drawn(site, page, said):
    site.live_js = "/core-only.js"
    page.goto(f"{site.url}/live")
    page.wait_for_timeout(1500)
    assert page.inner_text("#n") == "0"
    assert said != []


def test_every_load_opens_a_stream(site, context: BrowserContext):
    opened = 0
    for _ in range(20):
        page = context.new_page()
        page.goto(f"{site.url}/live")
        page.wait_for_selector("html[data-net=live]", timeout=2000)
        opened += 1
        page.close()
    assert opened == 20
    assert len(site.streams) >= 20


def test_a_ping_fetches_the_personal_part_again(site, page, said):
    site.pings, site.hang_up_after = True, 1
    page.goto(f"{site.url}/live")
    expect(page.locator("#own b")).to_be_visible()
    assert site.parts >= 1
    assert said == []


def test_without_a_ping_the_part_stays_as_it_was(site, page):
    site.hang_up_after = 1
    page.goto(f"{site.url}/live")
    expect(page.locator("#n")).to_have_text("1")
    page.wait_for_timeout(400)
    assert page.inner_text("#own") == "0"
    assert site.parts == 0


def test_silence_is_shown(site, page):
    page.clock.install()
    page.goto(f"{site.url}/live")
    page.wait_for_selector("html[data-net=live]")
    expect(page.locator(".pill .is-live")).to_be_visible()
    page.route("**/stream?*", lambda route: route.abort())
    page.wait_for_timeout(1000)  # the stream that is still open comes to its end
    page.clock.run_for(19_000)
    page.clock.run_for(5_000)
    expect(page.locator("html")).to_have_attribute("data-net", "quiet")
    expect(page.locator(".pill .is-quiet")).to_be_visible()
    expect(page.locator(".pill .is-live")).to_be_hidden()
    page.unroute("**/stream?*")
    page.clock.run_for(9_000)
    expect(page.locator("html")).to_have_attribute("data-net", "live")


def test_a_paused_clock_stands_and_a_running_one_runs(site, page):
    page.goto(f"{site.url}/live")
    expect(page.locator("time[data-ends-at]")).to_have_text("0:42")
    site.since, site.rate = time.monotonic(), 10
    page.reload()
    expect(page.locator("time[data-ends-at]")).to_have_text(re.compile(r"0:[0-2]\d|0:3[0-8]"))


def vote_page(site, page, query=""):
    """Go to the ballot; its script is there once it has drawn what is placed."""
    page.goto(f"{site.url}/vote{query}")
    expect(page.locator("[data-all=for]")).to_have_attribute("aria-pressed", "false")


def test_a_vote_is_split_and_cast_once(site, page, said):
    vote_page(site, page)
    page.click("[data-all=for]")
    for _ in range(2):
        page.click("[aria-label='for less']")
        page.click("[aria-label='against more']")
    expect(page.locator("[data-cast-words]")).to_have_text("Cast 8 yes · 2 no")
    expect(page.locator("[data-sum-words]")).to_have_text("10 of 10 votes placed")
    assert page.get_attribute("[aria-label='for more']", "aria-disabled") == "true"
    page.click("[data-cast]")
    expect(page.locator("[data-vote-state]")).to_have_text("Received 11:42:17, receipt K7QF-2M5X")
    path, fields = site.posts[0]
    assert path == "/a/s-1/divisions/7/ballots"
    wanted = {"for": "8", "against": "2", "abstain": "0", "unused": "0", "csrf": "token"}
    assert fields.items() >= wanted.items()
    assert len(fields["key"]) == 32
    assert page.evaluate(STORED) is None
    assert said == []


def test_votes_are_left_unused_only_on_purpose(site, page):
    vote_page(site, page)
    page.fill("#vote-for", "8")
    assert not page.locator("[data-unused]").is_visible()
    page.click("[data-cast]")
    expect(page.locator("[data-error-words]")).to_have_text("Place 2 more votes")
    assert page.evaluate("'errors' in document.activeElement.dataset")
    assert page.title().startswith("Error: ")
    expect(page.locator("[data-unused-words]")).to_have_text("Leave 2 votes unused")
    assert site.posts == []
    page.check("#vote-unused")
    page.click("[data-cast]")
    expect(page.locator("[data-vote-state]")).to_contain_text("Received")
    assert site.posts[0][1].items() >= {"for": "8", "unused": "2"}.items()


def test_a_vote_without_network_is_kept_and_sent_later_with_the_same_key(site, page, context):
    vote_page(site, page)
    page.click("[data-all=abstain]")
    context.set_offline(offline=True)
    page.click("[data-cast]")
    expect(page.locator("[data-vote-state]")).to_have_text("Kept on this phone")
    expect(page.locator("[data-kept-words]")).to_have_text("10 abstain")
    kept = page.evaluate(STORED)
    assert kept["abstain"] == 10
    assert site.posts == []
    context.set_offline(offline=False)
    expect(page.locator("[data-vote-state]")).to_contain_text("Received", timeout=8000)
    assert {fields["key"] for _, fields in site.posts} == {kept["key"]}
    assert page.evaluate(STORED) is None


def test_a_server_in_trouble_is_asked_again_with_the_same_key(site, page):
    site.ballot_status = 503
    vote_page(site, page)
    page.click("[data-all=for]")
    page.click("[data-cast]")
    expect(page.locator("[data-vote-state]")).to_have_text("Kept on this phone")
    site.ballot_status = 200
    expect(page.locator("[data-vote-state]")).to_contain_text("Received", timeout=8000)
    assert len(site.posts) >= 2
    assert len({fields["key"] for _, fields in site.posts}) == 1


def test_a_late_vote_is_said_to_be_late(site, page):
    site.ballot_status = 409
    vote_page(site, page)
    page.click("[data-all=for]")
    page.click("[data-cast]")
    expect(page.locator("[data-vote-state]")).to_have_text("The division closed")
    assert page.inner_text("#say-now") == "The division closed"
    assert page.evaluate(STORED) is None


def test_a_secret_ballot_is_never_stored(site, page, context):
    vote_page(site, page, "?secret")
    page.click("[data-all=for]")
    context.set_offline(offline=True)
    page.click("[data-cast]")
    expect(page.locator("[data-vote-state]")).to_have_text("Kept on this phone")
    assert page.evaluate("localStorage.length") == 0


def open_console(page: Page, site: LiveSite) -> None:
    """The console, with its keys at work."""
    page.goto(f"{site.url}/chair")
    page.wait_for_selector("html[data-keys-on]", state="attached")


def test_a_dangerous_act_asks_twice(site, page, said):
    open_console(page, site)
    button = page.locator("[data-confirm]")
    page.keyboard.press("k")
    expect(button).to_contain_text("Press again")
    page.keyboard.press("Escape")
    expect(button).to_contain_text("Close")
    assert site.posts == []
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.wait_for_url("**/acts/close_vote")
    path, fields = site.posts[0]
    assert path == "/acts/close_vote"
    assert len(fields["act_id"]) == 32
    assert said == []


def test_the_question_lapses_after_three_seconds(site, page):
    open_console(page, site)
    page.click("[data-confirm]")
    expect(page.locator("[data-confirm]")).to_contain_text("Press again")
    expect(page.locator("[data-confirm]")).to_contain_text("Close", timeout=5000)
    assert site.posts == []


def test_keys_rest_while_somebody_writes_and_can_be_switched_off(site, page):
    open_console(page, site)
    page.focus("#note")
    page.keyboard.type("n")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.get_by_role("dialog").get_by_role("button").click()
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert site.posts == []
    open_console(page, site)
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert site.posts == []
    page.evaluate("localStorage.clear()")
    open_console(page, site)
    page.keyboard.press("n")
    page.wait_for_url("**/acts/next")


def test_every_module_can_be_read(site, page):
    page.goto(f"{site.url}/chair")
    wrong = "import(URL.createObjectURL(new Blob([''])) + 'x').then(() => 'read', () => 'not read')"
    assert page.evaluate(wrong) == "not read"
    names = ("page", "stream", "clock", "vote", "kept", "keys")
    base = page.get_attribute("script[type=module]", "src").rpartition("/")[0]
    for name in names:
        load = f"import('{base}/{name}.js').then(() => 'read', error => String(error))"
        assert page.evaluate(load) == "read", name
