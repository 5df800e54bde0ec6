"""A delegate's telephone behind the bad network: it says what is so, and ends with one ballot."""

import re
from collections.abc import Iterator

import pytest
from acting import actor
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house
from playwright.sync_api import Page, expect
from screens_at_hand import PHONE, Screens, screens_of
from test_accessibility import found_by_axe
from test_sizes import SMALL

from chaos.proxy import ChaosProxy, Weather, between

pytestmark = pytest.mark.browser

OPEN = "09:09:31"
SMALL_PHONE = {"width": 360, "height": 640}
NOISE = ("ERR_", "Failed to fetch", "Failed to load", "network error", "404", "409")
RECEIVED = re.compile(r"Received 09:\d\d:\d\d, receipt [A-Z2-7]{4}-[A-Z2-7]{4}")


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal with a vote just opened."""
    with demo_house(tmp_path) as running:
        running.forward(OPEN)
        yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing but the network."""
    with screens_of(browser, house) as at_hand:
        yield at_hand
        at_hand.close()
        at_hand.complaints[:] = [c for c in at_hand.complaints if not any(n in c for n in NOISE)]


def sit_behind(screens: Screens, proxy: ChaosProxy) -> Page:
    """A delegate whose telephone reaches the house through the bad network alone."""
    phone = screens.visitor(PHONE)
    home = f"http://delegate.localhost:{proxy.port}"
    phone.goto(f"{home}/demo/sit/delegate")
    phone.locator("main form button").click()
    phone.wait_for_url(f"**/a/{REHEARSAL}/**")
    expect(phone.locator('[data-all="against"]')).to_have_attribute("aria-pressed", "false")
    return phone


def cast(phone: Page, choice: str) -> None:
    """Place all votes on one choice, and cast."""
    change = phone.locator("#change:not([open]) summary")
    if change.count():
        change.click()
    phone.locator(f'[data-all="{choice}"]').click()
    phone.locator("[data-cast]").click()


def counted(house: DemoHouse) -> list[tuple[int, int]]:
    """What counts now: yes and no of each ballot."""
    boxes = house.server.application.house.clerk.state(REHEARSAL).boxes
    current = boxes[1].box.current.values() if boxes else ()
    return [(b.for_votes, b.against_votes) for own in current for b in own.values()]


@pytest.mark.parametrize("fate", ["reset_after", "half_answer", "half_open"])
def test_whatever_the_network_does_the_vote_counts_once(house, screens, fate):
    weather = Weather(seed=1, delay_s=0.1, late_s=1, cut_s=0, only=b"/ballots", fates={fate: 0.6})
    with between(house.server.port, weather) as proxy:
        phone = sit_behind(screens, proxy)
        cast(phone, "against")
        expect(phone.locator("[data-vote-state]")).to_have_text(RECEIVED, timeout=60_000)
        assert counted(house) == [(0, 10)]
        code = phone.locator(".receipt .rc")
        expect(code).to_have_text(house.receipt_of(sole_voter(house)), timeout=10_000)


def sole_voter(house: DemoHouse) -> str:
    """Who has voted."""
    box = house.server.application.house.clerk.state(REHEARSAL).boxes[1].box
    [voter] = [one for own in box.current.values() for one in own]
    return voter


def test_an_older_choice_that_comes_late_does_not_set_back_the_newer(house, screens):
    weather = Weather(seed=1, delay_s=0, late_s=4, cut_s=0, only=b"/ballots", fates={"late": 1.0})
    with between(house.server.port, weather) as proxy:
        phone = sit_behind(screens, proxy)
        cast(phone, "for")
        phone.wait_for_timeout(300)
        proxy.weather = Weather(seed=1, delay_s=0, cut_s=0, fates={})
        cast(phone, "against")
        expect(phone.locator("[data-vote-state]")).to_have_text(RECEIVED, timeout=10_000)
        phone.wait_for_timeout(4500)
        box = house.server.application.house.clerk.state(REHEARSAL).boxes[1].box
        assert box.received == 2
        assert counted(house) == [(0, 10)]


def test_a_cut_is_told_counted_down_and_over_in_time(house, screens):
    weather = Weather(seed=1, delay_s=0, cut_s=0, fates={})
    with between(house.server.port, weather) as proxy:
        phone = sit_behind(screens, proxy)
        proxy.cut_now(for_s=5)
        cast(phone, "against")
        expect(phone.locator("[data-kept]")).to_be_visible(timeout=10_000)
        expect(phone.locator("[data-kept-ends] time")).to_have_text(re.compile(r"[0-3]:\d\d"))
        assert counted(house) == []
        expect(phone.locator("[data-vote-state]")).to_have_text(RECEIVED, timeout=30_000)
        expect(phone.locator("[data-kept]")).to_be_hidden()
        assert counted(house) == [(0, 10)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_kept_vote_is_told_to_everybody_and_fits_a_phone(house, screens, language):
    phone = screens.sit("delegate", bypass_csp=True)
    phone.context.route("**/ballots", lambda route: route.abort())
    phone.goto(f"{screens.origin('delegate')}/{language}/a/{REHEARSAL}/vote")
    expect(phone.locator('[data-all="against"]')).to_have_attribute("aria-pressed", "false")
    cast(phone, "against")
    expect(phone.locator("[data-kept]")).to_be_visible(timeout=10_000)
    assert found_by_axe(phone) == []
    phone.set_viewport_size({"width": 320, "height": 700})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.evaluate(SMALL, 44) == []


def test_on_a_small_phone_the_button_and_what_becomes_of_the_vote_are_in_sight(house, screens):
    """An old phone of 360 x 640, far from home, whose network is gone when the vote is cast."""
    phone = screens.sit("delegate", timezone_id="America/Lima")
    phone.set_viewport_size(SMALL_PHONE)
    phone.goto(f"{screens.origin('delegate')}/a/{REHEARSAL}/floor")
    expect(phone.locator('[data-tab="vote"] .vh')).to_be_visible()
    phone.locator('[data-tab="vote"]').click()
    cast_button = phone.locator("[data-cast]")
    phone.locator('[data-all="for"]').click()
    expect(cast_button).to_be_in_viewport(ratio=1)
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    phone.context.set_offline(True)
    expect(phone.locator("time[data-as-of]")).to_have_text("09:09")
    cast_button.click()
    expect(phone.locator("[data-kept] [data-try]")).to_be_in_viewport(ratio=1)
    expect(phone.locator("[data-kept]")).to_be_focused()
    expect(cast_button.locator(".sent")).to_be_hidden()
    phone.context.set_offline(False)
    expect(phone.locator("[data-vote-state]")).to_have_text(RECEIVED, timeout=30_000)
    expect(phone.locator("main")).to_be_focused()
    expect(phone.locator('[data-tab="vote"] .vh')).to_be_hidden()


def test_an_act_that_cannot_be_sent_leaves_the_page_and_what_was_chosen(house, screens):
    phone = screens.sit("delegate", "floor")
    phone.wait_for_function("navigator.serviceWorker.controller")
    phone.locator("#rule").select_option("speaking.order")
    phone.context.set_offline(True)
    expect(phone.locator("[data-unsent]")).to_be_hidden()
    phone.locator("#act-raise_point_of_order").click()
    phone.evaluate("scrollTo(0, 300)")
    expect(phone.locator("[data-unsent]")).to_be_in_viewport(ratio=1)
    expect(phone.locator("#rule")).to_have_value("speaking.order")
    phone.context.set_offline(False)
    phone.locator("#act-raise_point_of_order").click()
    expect(phone.locator(".q")).to_contain_text("has raised a point of order")
    expect(phone.locator("[data-unsent]")).to_be_hidden()


def test_while_a_ballot_is_on_its_way_the_button_says_so(house, screens):
    weather = Weather(seed=1, delay_s=0, late_s=3, cut_s=0, only=b"/ballots", fates={"late": 1.0})
    with between(house.server.port, weather) as proxy:
        phone = sit_behind(screens, proxy)
        cast(phone, "for")
        expect(phone.locator("[data-cast] .sent")).to_be_visible(timeout=2000)
        expect(phone.locator("[data-cast-words]")).to_be_hidden()
        proxy.weather = Weather(seed=1, delay_s=0, cut_s=0, fates={})
        expect(phone.locator("[data-vote-state]")).to_have_text(RECEIVED, timeout=20_000)


def test_a_vote_that_a_cut_makes_late_is_told_when_the_voting_closed(house, screens):
    weather = Weather(seed=1, delay_s=0, cut_s=0, fates={})
    with between(house.server.port, weather) as proxy:
        phone = sit_behind(screens, proxy)
        proxy.cut_now(for_s=5)
        cast(phone, "for")
        expect(phone.locator("[data-kept]")).to_be_visible(timeout=10_000)
        chair = actor(house, PRESIDENT, "chair")
        assert chair.press("close_division", division=1).status_code == 303
        late = re.compile(r"Division 1 closed at 09:\d\d:\d\d; your vote arrived at 09:\d\d:\d\d")
        expect(phone.locator("[data-vote-state]")).to_have_text(late, timeout=30_000)
        assert counted(house) == []
        assert phone.evaluate("Object.keys(localStorage).join()").count("hemi.ballot.") == 0
