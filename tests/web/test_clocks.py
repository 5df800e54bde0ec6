"""Every device shows the same speaking time: wrong clocks, far networks, cuts, clocks that are set.

The browsers of a test run on one machine, so that `performance` tells them all the same true time:
what the clock of a page reads is held against the clock of the server, to the millisecond.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from live_site import FAR, NOON, LiveSite, served
from playwright.sync_api import BrowserContext, Page, expect
from screens_at_hand import comes_true

from hemicycle.web.static_files import FOLDER, static_url

pytestmark = [pytest.mark.browser, pytest.mark.quiet]

MOST_MS = 300
CLOCK = static_url("js/clock.js")
READ = f"import('{CLOCK}').then(clock => clock.now() - performance.timeOrigin - performance.now())"
SHOWN = "() => document.querySelector('time[data-ends-at]').textContent"
SKEW = """
  window.skew = %d;
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + window.skew); }
    static now() { return Real.now() + window.skew; }
  };
"""
# When each second was first on the screen, by a clock that nobody sets.
WATCH = """
  const element = document.querySelector("time[data-ends-at]");
  window.turned = {};
  const look = () => {
    window.turned[element.textContent] ??= performance.timeOrigin + performance.now();
    requestAnimationFrame(look);
  };
  look();
"""
FIVE_MINUTES_MS = 300_000
SCRIPT = {"content-type": "text/javascript"}


@pytest.fixture
def site() -> Iterator[LiveSite]:
    """A site whose clock runs as fast as ours, and whose stream only tells the time."""
    with served() as running:
        running.rate, running.heartbeats, running.hang_up_after = 1, 200, 0
        yield running


@pytest.fixture
def device(browser, site) -> Iterator[Callable[..., "Device"]]:
    """Makes devices that show the speech, each with its own idea of the time, near or far."""
    contexts: list[BrowserContext] = []

    def made(*, skew_ms: int = 0, is_far: bool = False, clock_js: str = "") -> "Device":
        context = browser.new_context(extra_http_headers={FAR: "1"} if is_far else {})
        contexts.append(context)
        context.add_init_script(SKEW % skew_ms)
        page = context.new_page()
        if clock_js:  # a broken one, for controls
            page.route(f"**{CLOCK}", lambda route: route.fulfill(body=clock_js, headers=SCRIPT))
        page.goto(f"{site.url}/speech")
        page.wait_for_selector("html[data-clock]", state="attached")
        return Device(page, context)

    yield made
    for context in contexts:
        context.close()


@dataclass
class Device:
    """One device that shows the speech."""

    page: Page
    context: BrowserContext

    def is_off_by(self, site: LiveSite) -> float:
        """By how many milliseconds its clock differs from the one of the server."""
        return self.page.evaluate(READ) - (site.now - time.time() * 1000)

    def shows(self) -> str:
        """What stands on its screen."""
        return self.page.evaluate(SHOWN)


def broken(*changes: tuple[str, str]) -> str:
    """The clock of our pages with something taken away from it."""
    source = (FOLDER / "js" / "clock.js").read_text()
    for right, wrong in changes:
        assert right in source
        source = source.replace(right, wrong)
    return source


# A page that believes what time it was when the server wrote it.
UNCORRECTED = broken(
    ("if (!url || isAsking) return;", 'document.documentElement.dataset.clock = "no"; return;'),
    ("const {now: base, rate = 1} = JSON.parse(data);\n  const low", "return;\n  const low"),
)
ON_DEVICE_TIME = broken(("performance.now()", "Date.now()"))


def test_a_wrong_clock_far_away_shows_the_same_time(device, site):
    site.up_s, site.down_s = 0.15, 0.55
    near = device()
    far = device(skew_ms=-7 * 60_000, is_far=True)
    for _ in range(4):
        assert abs(near.is_off_by(site)) <= 50
        assert abs(far.is_off_by(site)) <= MOST_MS
        far.page.wait_for_timeout(700)  # heartbeats come late, and change nothing
    assert_seconds_turn_together(near, far)


def test_control_without_correction_the_far_device_is_late(device, site):
    site.up_s, site.down_s = 0.15, 0.55
    far = device(skew_ms=-7 * 60_000, is_far=True, clock_js=UNCORRECTED)
    assert abs(far.is_off_by(site)) > MOST_MS
    near = device()
    with pytest.raises(AssertionError, match="turned"):
        assert_seconds_turn_together(near, far)


def assert_seconds_turn_together(one: Device, other: Device) -> None:
    """Each second appears on both screens within 0.3 s."""
    for each in (one, other):
        each.page.evaluate(WATCH)
    one.page.wait_for_timeout(2600)
    turned = [each.page.evaluate("window.turned") for each in (one, other)]
    # What stood there when the watch began has no moment.
    seconds = [sorted(of_one, key=of_one.get)[1:] for of_one in turned]
    common = set(seconds[0]) & set(seconds[1])
    assert common, "turned apart: no second in common"
    apart = {second: abs(turned[0][second] - turned[1][second]) for second in common}
    assert max(apart.values()) <= MOST_MS, f"turned apart: {apart}"


def test_until_the_time_is_known_a_page_says_when_it_ends(browser, site):
    site.up_s, site.down_s = 0.9, 0
    context = browser.new_context(extra_http_headers={FAR: "1"})
    page = context.new_page()
    page.goto(f"{site.url}/speech")
    expect(page.locator(".until")).to_be_visible()
    expect(page.locator("time[data-ends-at]")).to_be_hidden()
    page.wait_for_selector("html[data-clock]", state="attached")
    expect(page.locator(".until")).to_be_hidden()
    expect(page.locator("time[data-ends-at]")).to_be_visible()
    context.close()


def test_one_bad_round_trip_spoils_nothing(device, site):
    """A single packet that took a second is no measure, the shortest round trip is."""
    site.up_s = 0.06
    far = device(is_far=True)
    far.page.wait_for_timeout(400)
    before = far.is_off_by(site)
    site.up_s, site.down_s = 0, 1.2
    far.page.evaluate(f"import('{CLOCK}').then(clock => clock.sync(1))")
    assert abs(far.is_off_by(site)) <= abs(before) + 40
    fresh = device(is_far=True)
    assert abs(fresh.is_off_by(site)) > MOST_MS, "a control: it knows no better round trip"


def test_a_device_whose_clock_is_set_in_mid_speech_shows_what_it_showed(device, site):
    right = device()
    wrong = device(clock_js=ON_DEVICE_TIME)
    for each in (right, wrong):
        each.context.set_offline(offline=True)
        each.page.evaluate(f"window.skew = {FIVE_MINUTES_MS}")
        each.page.wait_for_timeout(300)
    assert abs(right.is_off_by(site)) <= 50
    assert right.shows().startswith(("1:00", "0:5"))  # of the minute it was set to
    assert wrong.shows().startswith("+"), "a control: this one counts by the clock of the device"


def test_a_cut_of_half_a_minute_changes_nothing_and_is_followed_by_a_new_measure(device, site):
    site.ends_at = site.now + 33_000
    right = device(skew_ms=FIVE_MINUTES_MS)
    deaf = device(clock_js=broken(("setInterval(tick, TICK_MS)", "onNet(() => tick())")))
    for each in (right, deaf):
        each.context.set_offline(offline=True)
    right.page.wait_for_timeout(15_000)
    assert abs(right.is_off_by(site)) <= 50
    expect(right.page.locator(".in-last")).to_be_visible()
    expect(right.page.locator(".in-over")).to_be_hidden()
    right.page.wait_for_timeout(16_500)
    left = (site.ends_at - site.now) / 1000
    assert abs(seconds_of(right.shows()) - left) <= 1.1
    assert abs(seconds_of(deaf.shows()) - left) > 10, "a control: this one waits for the network"
    asked = site.asked_for_the_time
    right.context.set_offline(offline=False)
    right.page.wait_for_selector("html[data-net=live]", state="attached")
    right.page.wait_for_timeout(2500)
    assert site.asked_for_the_time > asked
    assert abs(right.is_off_by(site)) <= 50
    expect(right.page.locator("time.over")).to_have_text(re.compile(r"\+0:\d\d"), timeout=8000)
    expect(right.page.locator(".in-over")).to_have_text("Over time")


def seconds_of(shown: str) -> int:
    """What a clock shows, in seconds left."""
    minutes, seconds = shown.lstrip("+").split(":")
    return (60 * int(minutes) + int(seconds)) * (-1 if shown.startswith("+") else 1)


def test_a_rehearsal_that_jumps_or_is_paused_is_followed_at_once(device, site):
    near = device()
    site.since -= 20
    near.page.wait_for_timeout(900)
    assert abs(near.is_off_by(site)) <= 50
    site.since += 30  # back
    near.page.wait_for_timeout(1200)
    assert abs(near.is_off_by(site)) <= 50
    site.since, site.rate = time.monotonic(), 0
    near.page.wait_for_timeout(900)
    assert near.page.evaluate(f"import('{CLOCK}').then(clock => clock.now())") - NOON <= 1


def test_without_script_the_page_says_when_the_speaking_time_ends(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/speech")
    expect(page.locator(".until")).to_have_text("until noon")
    expect(page.locator(".until")).to_be_visible()
    expect(page.locator("time[data-ends-at]")).to_be_hidden()
    context.close()


def test_a_page_that_was_kept_says_when_the_time_ends_and_knows_its_age(device, site):
    near = device()
    page = near.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    comes_true(page, "navigator.serviceWorker.controller !== null")
    page.reload()  # from here on the page goes through what keeps it
    page.wait_for_selector("html[data-clock]", state="attached")
    page.wait_for_timeout(2000)
    site.is_cut = True
    page.reload()
    page.wait_for_selector("body[data-as-of]", state="attached")
    expect(page.locator(".until")).to_be_visible()
    expect(page.locator("time[data-ends-at]")).to_be_hidden()
    assert abs(near.is_off_by(site)) <= 1000
    frozen = page.evaluate("Number(document.body.dataset.now)")
    assert site.now - frozen > 1900, "a control: the page itself is older"
