"""Takes: each speech is in the stretch in which it began, with its own beginning and end."""

from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.share_time import ShareTime
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.open_takes import OpenTakes
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.screens.takes import MINUTE_MS, stretches

from .little_house import CHAIR, HEAD, SECRETARY, in_sitting

SECOND, OTHER = "p-0001-2", "p-0002-1"


def debate():
    """A speech that a point of order interrupts and a colleague goes on with, then another."""
    house = in_sitting()
    for member in (HEAD, OTHER):
        house.do(AskForFloor, member)
    house.do(GiveFloor, CHAIR, speaker=HEAD)
    house.do(RaisePointOfOrder, OTHER, rule="speaking.order")
    house.do(GiveFloor, CHAIR, speaker=OTHER)
    house.do(GiveRuling, CHAIR, ruling="noted")
    house.do(ShareTime, HEAD, to=SECOND)
    house.do(YieldFloor, SECOND)
    house.now += 25 * MINUTE_MS
    house.do(GiveFloor, CHAIR, speaker=OTHER)
    return house


def takes_in(house):
    """The takes of the sitting."""
    view = house.view()
    return stretches(view, view.assembly.records["plenary", 1]), view


def test_nothing_is_in_takes_before_they_are_opened():
    assert takes_in(debate())[0] == ()


def test_each_speech_is_in_the_take_in_which_it_began():
    house = debate()
    house.do(OpenTakes, SECRETARY)
    (first, third), _ = takes_in(house)
    assert (first.number, third.number) == (1, 3)
    assert [one.member for one in first.speeches] == [HEAD, OTHER, SECOND]
    assert [one.purpose for one in first.speeches] == ["speech", "point_of_order", "speech"]
    assert [one.member for one in third.speeches] == [OTHER]
    assert third.from_at <= third.speeches[0].began_at < third.to_at


def test_a_speech_ends_with_the_ruling_the_colleague_or_the_sitting():
    house = debate()
    house.do(OpenTakes, SECRETARY)
    (first, third), view = takes_in(house)
    speech, point, colleague = first.speeches
    assert speech.began_at < point.began_at < point.ended_at < speech.ended_at
    assert speech.ended_at == colleague.began_at < colleague.ended_at
    record = view.assembly.records["plenary", 1]
    assert not third.speeches[0].ended_at
    assert first.is_over(record, view.at)
    assert not third.is_over(record, view.at)
    house.do(YieldFloor, OTHER)
    house.do(AdjournSitting, CHAIR)
    (_, third), view = takes_in(house)
    assert third.is_over(view.assembly.records["plenary", 1], view.at)
