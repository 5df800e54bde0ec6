"""Three days of a general debate with all screens open: what each shows agrees to the second.

The pages are opened once and kept; those that are not live are loaded again to be read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import pytest
from demo_house import PATIENT_S, wait_until
from open_screens import GROUPS, OpenScreens, ServedHouse, open_screens, served_house
from playwright.sync_api import Page, expect

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.screens.decisions import decisions
from hemicycle.screens.ledger import ledger
from screens.debate import AFTER, IN_SPEECH, ITEM, ON_POINT, Debate
from screens.little_house import CHAIR, SECRETARY, furnished

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Of so many looks one reads all pages; the others do not wait for them.
EVERY = {IN_SPEECH: 100, ON_POINT: 6, AFTER: 100}
SAID = re.compile(
    r"Person ([\d-]+)(?: \([^)]*\) was cut| concluded) after (?:(\d+)\s+min\s+)?(\d+)\s+s"
)
PHRASES = load_phrases()
PATIENT_MS = 1000 * PATIENT_S


def say(key: str, **facts: object) -> str:
    """A sentence as a page says it, in English."""
    return " ".join(PHRASES.say(key, "en", NO_NAMES, **facts).split())


def texts(page: Page, selector: str) -> list[str]:
    """The texts of the elements of a page, without what only spaces them."""
    return [" ".join(one.split()) for one in page.locator(selector).all_text_contents()]


@dataclass
class Kept:
    """The pages that stay open through a debate, and what each must show."""

    screens: OpenScreens
    debate: Debate
    asleep: str  # a delegate who waits at the end of the list
    read: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    pages: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("hall", "", "speakers"):
            self.pages[name or "now"] = self.screens.show(name)
        for name, member in (("chair", CHAIR), ("floor", self.asleep), ("booth/en", "i-1")):
            self.pages[name] = self.screens.show(name, member)
        for name in ("minutes", "decisions"):
            self.pages[name] = self.screens.show(name, is_live=False)

    @property
    def house(self) -> ServedHouse:
        """The house that the pages are of."""
        return self.debate.house

    def look(self, _debate: Debate, moment: str) -> None:
        """Let most moments pass; at the others wait for every page, and read it."""
        self.looks[moment] += 1
        if self.looks[moment] % EVERY[moment] == EVERY[moment] // 2:
            self.read_all(moment)

    def read_all(self, moment: str) -> None:
        """Every page shows what is so."""
        self.read[moment] += 1
        waiting = [name_of(one) for one in self.debate.waiting]
        self.shows("hall", lambda page: texts(page, ".nx ol li span"), waiting[:6])
        self.shows("now", lambda page: texts(page, "#speakers + ol .small"), waiting)
        self.shows("booth/en", lambda page: texts(page, ".nx ol li p:first-child b"), waiting[:3])
        self.shows("speakers", lambda page: texts(page, "ol.tlx:not(.log) .num"), self.numbers)
        self.shows("chair", lambda page: texts(page, ".que .pos.num"), self.numbers)
        self.shows("floor", lambda page: texts(page, ".place > b"), self.place)
        self.who_speaks(moment)
        self.sums()
        self.seconds_in_the_minutes()
        self.nothing_is_wrong()

    def shows(self, name: str, read: Callable[[Page], Any], wanted: Any) -> None:
        """A page shows something, now or soon."""
        page, seen = self.pages[name], None

        def is_so() -> bool:
            nonlocal seen
            seen = read(page)
            return bool(seen == wanted)

        try:
            wait_until(is_so, within_s=PATIENT_S)
        except AssertionError:
            raise AssertionError(f"{name} shows {seen}, not {wanted}") from None

    @property
    def numbers(self) -> list[str]:
        """The numbers of those who wait, as the list gives them."""
        places = self.house.assembly.bodies["plenary"].lists[ITEM].places
        return [str(one.number) for one in places]

    @property
    def place(self) -> list[str]:
        """The place of the delegate who waits; none any more once heard."""
        waiting = self.debate.waiting
        return [str(waiting.index(self.asleep) + 1)] if self.asleep in waiting else []

    def who_speaks(self, moment: str) -> None:
        """Who has the floor, on every page that says so."""
        floor = self.house.assembly.bodies["plenary"].floor
        member = floor.point.member if moment == ON_POINT else floor.holder
        name = name_of(member) if member else ""
        if self.house.assembly.bodies["plenary"].sitting:
            self.shows("hall", lambda page: name in texts(page, "#now-on")[0], True)
        self.shows("now", lambda page: name in texts(page, "#now")[0], True)
        self.shows("booth/en", lambda page: name in texts(page, "#speaks")[0], True)
        if moment == IN_SPEECH:
            self.shows("chair", lambda page: texts(page, "h2#speaks"), [name])
            land = name_of(member.rpartition("-")[0])
            self.shows("floor", lambda page: land in texts(page, ".q h1")[0], True)

    def sums(self) -> None:
        """The sums on the page of the lists are those of the debate, by group and in all."""
        spoke = self.debate.spoke
        told = ledger(self.house.seen_by_anybody())
        assert told.spoke_s == sum(spoke.values())
        if not told.speeches:
            return
        in_all = say("speakers.ledger_sum", n=told.speeches, spoke_s=sum(spoke.values()))
        said = "section[aria-labelledby=ledger] > p"
        self.shows("speakers", lambda page: texts(page, said)[0].startswith(in_all), True)
        by_group: Counter[str] = Counter()
        for member, seconds in spoke.items():
            by_group[GROUPS[int(member[2:6]) % 3]] += seconds
        shown = {one.group: one for one in told.by("group").sums if one.is_told}
        assert {one: by_group[one] for one in shown} == {g: s.spoke_s for g, s in shown.items()}
        shares = [f"{one.percent}%" for one in shown.values()]
        self.shows("chair", lambda page: texts(page, "#bal-group dl b"), shares)
        for group, one in shown.items():
            row = [str(one.speeches), say("speakers.limit", limit_s=by_group[group])]
            called = group or say("ledger.group.none")
            cells = f"#ledger-sums tr:has(:text-is('{called}')) td"
            self.shows("speakers", lambda page, cells=cells: texts(page, cells)[:2], row)

    def seconds_in_the_minutes(self) -> None:
        """The seconds of each speaker in the minutes, which are loaded again to be read."""
        said: Counter[str] = Counter()
        for found in filter(None, map(SAID.search, self.lines_of_the_minutes())):
            name, minutes, seconds = found.groups()
            said[name] += 60 * int(minutes or 0) + int(seconds)
        assert said == {member[2:]: seconds for member, seconds in self.debate.spoke.items()}
        self.pages["decisions"].reload()
        expect(self.pages["decisions"].locator("h1")).to_be_visible()
        taken = decisions(self.house.seen_by_anybody()).results
        expect(self.pages["decisions"].locator("ul.dec > li")).to_have_count(len(taken))

    def lines_of_the_minutes(self) -> list[str]:
        """Every line, of one page or, in a long session, of a page for each sitting."""
        page = self.pages["minutes"]
        page.reload()
        here = page.url
        links = page.locator("section.sitting h2 a[href*='/minutes/']")
        parts = {link.get_attribute("href").partition("#")[0] for link in links.all()}
        if not parts:
            return texts(page, "ol.entries li p")
        found = []
        for part in sorted(parts):
            page.goto(urljoin(here, part))
            found += texts(page, "ol.entries li p")
        page.goto(here)
        return found

    def nothing_is_wrong(self) -> None:
        """No page has complained, lost its stream or loaded itself anew."""
        assert self.screens.complaints == []
        for name, page in self.pages.items():
            if name not in ("minutes", "decisions"):
                assert page.locator("html[data-net=live]").count() == 1, name
                assert self.screens.loads[page] == 1, name


def name_of(identity: str) -> str:
    """What somebody or a delegation is called."""
    return f"{'Person' if identity[2:].count('-') else 'Land'} {identity[2:]}"


@pytest.fixture
def house(tmp_path) -> Iterator[ServedHouse]:
    """A served house with its bodies, officers and an interpreter."""
    with served_house(tmp_path, rulebook="ipu_assembly") as served:
        yield furnished(served)


@pytest.fixture
def screens(browser, house) -> Iterator[OpenScreens]:
    """One browser for all pages, which complain of nothing."""
    with open_screens(browser, house) as opened:
        yield opened


def listed(house: ServedHouse, look: Callable[[Debate, str], None]) -> Debate:
    """The debate with its list drawn, everybody named, before the first sitting."""
    debate = Debate(house, look)
    debate.list_and_draw()
    house.do(AccreditPerson, SECRETARY, member="i-1", office="interpreter")
    house.name_everybody()
    return debate


def test_every_open_page_agrees_with_the_record_through_three_days(house, screens):
    debate = listed(house, lambda _debate, _moment: None)
    kept = Kept(screens, debate, asleep=debate.waiting[-4])
    deaf = screens.show("speakers", is_live=False, java_script_enabled=False)
    first = texts(deaf, "ol.tlx:not(.log) .num")
    debate.look = kept.look
    debate.run()
    assert set(debate.happened) == {"swap", "no_show", "cut", "extended", "point"}
    assert not debate.waiting
    kept.read_all(AFTER)
    assert min(kept.read[moment] for moment in EVERY) >= 2
    # A control: a page without its stream shows the morning of the first day.
    assert texts(deaf, "ol.tlx:not(.log) .num") == first
    assert len(first) == debate.listed


@pytest.mark.quiet
def test_a_page_that_is_kept_tells_when_the_floor_is_near(house, screens):
    seen: list[str] = []
    far_off: set[str] = set()
    debate = listed(house, lambda _debate, _moment: None)
    near, far = debate.waiting[12], debate.waiting[60]
    kept, other = screens.show("floor", near), screens.show("floor", far)
    marks = {say(f"delegate.in_{minutes}"): minutes for minutes in (20, 10, 3)}

    def look(_debate: Debate, moment: str) -> None:
        """Wait until both pages have come so far, and see what is new."""
        if moment != IN_SPEECH or near not in debate.waiting:
            return
        for page, member in ((kept, near), (other, far)):
            place = str(debate.waiting.index(member) + 1)
            expect(page.locator(".place > b")).to_have_text(place, timeout=PATIENT_MS)
        if debate.waiting[0] == near:
            house.now += 30_000  # and the last speech before has begun
            expect(kept.locator("[data-told]")).to_have_text(
                say("delegate.in_3"), timeout=PATIENT_MS
            )
        far_off.update(texts(other, "[data-told]"))
        told = "".join(texts(kept, "[data-told]"))
        if told and told not in seen:
            seen.append(told)
            expect(kept.locator("[data-told]")).to_be_visible(timeout=PATIENT_MS)
            if marks[told] > 3:  # then also that one is next is said
                expect(kept.locator("#say")).to_have_text(told, timeout=PATIENT_MS)

    debate.look = look
    house.do(OpenSitting, CHAIR)
    house.do(TakeUpItem, CHAIR, item=ITEM)
    while near in debate.waiting:
        debate.next_speaker()
    assert [marks[one] for one in seen] == [20, 10, 3]
    assert far_off == {""}  # a control: who is far is told nothing
    assert other.locator("#say").text_content() == ""
    assert [screens.loads[one] for one in (kept, other)] == [1, 1]
