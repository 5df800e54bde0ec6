"""A vote from the gavel to the result on real screens: live, by keyboard, offline, by forms."""

import re
import time
from collections.abc import Iterator

import pytest
from acting import actor
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house, wait_until
from playwright.sync_api import Page, expect
from screens_at_hand import SOON_MS, Screens, button, live, screens_of

pytestmark = [pytest.mark.browser, pytest.mark.quiet]

PUT, OPEN = "09:09:10", "09:09:31"
FOLLOWS_WITHIN_MS = 1000
ARMED = re.compile(r"\barmed\b")


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal before its first line."""
    with demo_house(tmp_path) as running:
        yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


def split(phone: Page, **votes: int) -> None:
    """Place votes with the steppers: press plus as often as it takes."""
    for choice, wanted in votes.items():
        for _ in range(wanted):
            phone.locator(f'[data-step="1"][data-of="{choice}"]').click()


def pressed_twice(page: Page, act: str) -> None:
    """A dangerous act: the first press asks, the second one does it."""
    button(page, act).click()
    expect(button(page, act)).to_have_class(ARMED)
    button(page, act).click()


def report_tally(teller: Page, *figures: int) -> None:
    """The teller writes down what was counted."""
    form = teller.locator('form[action$="/acts/report_tally"]')
    teller.locator("details", has=form).locator("summary").click()
    for name, votes in zip(
        ("for_votes", "against_votes", "abstention_votes"), figures, strict=True
    ):
        form.locator(f'[name="{name}"]').fill(str(votes))
    button(teller, "report_tally").click()


def sole_voter(house: DemoHouse) -> str:
    """The one person whose ballot lies in the box."""
    state = house.server.application.house.clerk.state(REHEARSAL)
    [voter] = [one for own in state.boxes[1].box.current.values() for one in own]
    return voter


def test_a_vote_from_the_question_to_the_result(house, screens):
    house.forward(PUT)
    hall, public = screens.sit("hall", "hall"), screens.sit("public")
    chair, teller = screens.sit("chair"), screens.sit("teller")
    phone = live(screens.sit("delegate"))
    for page in (hall, public, chair, teller):
        live(page)
    button(chair, "open_division").click()
    expect(hall.locator("main")).to_have_attribute("data-hall", "voting", timeout=SOON_MS)
    expect(phone.locator("[data-vote]")).to_be_visible(timeout=SOON_MS)
    expect(phone.locator("[data-sum-words]")).to_have_text("0 of 10 votes placed")

    split(phone, **{"for": 7, "against": 2, "abstain": 1})
    expect(phone.locator("[data-sum-words]")).to_have_text("10 of 10 votes placed")
    expect(phone.locator("[data-cast-words]")).to_contain_text("7")
    phone.locator("[data-cast]").click()
    expect(phone.locator(".receipt")).to_be_visible(timeout=SOON_MS)
    expect(phone.locator(".receipt .rc")).to_have_text(house.receipt_of(sole_voter(house)))
    expect(hall.locator("main")).to_contain_text("10", timeout=SOON_MS)

    pressed_twice(chair, "close_division")
    expect(hall.locator("main")).to_have_attribute("data-hall", "counted", timeout=SOON_MS)
    expect(phone.locator("[data-vote]")).to_have_count(0, timeout=SOON_MS)
    teller.locator("[aria-labelledby=awaited] a").click()
    report_tally(live(teller), 7, 2, 1)
    expect(button(chair, "declare_result")).to_be_visible(timeout=SOON_MS)
    pressed_twice(chair, "declare_result")
    expect(hall.locator("main")).to_have_attribute("data-hall", "result", timeout=SOON_MS)
    expect(hall.locator("main")).to_contain_text("Adopted")
    expect(public.locator("#decided, #hero").first).to_contain_text("dopted", timeout=SOON_MS)
    assert house.assembly.divisions[1].stage == "declared"


def test_the_hall_follows_within_a_second(house, screens):
    house.forward(PUT)
    hall = live(screens.sit("hall", "hall"))
    hall.evaluate(
        """() => { window.seen = []; new MutationObserver(() => window.seen.push(Date.now()))
        .observe(document.querySelector("footer"), {subtree: true, childList: true,
        characterData: true, attributes: true}); }"""
    )
    chair = actor(house, PRESIDENT, "chair")
    waits = []
    for act in ("close_list", "reopen_list", "close_list", "reopen_list", "close_list"):
        before = hall.evaluate("window.seen.length")
        pressed_at = time.time() * 1000
        assert chair.press(act).status_code == 303
        # Asked from outside: a page under our policy may not compile what it would ask itself.
        wait_until(lambda seen=before: hall.evaluate("window.seen.length") > seen)
        waits.append(hall.evaluate(f"window.seen[{before}]") - pressed_at)
        hall.wait_for_timeout(50)
    assert sorted(waits)[2] < FOLLOWS_WITHIN_MS


def press_through(chair: Page, key: str) -> None:
    """A key that sends a form: the answer has come, and listens to keys again."""
    with chair.expect_navigation():
        chair.keyboard.press(key)
    expect(chair.locator("html[data-keys-on]")).to_have_count(1)


def test_the_chair_needs_no_mouse(house, screens):
    house.forward(PUT)
    chair = live(screens.sit("chair"))
    chair.keyboard.press("Tab")
    assert chair.evaluate("document.activeElement.getAttribute('href')") == "#main"
    chair.keyboard.press("Enter")
    press_through(chair, "v")
    expect(button(chair, "close_division")).to_be_visible()
    assert house.assembly.divisions[1].stage == "open"
    chair.keyboard.press("k")
    expect(button(chair, "close_division")).to_have_class(ARMED)
    chair.keyboard.press("Escape")
    expect(button(chair, "close_division")).not_to_have_class(ARMED)
    assert house.assembly.divisions[1].stage == "open"
    chair.keyboard.press("k")
    press_through(chair, "k")
    expect(button(chair, "close_division")).to_have_count(0)
    assert house.assembly.divisions[1].stage == "closed"
    expect(chair.locator("html[data-keys-on]")).to_have_count(1)
    chair.keyboard.press("?")
    expect(chair.locator("dialog[open]")).to_be_visible()
    chair.keyboard.press("Escape")
    expect(chair.locator("dialog[open]")).to_have_count(0)


def test_a_key_does_nothing_while_somebody_writes(house, screens):
    house.forward("09:01:30")
    chair = live(screens.sit("chair"))
    before = house.position
    chair.locator("summary", has=chair.locator('text="Put a question"')).first.click()
    field = chair.locator('[name="title.en"]')
    field.fill("")
    field.press_sequentially("close the list, vote, n s k v d")
    assert field.input_value() == "close the list, vote, n s k v d"
    assert house.position == before


def test_focus_and_what_is_written_survive_an_update(house, screens):
    house.forward("09:01:30")
    chair = live(screens.sit("chair"))
    chair.locator("summary", has=chair.locator('text="Put a question"')).first.click()
    field = chair.locator('[name="title.en"]')
    field.press_sequentially("Shall it be so")
    delegate = house.head_of(house.present_delegations()[3])
    assert actor(house, delegate, "floor").press("ask_for_floor").status_code == 303
    expect(chair.locator(".vit")).to_contain_text(str(house.position), timeout=SOON_MS)
    assert chair.evaluate("document.activeElement.name") == "title.en"
    assert field.input_value() == "Shall it be so"
    field.press_sequentially("?")
    assert field.input_value() == "Shall it be so?"


def test_a_vote_half_placed_survives_an_update(house, screens):
    house.forward(OPEN)
    first = house.present_delegations()[0]
    present = house.assembly.bodies["plenary"].present
    one, other = [m for m in house.assembly.delegations[first].members if m in present][:2]
    phone = live(screens.sit_as(one, "vote"))
    split(phone, **{"for": 3, "against": 1})
    phone.locator('[name="abstain"]').focus()
    assert actor(house, other, "vote").vote(1, yes=2, no=8, abstain=0).status_code == 303
    expect(phone.locator("[data-vote]")).to_contain_text("10", timeout=SOON_MS)
    expect(phone.locator(".share").filter(has_text="has placed 10")).to_be_visible(timeout=SOON_MS)
    assert phone.evaluate("document.activeElement.name") == "abstain"
    assert phone.locator('[name="for"]').input_value() == "3"
    assert phone.locator('[name="against"]').input_value() == "1"


def test_a_vote_without_network_is_kept_and_then_received(house, screens):
    house.forward(OPEN)
    phone = live(screens.sit("delegate"))
    phone.context.set_offline(True)
    phone.locator('[data-all="against"]').click()
    phone.locator("[data-cast]").click()
    expect(phone.locator("[data-kept]")).to_be_visible(timeout=SOON_MS)
    expect(phone.locator("[data-kept]")).to_contain_text("not counted yet")
    expect(phone.locator(".receipt")).to_have_count(0)
    assert house.server.application.house.clerk.state(REHEARSAL).boxes == {}
    phone.context.set_offline(False)
    expect(phone.locator(".receipt")).to_be_visible(timeout=10_000)
    expect(phone.locator("[data-kept]")).to_be_hidden()
    [own] = house.server.application.house.clerk.state(REHEARSAL).boxes[1].box.current.values()
    assert [ballot.against_votes for ballot in own.values()] == [10]
    screens.complaints[:] = [c for c in screens.complaints if "ERR_INTERNET_DISCONNECTED" not in c]


def test_a_vote_that_comes_too_late_says_so(house, screens):
    house.forward(OPEN)
    phone = live(screens.sit("delegate"))
    phone.context.set_offline(True)
    phone.locator('[data-all="for"]').click()
    phone.locator("[data-cast]").click()
    expect(phone.locator("[data-kept]")).to_be_visible(timeout=SOON_MS)
    assert actor(house, PRESIDENT, "chair").press("close_division", division=1).status_code == 303
    phone.context.set_offline(False)
    expect(phone.locator("[data-vote-state]")).to_contain_text("closed", timeout=10_000)
    expect(phone.locator(".receipt")).to_have_count(0)
    noise = ("ERR_INTERNET_DISCONNECTED", "409")
    screens.complaints[:] = [c for c in screens.complaints if not any(n in c for n in noise)]


def test_two_devices_of_one_person_are_both_told_which_ballot_counts(house, screens):
    house.forward(OPEN)
    first = live(screens.sit("delegate"))
    first.locator('[data-all="for"]').click()
    first.locator("[data-cast]").click()
    expect(first.locator("[data-vote-state]")).to_contain_text("Received", timeout=SOON_MS)
    code = house.receipt_of(sole_voter(house))
    second = live(screens.sit_as(sole_voter(house), "vote"))
    second.locator("#change summary").click()
    second.locator('[data-all="against"]').click()
    second.locator("[data-cast]").click()
    expect(second.locator("[data-vote-state]")).to_contain_text("Received", timeout=SOON_MS)
    later = house.receipt_of(sole_voter(house))
    assert later != code
    expect(first.locator(".receipt .rc")).to_have_text(later, timeout=SOON_MS)
    expect(first.locator("[data-vote-state]")).to_contain_text("from another device")
    expect(second.locator("[data-vote-state]")).to_contain_text("Received")
    [own] = house.server.application.house.clerk.state(REHEARSAL).boxes[1].box.current.values()
    assert [ballot.against_votes for ballot in own.values()] == [10]


def test_a_kept_vote_survives_the_tab_and_is_sent_from_any_page(house, screens):
    house.forward(OPEN)
    phone = live(screens.sit("delegate"))
    phone.context.route("**/ballots", lambda route: route.abort())
    phone.locator('[data-all="against"]').click()
    phone.locator("[data-cast]").click()
    expect(phone.locator("[data-kept]")).to_be_visible(timeout=SOON_MS)
    phone.close()
    assert house.server.application.house.clerk.state(REHEARSAL).boxes == {}
    phone.context.unroute("**/ballots")
    phone = phone.context.new_page()
    phone.goto(f"{screens.origin('delegate')}/a/{REHEARSAL}/floor")
    expect(phone.locator("[data-vote-state]")).to_contain_text("Received", timeout=10_000)
    [own] = house.server.application.house.clerk.state(REHEARSAL).boxes[1].box.current.values()
    assert [ballot.against_votes for ballot in own.values()] == [10]
    screens.complaints[:] = [c for c in screens.complaints if "ERR_FAILED" not in c]


async def end_streams(house: DemoHouse) -> None:
    """Hang up on everyone, as a bad network does."""
    house.server.application.broadcaster.close()


def test_a_screen_that_lost_its_stream_catches_up(house, screens):
    house.forward(PUT)
    hall = live(screens.sit("hall", "hall"))
    hall.context.set_offline(True)
    house.server.run(end_streams(house))
    assert actor(house, PRESIDENT, "chair").press("open_division").status_code == 303
    hall.wait_for_timeout(500)
    assert hall.get_attribute("main", "data-hall") != "voting"
    hall.context.set_offline(False)
    expect(hall.locator("main")).to_have_attribute("data-hall", "voting", timeout=15_000)
    noise = ("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "Failed to fetch")
    screens.complaints[:] = [c for c in screens.complaints if not any(n in c for n in noise)]


def test_a_division_that_is_open_is_shown_on_every_page_of_a_delegate(house, screens):
    house.forward(PUT)
    phone = live(screens.sit("delegate", "floor"))
    assert actor(house, PRESIDENT, "chair").press("open_division").status_code == 303
    expect(phone.locator("#banner")).to_be_visible(timeout=SOON_MS)
    phone.locator("#banner").click()
    expect(phone.locator("[data-vote]")).to_be_visible()


@pytest.mark.parametrize("page", ["questions", "today"])
def test_nothing_moves_under_a_finger_when_a_division_is_opened(house, screens, page):
    house.forward(PUT)
    phone = live(screens.sit("delegate", page))
    places = """Array.from(document.querySelectorAll("main :is(h1, h2, a, li, p):not(#banner)"))
      .map(one => [one.textContent, one.getBoundingClientRect().top])"""
    before = phone.evaluate(places)
    assert len(before) > 2
    assert actor(house, PRESIDENT, "chair").press("open_division").status_code == 303
    expect(phone.locator("#banner")).to_be_visible(timeout=SOON_MS)
    assert phone.evaluate(places) == before
    assert phone.locator("#banner").bounding_box()["y"] > phone.viewport_size["height"] / 2
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = phone.locator("main :is(p, a, li, button):visible:not(#banner)").last.bounding_box()
    assert last["y"] + last["height"] <= phone.locator("#banner").bounding_box()["y"]


def test_two_quick_presses_of_one_button_are_one_act(house, screens):
    house.forward(PUT)
    chair = live(screens.sit("chair"))
    button(chair, "open_division").dblclick()
    expect(button(chair, "close_division")).to_be_visible()
    assert house.assembly.divisions[1].stage == "open"
    assert chair.locator("#errors").count() == 0


# -- without script ------------------------------------------------------------------------------


def test_without_script_the_chair_opens_and_a_delegate_splits(house, screens):
    house.forward(PUT)
    chair = screens.sit("chair", java_script_enabled=False)
    phone = screens.sit("delegate", java_script_enabled=False)
    button(chair, "open_division").click()
    expect(button(chair, "close_division")).to_be_visible()
    phone.reload()
    for choice, votes in {"for": 7, "against": 2, "abstain": 0}.items():
        phone.locator(f'[name="{choice}"]').fill(str(votes))
    phone.locator("[data-cast]").click()
    expect(phone.locator("#errors")).to_contain_text("1 more vote")
    phone.locator('[name="abstain"]').fill("1")
    phone.locator("[data-cast]").click()
    screens.complaints[:] = [c for c in screens.complaints if "409" not in c]
    expect(phone.locator(".receipt")).to_be_visible()
    button(chair, "close_division").click()
    chair.wait_for_load_state()
    expect(button(chair, "close_division")).to_have_count(0)
    assert house.assembly.divisions[1].stage == "closed"


def test_without_script_a_delegate_asks_for_the_floor(house, screens):
    house.forward("09:01:30")
    phone = screens.sit("delegate", "floor", java_script_enabled=False)
    button(phone, "ask_for_floor").click()
    expect(button(phone, "withdraw_request")).to_be_visible()
    button(phone, "withdraw_request").click()
    expect(button(phone, "ask_for_floor")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_every_screen_of_every_seat_is_drawn(house, screens, script):
    house.forward("09:10:45")
    seats = {
        "public": ("", "minutes", "decisions", "verify", "divisions/1"),
        "hall": ("hall",),
        "chair": ("chair", "chair?body=committee-1"),
        "clerk": ("chair",),
        "teller": ("chair",),
        "delegate": ("vote", "floor", "today", "questions"),
    }
    for seat, pages in seats.items():
        visitor = screens.sit(seat, pages[0], java_script_enabled=script)
        for page in pages:
            visitor.goto(f"{screens.origin(seat)}/a/{REHEARSAL}/{page}".rstrip("/"))
            expect(visitor.locator("h1").first).to_be_visible()
            expect(visitor.locator(".band.rehearsal")).to_be_visible()
            if script and page.partition("?")[0] in ("", "hall", "chair", "vote", "floor"):
                live(visitor)


def test_what_a_browser_complains_of_is_heard(browser, house):
    """Control: the listening that every journey ends with hears a forbidden style."""
    house.forward(PUT)
    listening = screens_of(browser, house)
    page = listening.__enter__().sit("hall", "hall")
    page.evaluate("document.querySelector('main').setAttribute('style', 'color:red')")
    page.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="Content Security Policy"):
        listening.__exit__(None, None, None)
