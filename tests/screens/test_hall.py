"""The hall screen follows the meeting."""

import pytest

from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.screens.hall import hall

from . import little_house as house_of
from .little_house import CHAIR, HEAD, SECRETARY, TELLER

FLOOR = [
    (AskForFloor, HEAD, {}, "item"),
    (AskForFloor, "p-0002-1", {}, "item"),
    (GiveFloor, CHAIR, {"speaker": HEAD}, "speaker"),
    (RaisePointOfOrder, "p-0002-1", {"rule": "speaking.list"}, "speaker"),
    (GiveRuling, CHAIR, {"ruling": "noted"}, "speaker"),
    (YieldFloor, HEAD, {}, "item"),
    (SuspendSitting, CHAIR, {}, "suspended"),
    (ResumeSitting, CHAIR, {}, "item"),
]
VOTE = [
    (OpenDivision, CHAIR, {"period_s": 60}, "voting"),
    (CloseDivision, CHAIR, {}, "counted"),
    (ReportTally, TELLER, {}, "counted"),
    (DeclareResult, CHAIR, {}, "result"),
    (NoteDeparture, SECRETARY, {"member": HEAD}, "result"),
    (AskForFloor, "p-0003-1", {}, "result"),
    (GiveFloor, CHAIR, {"speaker": "p-0002-1"}, "speaker"),
]


def test_modes_follow_a_session():
    house = house_of.set_up()
    assert hall(house.view()).mode == "welcome"
    house = house_of.in_sitting()
    modes = []
    for act, by, fields, _ in FLOOR:
        house.do(act, by, **fields)
        modes.append(hall(house.view()).mode)
    assert modes == [mode for *_, mode in FLOOR]
    house_of.put(house)
    assert hall(house.view()).mode == "question"
    modes = []
    for act, by, fields, _ in VOTE:
        house.do(act, by, **fields)
        modes.append(hall(house.view()).mode)
    assert modes == [mode for *_, mode in VOTE]
    house.do(YieldFloor, "p-0002-1")
    house.do(AdjournSitting, CHAIR)
    ended = hall(house.view())
    assert (ended.mode, len(ended.decided)) == ("ended", 1)


def test_result_by_consensus_stays_without_a_division():
    house = house_of.in_sitting()
    house_of.put(house, method="consensus", majority="default")
    house.do(AdoptWithoutVote, CHAIR)
    shown = hall(house.view())
    assert (shown.mode, shown.result.method, shown.division) == ("result", "consensus", None)


def test_another_body_does_not_take_the_result_away():
    house = house_of.declared()
    house.do(OpenSitting, "o-chair-1", body="committee-1")
    assert hall(house.view()).mode == "result"
    assert hall(house.view(body="committee-1")).mode == "item"


def test_result_adds_up():
    shown = hall(house_of.declared().view())
    total = shown.arithmetic
    assert total.entitled_votes == house_of.ENTITLED
    assert total.entitled_votes == (
        total.for_votes + total.against_votes + total.abstention_votes + total.not_cast_votes
    )
    assert (total.for_votes, total.base_votes, total.required_votes) == (21, 29, 20)
    assert shown.result.outcome == "adopted"
    assert sum(shown.hemicycle.counts.values()) == shown.division.delegations == 3


def test_turnout_counts_votes_and_delegations():
    shown = hall(house_of.voting().view())
    assert (shown.division.turnout.placed_votes, shown.division.castable_votes) == (30, 30)
    assert shown.division.turnout.delegations_voted == 2
    assert (shown.hemicycle.of("voted"), shown.hemicycle.of("none")) == (2, 1)
    assert shown.hemicycle.of("for") == 0


def test_speaker_has_a_clock_and_an_interrupter_has_none():
    house = house_of.in_sitting()
    for act, by, fields, _ in FLOOR[:3]:
        house.do(act, by, **fields)
    floor = hall(house.view()).on_floor
    assert floor.ends_at == floor.since + 1000 * floor.limit_s
    house.do(RaisePointOfOrder, "p-0002-1", rule="speaking.list")
    floor = hall(house.view()).on_floor
    assert (floor.member, floor.interrupted, floor.ends_at) == ("p-0002-1", HEAD, 0)
    assert floor.purpose == "point_of_order"


def test_list_shows_the_next_six():
    house = house_of.in_sitting()
    for member in ("p-0001-1", "p-0001-2", "p-0002-1"):
        house.do(AskForFloor, member)
    shown = hall(house.view())
    assert (shown.waiting, shown.waiting_more) == (("p-0001-1", "p-0001-2", "p-0002-1"), 0)


def test_there_is_no_screen_without_a_body():
    assert hall(house_of.LittleHouse().view()) is None


@pytest.mark.parametrize("present", [True, False])
def test_quorum_is_known_after_a_roll(present):
    house = house_of.in_sitting() if present else house_of.set_up()
    shown = hall(house.view())
    assert shown.quorum.is_known == present
    assert shown.quorum.present == (2 if present else 0)
