"""The Chair takes a draft with 156 amendments through the script in a real browser.

The scenario is played up to the first vote; from there on every amendment is put, carried, found to
fall or to stand, and the text put as a whole, by the buttons of the page. What others do in the
scenario, and the counting of hands in the room, happens as it is written there.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from demo_house import PATIENT_S, DemoHouse, demo_house
from page_reader import text_of
from playwright.sync_api import Page
from screens_at_hand import NARROW, OUTSIDE, WIDE, Screens
from test_accessibility import RULES

from hemicycle.demo import sessions
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.scenario import Line
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from hemicycle.procedure.acts.texts.put_text import PutText
from hemicycle.procedure.assembly import Text
from hemicycle.procedure.kernel import Act
from minutes.test_scenarios import SETTING

pytestmark = pytest.mark.browser

SCENARIO = Path(__file__).parent.parent / "minutes" / "large_draft.minutes"
BY_BUTTON = (PutAmendment, AdoptWithoutVote, FindFallen, PutText)
AMENDMENTS, WITHIN_S = 156, 60


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The committee with its draft, before the first amendment is put."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "REHEARSAL", SCENARIO)
        with demo_house(tmp_path_factory.mktemp("large")) as running:
            while not is_said(running, PutAmendment):
                play_next(running)
            yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers, which complain of nothing."""
    at_hand = Screens(browser, house=house)
    yield at_hand
    at_hand.close()
    assert at_hand.complaints == []


def next_line(house: DemoHouse) -> Line:
    """What the scenario has coming."""
    line = house.player.next_line
    assert line is not None
    return line


def is_said(house: DemoHouse, *kinds: type[Act]) -> bool:
    """Whether the next line is one of these acts."""
    return next_line(house).spoken.act in kinds


def play_next(house: DemoHouse) -> None:
    """Do what the scenario says next, at its time."""
    house.server.run(one_line(house))
    assert not house.player.skipped


async def one_line(house: DemoHouse) -> None:
    """The same, while the player itself stands still."""
    async with house.player._playing:
        house.player.clock.move_to(next_line(house).at)
        await house.player._play_next()


def text_in(house: DemoHouse) -> Text:
    """The draft as it stands."""
    [text] = house.assembly.texts.values()
    return text


@dataclass
class Chair:
    """The Chair at the script."""

    house: DemoHouse
    page: Page
    presses: int = 0

    def do(self, act: Act) -> None:
        """One act by the button that the page has for it."""
        before = self.house.position
        match act:
            case PutAmendment():
                self.choose(f"#method-{act.amendment}", act.method)
                self.press(f"#put-{act.amendment}")
            case AdoptWithoutVote():
                self.press("#act-adopt")
            case FindFallen(consequence="falls"):
                self.press(f"#falls-{act.amendment}")
            case FindFallen():
                self.page.locator(f"#stands-{act.amendment} > summary").click()
                for language, because in act.because.items():
                    field = f"#stands-{act.amendment}-because-{language}"
                    self.page.locator(field).fill(because)
                self.press(f"#stand-{act.amendment}")
            case PutText():
                self.choose("#method-whole", act.method)
                self.press("#put-whole")
        assert self.house.position > before, act

    def choose(self, select: str, method: str) -> None:
        """How it is put."""
        self.page.locator(select).select_option(method)

    def press(self, button: str) -> None:
        """One press, and the page again."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator(button).click()
        self.presses += 1


def seated(screens: Screens, member: str) -> Page:
    """A browser of somebody who is signed in."""
    house, page = screens.house, screens.visitor(WIDE)
    key = house.visitor(member).cookies[house.cookie_name]
    page.context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    page.set_default_timeout(PATIENT_S * 1000)
    return page


@pytest.fixture(scope="module")
def adopted(house, browser) -> tuple[DemoHouse, float]:
    """From the first decision to the adopted text; and when the last was taken."""
    at_hand = Screens(browser, house=house)
    symbol = text_in(house).id
    member = house.assembly.bodies[text_in(house).body].presiding
    page = seated(at_hand, member)
    page.goto(f"{house.url}/a/{house.player.current}/script/{symbol}")
    chair, last = Chair(house, page), 0.0
    while house.player.next_line is not None:
        if not is_said(house, *BY_BUTTON):
            play_next(house)
            continue
        line = next_line(house)
        house.player.clock.move_to(line.at)
        [act] = house.player._acts(line)
        chair.do(act)
        house.player.round.played += 1
        last = time.monotonic()
    at_hand.close()
    assert at_hand.complaints == []
    assert chair.presses > AMENDMENTS
    return house, last


def test_the_clean_text_is_word_for_word_what_the_scenario_gives(adopted):
    house, last = adopted
    text = text_in(house)
    public = house.visitor().get(f"/en/a/{house.player.current}/texts/{text.id}/rev.2")
    assert time.monotonic() - last < WITHIN_S
    found = rehearse(SCENARIO, setting=SETTING)
    assert found.problems == []
    [wanted] = found.state.assembly.texts.values()
    assert len(text.amendments) == AMENDMENTS
    assert text.latest.clauses == wanted.latest.clauses
    assert text.amendments == wanted.amendments
    said = text_of(re.sub(r'<a class="n".*?</a>', "", public.text))  # the numbers of lines
    for clause in wanted.latest.clauses:
        assert clause.words["en"] in said


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("fr", NARROW), ("ar", NARROW)])
def test_its_two_versions_are_compared_for_every_reader(adopted, screens, language, size):
    house, _ = adopted
    page = screens.visitor(size)
    here = f"{house.url}/{language}/a/{house.player.current}/texts/{text_in(house).id}"
    for address in ("diff/1..2", "diff/1..2?view=beside"):
        page.goto(f"{here}/{address}")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [f"{one['id']} {node['target']}" for one in found for node in one["nodes"]] == []
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("fr", NARROW), ("ar", NARROW)])
def test_the_proposed_procedure_for_so_many_is_for_every_reader(house, screens, language, size):
    page = seated(screens, text_in(house).rapporteurs[0])
    page.set_viewport_size(size)
    here = f"{house.url}/{language}/a/{house.player.current}/texts/{text_in(house).id}/list"
    page.goto(here)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{one['id']} {node['target']}" for one in found for node in one["nodes"]] == []
    assert page.evaluate(OUTSIDE) == []
