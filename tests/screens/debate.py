"""A general debate of three days, in any house: in memory, or served to real browsers."""

from collections import Counter
from collections.abc import Callable
from random import Random

from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.floor.accept_swap import AcceptSwap
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.ask_for_reply import AskForReply
from hemicycle.procedure.acts.floor.cut_microphone import CutMicrophone
from hemicycle.procedure.acts.floor.decide_motion import DecideMotion
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.extend_time import ExtendTime
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.move_motion import MoveMotion
from hemicycle.procedure.acts.floor.note_no_show import NoteNoShow
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting

from .little_house import CHAIR, SECRETARY

DELEGATIONS, DAYS, ITEM = 140, 3, "9"
REPLIES = "p-0001-1"  # and is not on the list
DAY_MS, WORK_S = 86_400_000, 5 * 3600
IN_SPEECH, ON_POINT, AFTER = "in_speech", "on_point", "after"  # when somebody may look


class Debate:
    """A general debate of 140 invented delegations, played in compressed time.

    `look` is called with the debate in mid-speech, when a point of order was raised, and after
    each speaker.
    """

    def __init__(self, house, look: "Callable[[Debate, str], None]") -> None:
        self.random = Random(150)  # noqa: S311 - a seed makes it repeatable
        self.house, self.look = house, look
        self.spoke: Counter[str] = Counter()
        self.happened: Counter[str] = Counter()
        self.listed = 0
        self.pause_ms = 0  # of the present speech, by a point of order

    def run(self) -> None:
        """From the first sitting to the closure of the debate, once the list is drawn."""
        for day in range(DAYS):
            began = self.house.now
            self.house.do(OpenSitting, CHAIR)
            if not day:
                self.house.do(TakeUpItem, CHAIR, item=ITEM)
            while self.waiting and self.house.now - began < WORK_S * 1000:
                self.next_speaker()
                self.look(self, AFTER)
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
        self.look(self, IN_SPEECH)
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
        self.look(self, ON_POINT)
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
