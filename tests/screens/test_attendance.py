"""Attendance: accredited and present are two figures, each with the time of its last change."""

from dataclasses import replace

from hemicycle.procedure.acts.credentials.admit_member import AdmitMember
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.assembly.presence import Checking
from hemicycle.screens.attendance import NEVER, attendance
from hemicycle.screens.in_the_room import in_the_room

from .little_house import SECRETARY, in_sitting, set_up


def test_before_any_roll_nobody_is_present_and_no_time_is_made_up():
    seen = attendance(set_up().view(SECRETARY))
    assert seen.accredited.delegations > 0
    assert seen.accredited.changed_at > NEVER
    assert {(one.has_roll, one.there.present, one.changed_at) for one in seen.bodies} == {
        (False, 0, NEVER)
    }


def test_each_figure_moves_with_what_it_counts_and_has_its_own_time():
    house = in_sitting()
    before = attendance(house.view(SECRETARY))
    house.do(AdmitMember, SECRETARY, member="p-0001-9", delegation="p-0001")
    admitted = attendance(house.view(SECRETARY))
    assert admitted.accredited.persons == before.accredited.persons + 1
    assert admitted.accredited.changed_at > before.accredited.changed_at
    assert admitted.bodies == before.bodies
    house.do(NoteArrival, SECRETARY, member="p-0001-9")
    arrived = attendance(house.view(SECRETARY))
    assert arrived.bodies[0].persons == before.bodies[0].persons + 1
    assert arrived.bodies[0].changed_at > before.bodies[0].changed_at
    assert arrived.bodies[1:] == before.bodies[1:]
    assert arrived.accredited == admitted.accredited


def test_a_quorum_is_delegations_and_not_persons():
    house = in_sitting()
    present = list(house.view(SECRETARY).assembly.bodies["plenary"].present)
    for member in present[1:]:
        house.do(NoteDeparture, SECRETARY, member=member)
    [plenary, *_] = attendance(house.view(SECRETARY)).bodies
    assert plenary.persons == 1
    assert plenary.there.present <= 1
    assert not plenary.there.is_enough


def test_withdrawn_credentials_are_no_longer_counted():
    house = in_sitting()
    before = attendance(house.view(SECRETARY)).accredited
    house.do(WithdrawCredentials, SECRETARY, member="p-0001-2")
    after = attendance(house.view(SECRETARY)).accredited
    assert (after.persons, after.delegations) == (before.persons - 1, before.delegations)


def test_members_are_counted_where_the_rulebook_does_and_while_it_is_checked_those_marked():
    house = in_sitting(rulebook="pace")
    view = house.view(SECRETARY)
    plenary = view.assembly.bodies["plenary"]
    there = in_the_room(view, plenary)
    assert (there.unit, there.present, there.of_all, there.needed) == ("members", 3, 4, 2)
    checked = replace(plenary, checking=Checking(is_granted=True, marked=("p-0001-1",)))
    there = in_the_room(view, checked)
    assert (there.unit, there.present, there.needed) == ("marked", 1, 2)
    assert not there.is_enough
