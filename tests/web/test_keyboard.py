"""The presiding officer and the clerk by keyboard alone, from the opening to the adjournment."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from acting import actor
from demo_house import CLERK, PRESIDENT, TELLER, DemoHouse, demo_house
from playwright.sync_api import Page
from screens_at_hand import SOON_MS, Screens, comes_true, screens_of

pytestmark = pytest.mark.browser

ALL_IS_OVER = "17:18"
FARTHEST = 150  # stops of the Tab key on one console
NAMED = """() => {
  const on = document.activeElement;
  return on === document.body ? "" : (on.getAttribute("aria-label") || on.labels?.[0]?.innerText
    || on.innerText || on.getAttribute("title") || on.id).replace(/\\s+/g, " ").trim();
}"""
SHOWS = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect(), style = getComputedStyle(on);
  const has = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return has && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
LIVE = """() => document.documentElement.dataset.net === "live"
  && "keysOn" in document.documentElement.dataset"""


@dataclass
class Keys:
    """A console of which only the keyboard is touched."""

    page: Page
    house: DemoHouse

    def live(self) -> None:
        """Wait until the page hears what happens."""
        comes_true(self.page, LIVE)

    def press(self, *keys: str) -> None:
        """Press some keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def on(self) -> str:
        """The name of what has the focus."""
        return self.page.evaluate(NAMED)

    def reach(self, name: str, key: str = "Tab") -> None:
        """Go on with the Tab key until something of this name has the focus, seen at each stop."""
        met = []
        for _ in range(FARTHEST):
            self.press(key)
            met.append(self.on())
            if met[-1]:
                assert self.page.evaluate(SHOWS), f"no focus is seen on {met[-1]}"
            if met[-1].startswith(name):
                return
        raise AssertionError(f"{name} is not within reach: {met}")

    def done(self, *keys: str) -> None:
        """Press keys that do an act, and wait until it is recorded and the page is back."""
        before = self.house.position
        with self.page.expect_navigation():
            self.press(*keys)
        self.live()
        assert self.house.position > before, self.page.inner_text("main")
        has_focus = "() => document.activeElement !== document.body"
        comes_true(self.page, has_focus, within_ms=SOON_MS)  # or else it was lost

    def write(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.reach(name)
        self.page.keyboard.type(text)


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal when its sitting is over: everybody is there, nothing is before the body."""
    with demo_house(tmp_path) as running:
        running.forward(ALL_IS_OVER)
        yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


@pytest.fixture
def keys(screens, house) -> Keys:
    """The presiding officer's console."""
    found = Keys(screens.sit("chair"), house)
    found.live()
    return found


def heads(house: DemoHouse) -> list[str]:
    """Who may speak and vote for the greatest delegations."""
    return [house.head_of(one) for one in house.present_delegations()]


def place_item(clerk: Keys) -> None:
    """The clerk places an item, with words in both languages."""
    clerk.reach("Place an item")
    clerk.press("Enter")
    clerk.write("Title, in English", "Other business")
    clerk.write("Title, in French", "Questions diverses")
    clerk.done("Enter")


def debate(keys: Keys, first: str, second: str) -> None:
    """Two ask; the first has the floor, more time, a call to order, and is interrupted and cut."""
    house = keys.house
    for member in (first, second):
        assert actor(house, member, "floor").press("ask_for_floor").status_code == 303
    keys.page.locator("[data-key=N]").first.wait_for(timeout=SOON_MS)
    keys.done("n")
    assert house.assembly.bodies["plenary"].floor.holder == first
    keys.done("+")
    keys.reach("Call to order")
    keys.done("Enter")
    raise_point(house, second)
    keys.page.locator("[data-key=P]").wait_for(timeout=SOON_MS)
    keys.done("p")
    keys.reach("End the speech")
    keys.done("Enter")
    rule(keys)
    house.forward("17:59")
    keys.reach("Cut the microphone")
    keys.press("Enter")
    keys.done("Enter")


def raise_point(house: DemoHouse, member: str) -> None:
    """A delegate raises a point of order from a telephone."""
    pressed = actor(house, member, "floor").press("raise_point_of_order", rule="speaking.order")
    assert pressed.status_code == 303


def rule(keys: Keys) -> None:
    """The ruling, by its key and a second press."""
    keys.press("u")
    keys.page.locator("#act-give_ruling-upheld.armed").wait_for()
    keys.done("Enter")


def decide_motion(keys: Keys, member: str) -> None:
    """A motion of a delegate, decided from the chair; then the list is opened again."""
    moved = actor(keys.house, member, "floor").press("move_motion", motion="close_list")
    assert moved.status_code == 303
    keys.page.locator("[data-key=M]").wait_for(timeout=SOON_MS)
    keys.press("m")
    keys.page.locator("#act-decide_motion-carried.armed").wait_for()
    keys.done("Enter")
    keys.reach("Reopen the list")
    keys.done("Enter")


def vote(keys: Keys) -> None:
    """A question, put with a form, and a division with its whole life."""
    keys.reach("Put a question")
    keys.press("Enter")
    keys.write("Question, in English", "Shall the record be open?")
    keys.write("Yes means, in English", "The record is open.")
    keys.done("Enter")
    keys.reach("Open the division")
    keys.done("Enter")
    keys.press("k")
    keys.page.locator("[data-key=K].armed").wait_for()
    keys.done("k")
    assert actor(keys.house, TELLER, "chair").press("report_tally").status_code == 303
    keys.page.locator("[data-key=D]").wait_for(timeout=SOON_MS)
    keys.press("d")
    keys.page.locator("[data-key=D].armed").wait_for()
    keys.done("d")


def end(keys: Keys) -> None:
    """Conclude, suspend and resume; adjourn from the command line; hand over the Chair."""
    keys.reach("Conclude")
    keys.done("Enter")
    keys.done("s")
    keys.done("s")
    say(keys, "adjourns the sitting")
    assert keys.house.assembly.bodies["plenary"].sitting is None
    keys.page.locator("[data-key=O]").wait_for(timeout=SOON_MS)
    keys.reach("Hand over the Chair", "Shift+Tab")
    keys.press("Enter")
    keys.reach("Hand the Chair to")
    keys.press("ArrowDown")
    keys.reach("Hand over the Chair")
    keys.done("Enter")
    assert keys.house.assembly.bodies["plenary"].presiding != PRESIDENT
    assert not keys.page.locator("#command").count()


def say(keys: Keys, phrase: str) -> None:
    """A grave act on the command line, which asks twice."""
    keys.press("/")
    keys.page.keyboard.type(phrase)
    keys.press("Enter")
    keys.page.locator("#command-do.armed").wait_for(timeout=SOON_MS)
    keys.press("Enter")
    keys.page.locator("#command-said").filter(has_text="Recorded.").wait_for(timeout=SOON_MS)


def clerks(screens: Screens, house: DemoHouse) -> Keys:
    """The console as the clerk sees it."""
    clerk = Keys(screens.sit("clerk"), house)
    clerk.page.goto(f"{screens.origin('clerk')}/a/{house.player.current}/chair")
    clerk.live()
    return clerk


def test_a_whole_sitting_by_keyboard(screens, house, keys):
    first, second, *_ = heads(house)
    place_item(clerks(screens, house))
    keys.done("o")
    keys.reach("Take up")
    keys.done("Enter")
    assert house.assembly.bodies["plenary"].item
    debate(keys, first, second)
    decide_motion(keys, second)
    vote(keys)
    end(keys)


def test_the_tab_key_goes_round_and_is_held_nowhere(keys):
    keys.done("o")
    stops = []
    for _ in range(FARTHEST):
        keys.press("Tab")
        stops.append(keys.page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        if stops.count(stops[0]) > 1:
            break
    assert stops.count(stops[0]) > 1
    there = len(stops)
    for _ in range(there):
        keys.press("Shift+Tab")
    assert len(set(stops)) == there - 1


def test_there_are_ways_to_skip(keys):
    keys.press("Tab")
    assert keys.on() == "Skip to main content"
    keys.reach("Skip to the command line")
    keys.press("Enter")
    assert keys.page.evaluate("document.activeElement.id") == "command"
    keys.press("Shift+Tab")
    assert keys.page.evaluate("document.activeElement.id") != "command"


def test_typed_words_and_the_focus_outlive_what_others_do(house, keys):
    keys.done("o")
    keys.reach("Put a question")
    keys.press("Enter")
    keys.write("Question, in English", "Shall the record")
    first, second, *_ = heads(house)
    assert actor(house, first, "floor").press("ask_for_floor").status_code == 303
    keys.page.locator("#floor li").first.wait_for(timeout=SOON_MS)
    keys.page.keyboard.type(" be open?")
    assert keys.page.locator("#q-title-en").input_value() == "Shall the record be open?"
    # A point of order takes the form away; once it is over, form and words are back.
    raise_point(house, second)
    keys.page.locator("[data-key=P]").wait_for(timeout=SOON_MS)
    assert not keys.page.locator("#q-title-en").count()
    assert keys.page.evaluate("document.activeElement.id") == "main"
    rule(keys)
    keys.page.locator("#q-title-en").wait_for(timeout=SOON_MS)
    assert keys.page.locator("#q-title-en").input_value() == "Shall the record be open?"
    keys.write("Yes means, in English", "The record is open.")
    keys.done("Enter")
    assert house.assembly.bodies["plenary"].question.title == {"en": "Shall the record be open?"}
    say(keys, "withdraws the question")
    keys.page.locator("#q-title-en").wait_for(state="attached", timeout=SOON_MS)
    assert keys.page.locator("#q-title-en").input_value() == ""


SIGN_OUT = """() => { const form = document.createElement("form");
  form.method = "post"; form.action = "/en/logout"; document.body.append(form);
  form.requestSubmit(); }"""


def test_whoever_signs_out_leaves_no_typed_words(keys):
    kept = "() => sessionStorage.getItem('hemi.stay') ?? ''"
    keys.press("/")
    keys.page.keyboard.type("opens sitting 2 with grace")
    assert "with grace" in keys.page.evaluate(kept)
    with keys.page.expect_navigation():
        keys.page.evaluate(SIGN_OUT)
    assert keys.page.evaluate(kept) == ""


def test_a_button_that_stays_keeps_the_focus(house, keys):
    keys.done("o")
    keys.reach("Suspend the sitting")
    first, *_ = heads(house)
    assert actor(house, first, "floor").press("ask_for_floor").status_code == 303
    keys.page.locator("#floor .que li").first.wait_for(timeout=SOON_MS)
    assert keys.on().startswith("Suspend the sitting")


def test_single_keys_are_listed_and_can_be_turned_off(house, keys):
    keys.press("?")
    dialog = keys.page.locator("dialog.keys")
    dialog.wait_for()
    assert "Open the sitting" in dialog.inner_text()
    assert "Command" in dialog.inner_text()
    keys.reach("Single keys are on")
    keys.press("Space")
    keys.press("Escape")
    dialog.wait_for(state="detached")
    before = house.position
    keys.press("o", "/")
    assert keys.page.evaluate("document.activeElement.id") != "command"
    keys.page.wait_for_timeout(300)
    assert house.position == before
    keys.press("?")
    keys.reach("Single keys are on")
    keys.press("Space")
    keys.press("Escape")
    dialog.wait_for(state="detached")
    keys.done("o")
    assert house.position == before + 1


def test_the_clerk_of_the_session_has_the_line_too(screens, house):
    clerk = clerks(screens, house)
    clerk.press("/")
    clerk.page.keyboard.type('places item 9 "Other business" | "Questions diverses"')
    clerk.press("Enter")
    clerk.page.locator("#command-said").filter(has_text="Recorded.").wait_for(timeout=SOON_MS)
    assert "9" in house.assembly.bodies["plenary"].items
    assert house.assembly.people[CLERK].office == "clerk"
