"""Three days of a general debate: list, minutes, ledger and every screen agree to the second."""

import re
from collections import Counter
from random import Random

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.floor.accept_swap import AcceptSwap
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.ask_for_reply import AskForReply
from hemicycle.procedure.acts.floor.cut_microphone import CutMicrophone
from hemicycle.procedure.acts.floor.decide_motion import DebateClosed, DecideMotion
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.extend_time import ExtendTime
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.move_motion import MoveMotion
from hemicycle.procedure.acts.floor.note_no_show import NoteNoShow, SpeakerMissed
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.screens.chair import chair
from hemicycle.screens.hall import hall
from hemicycle.screens.ledger import ledger
from hemicycle.screens.minutes import minutes
from hemicycle.screens.now import now
from hemicycle.screens.speakers import speakers
from hemicycle.screens.speeches import speeches

from .little_house import CHAIR, SECRETARY, set_up

DELEGATIONS, DAYS, ITEM = 140, 3, "9"
REPLIES = "p-0001-1"  # and is not on the list
DAY_MS, WORK_S = 86_400_000, 5 * 3600
SPOKE = re.compile(r"after (?:(\d+)\s+min\s+)?(\d+)\s+s")


class Debate:
    """A general debate of 140 invented delegations, played in compressed time."""

    def __init__(self) -> None:
        self.random = Random(150)  # noqa: S311 - a seed makes it repeatable
        self.house = set_up(rulebook="ipu_assembly")
        self.spoke: Counter[str] = Counter()
        self.happened: Counter[str] = Counter()
        self.listed = 0
        self.pause_ms = 0  # of the present speech, by a point of order

    def run(self) -> None:
        """From the desk that lists the speakers to the closure of the debate."""
        self.list_and_draw()
        for day in range(DAYS):
            began = self.house.now
            self.house.do(OpenSitting, CHAIR)
            if not day:
                self.house.do(TakeUpItem, CHAIR, item=ITEM)
            while self.waiting and self.house.now - began < WORK_S * 1000:
                self.next_speaker()
                self.look_at_every_screen()
            self.end_of_day(is_last=day == DAYS - 1)
            self.house.now = began + DAY_MS

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who waits now."""
        return self.house.assembly.bodies["plenary"].lists[ITEM].waiting

    def list_and_draw(self) -> None:
        """Two of each delegation are listed, the lots are drawn, some swap."""
        house = self.house
        house.do(PlaceItem, SECRETARY, item=ITEM, title={"en": "D"}, kind="general_debate")
        for number in range(100, 100 + DELEGATIONS):
            key = f"p-{number:04d}"
            members = (f"{key}-1", f"{key}-2")
            house.do(
                AcceptCredentials, SECRETARY, delegation=key, members=members, votes=number % 23
            )
            for member in members[: 1 + number % 2]:
                house.do(AskForFloor, member, item=ITEM)
        self.listed = len(self.waiting)
        house.do(FreezeList, SECRETARY, item=ITEM)
        house.do(DrawLots, SECRETARY, item=ITEM, dice="35116", published="19283746")
        for first, second in zip(self.waiting[:20:2], self.waiting[1:20:2], strict=True):
            house.do(OfferSwap, first, item=ITEM, lowest=1, highest=200)
            house.do(AcceptSwap, second, item=ITEM, other=first)
            self.happened["swap"] += 1

    def next_speaker(self) -> None:
        """One is called: not there, interrupted, cut, extended, or simply heard."""
        house, speaker = self.house, self.waiting[0]
        house.now += self.random.randrange(8_000, 30_000)
        if self.random.random() < 0.06:
            house.do(NoteNoShow, CHAIR, speaker=speaker)
            self.happened["no_show"] += 1
            return
        house.do(GiveFloor, CHAIR, speaker=speaker)
        began, self.pause_ms = house.now, 0
        limit_s = house.assembly.bodies["plenary"].floor.limit_s
        spoke_s = round(limit_s * max(0.2, self.random.gauss(0.95, 0.2)))
        if self.random.random() < 0.05:
            spoke_s = self.interrupted(speaker, spoke_s)
        else:
            house.now += 1000 * spoke_s
        if spoke_s > limit_s + 30:
            house.do(CutMicrophone, CHAIR)
            self.happened["cut"] += 1
        else:
            if spoke_s > limit_s:
                house.do(ExtendTime, CHAIR, extra_s=spoke_s - limit_s)
                self.happened["extended"] += 1
            house.do(YieldFloor, speaker)
        self.spoke[speaker] += (house.now - began - self.pause_ms) // 1000

    def interrupted(self, speaker: str, spoke_s: int) -> int:
        """A point of order in mid-speech, heard and ruled upon; how long the speech is then."""
        house = self.house
        other = next(one for one in ("p-0001-1", "p-0002-1") if one != speaker)
        spoke_s = min(spoke_s, 170)
        house.now += 40_000
        house.do(RaisePointOfOrder, other, rule="speaking.order")
        raised = house.now
        house.now += 20_000
        house.do(GiveRuling, CHAIR, ruling="noted")
        self.pause_ms = house.now - raised
        house.now += 1000 * (spoke_s - 40)
        self.happened["point"] += 1
        return spoke_s

    def end_of_day(self, *, is_last: bool) -> None:
        """A reply, on the last day the closure of the debate, and the end of the sitting."""
        house = self.house
        house.do(AskForReply, REPLIES)
        house.do(GiveFloor, CHAIR, speaker=REPLIES)
        began = house.now
        house.now += 90_000
        house.do(YieldFloor, REPLIES)
        self.spoke[REPLIES] += (house.now - began) // 1000
        if is_last:
            house.do(MoveMotion, "p-0002-1", motion="close_debate")
            house.do(DecideMotion, CHAIR, outcome="carried")
        house.do(AdjournSitting, CHAIR)

    def look_at_every_screen(self) -> None:
        """What the record says is what each screen says."""
        for member in (CHAIR, SECRETARY, "p-0001-1", ""):
            view = self.house.view(member)
            floor = self.house.assembly.bodies["plenary"].floor
            assert chair(view).floor.holder == floor.holder
            assert [one.member for one in chair(view).floor.waiting] == list(self.waiting)
            assert now(view).here.waiting == self.waiting
            hall(view)


@pytest.fixture(scope="module")
def debate() -> Debate:
    """The whole debate, played once."""
    played = Debate()
    played.run()
    return played


def test_everything_that_happens_in_a_debate_has_happened(debate):
    assert set(debate.happened) == {"swap", "no_show", "cut", "extended", "point"}
    assert not debate.waiting


def test_list_minutes_and_ledger_agree_to_the_second(debate):
    view = debate.house.view(CHAIR)
    found = speeches(view.history, "plenary")
    by_member: Counter[str] = Counter()
    for one in found:
        by_member[one.member] += one.spoke_s
    assert by_member == debate.spoke
    assert ledger(view).spoke_s == sum(debate.spoke.values())
    phrases, said = load_phrases(), 0
    shown = minutes(view).sections
    for line in (one for section in shown for part in section.parts for one in part.lines):
        if line.phrase.key in ("minute.floor_yielded", "minute.microphone_cut"):
            words = phrases.say(line.phrase.key, "en", view.names, **line.phrase.facts)
            minute, second = (int(part or 0) for part in SPOKE.search(words).groups())
            said += 60 * minute + second
    assert said == sum(debate.spoke.values())


def test_everybody_on_the_list_was_heard_or_is_told_why_not(debate):
    entries = [written.entry for written in debate.house.view(CHAIR).history]
    struck = {one.speaker for one in entries if isinstance(one, SpeakerMissed) and not one.place}
    [closed] = [one for one in entries if isinstance(one, DebateClosed)]
    [seen] = [one for one in speakers(debate.house.view("")).lists if one.item.id == ITEM]
    heard = {one.member for one in seen.heard}
    assert heard == set(debate.spoke) - {REPLIES}
    assert len(heard) + len(struck) + closed.waiting == debate.listed


def test_sums_of_few_persons_are_not_told(debate):
    told = ledger(debate.house.view(CHAIR))
    by_size, by_status = told.by("size").sums, told.by("status").sums
    assert all(one.persons == 0 or one.persons >= 3 for one in (*by_size, *by_status))
    assert any(one.persons for one in by_size)  # the control
    assert sum(one.speeches for one in told.by("purpose").sums) == told.speeches
