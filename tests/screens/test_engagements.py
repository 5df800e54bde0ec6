"""When a delegation is needed in the hall, as far as it is known; and who acts for it."""

from hemicycle.journal.instants import written
from hemicycle.procedure.acts.credentials.deputise import Deputise
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.programme.publish_programme import PublishProgramme
from hemicycle.procedure.rules.programme_clashes import accredited
from hemicycle.screens.engagements import (
    SITS_ON_MS,
    VOTE_SOON_MS,
    engagements,
    head_now,
    led_by_viewer,
)

from .little_house import CHAIR, HEAD, SECRETARY, declared, in_sitting, put, set_up

OURS, ALONE, ABSENT = "p-0001", "p-0002", "p-0003"
DEPUTY = "p-0001-2"


def known(house, delegation):
    """Why a delegation is needed, from when to when, in milliseconds from now on."""
    view = house.view()
    return [
        (one.why, one.begins - view.at, one.ends - view.at) for one in engagements(view, delegation)
    ]


def test_nobody_is_needed_while_nothing_sits():
    house = set_up()
    assert [known(house, one) for one in (OURS, ALONE, ABSENT, "p-9")] == [[], [], [], []]


def test_who_sits_alone_for_a_delegation_is_needed_there():
    house = in_sitting()
    assert known(house, OURS) == []
    assert known(house, ALONE) == [("alone", 0, SITS_ON_MS)]
    assert known(house, ABSENT) == []


def test_a_speech_is_in_the_way_from_the_soonest_to_the_latest():
    house = in_sitting()
    for member in ("p-0002-1", DEPUTY):
        house.do(AskForFloor, member)
    [(why, begins, ends)] = known(house, OURS)
    assert why == "floor"
    assert 0 < begins < ends
    house.do(GiveFloor, CHAIR, speaker="p-0002-1")
    floor, _ = known(house, ALONE)
    limit_ms = 1000 * house.assembly.bodies["plenary"].floor.limit_s
    assert floor[0] == "floor"
    assert 0 < floor[2] <= limit_ms
    assert known(house, ABSENT) == []


def test_a_vote_is_in_the_way_of_whoever_has_one():
    house = in_sitting()
    put(house)
    assert known(house, OURS) == [("vote", 0, VOTE_SOON_MS)]
    assert known(house, ABSENT) == [("vote", 0, VOTE_SOON_MS)]
    house.do(OpenDivision, CHAIR, period_s=90)
    [(why, _, ends)] = known(house, OURS)
    assert (why, ends <= 90_000) == ("vote", True)
    assert known(declared(), OURS) == []


def test_the_head_acts_for_the_delegation_or_who_stands_in():
    house = set_up()
    own = house.assembly.delegations[OURS]
    assert head_now(house.view(), own) == HEAD
    assert led_by_viewer(house.view(HEAD)) == own
    assert led_by_viewer(house.view(DEPUTY)) is None
    assert led_by_viewer(house.view()) is None
    assert led_by_viewer(house.view(CHAIR)) is None
    house.do(Deputise, HEAD, to=DEPUTY, ends_at=house.now + 600_000)
    assert led_by_viewer(house.view(DEPUTY)) == own
    assert led_by_viewer(house.view(HEAD)) is None
    house.now += 700_000
    assert led_by_viewer(house.view(HEAD)) == own


def test_without_the_head_the_next_acts_and_without_anybody_nobody():
    house = set_up()
    own = house.assembly.delegations[OURS]
    house.do(WithdrawCredentials, SECRETARY, member=HEAD)
    assert head_now(house.view(), own) == DEPUTY
    house.do(WithdrawCredentials, SECRETARY, member=DEPUTY)
    assert head_now(house.view(), own) == ""


def test_hours_of_the_programme_at_which_every_member_sits_are_taken():
    house = set_up()
    hour = 3_600_000
    begins = house.view().at + 2 * hour
    lines = "\n".join(
        f"slot | s-{n} | | sitting | {body} | | {written(begins + late)} | {written(begins + hour)}"
        for n, (body, late) in enumerate((("plenary", 0), ("committee-1", hour // 2)))
    )
    ours, single = (accredited(house.assembly, one) for one in (OURS, ALONE))
    assert ours > single == 1
    house.do(PublishProgramme, SECRETARY, lines={"en": lines}, clashes=1)
    left = begins - house.view().at
    taken = [("programme", at, at + hour // 2) for at in (left, left + hour // 2)]
    assert known(house, ALONE) == taken
    assert known(house, OURS) == (taken[1:] if ours == 2 else [])
