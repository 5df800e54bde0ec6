"""Whoever deputises whom and when: a right is never in two hands, and never in none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.credentials import deputise
from hemicycle.procedure.acts.credentials.deputise import Deputise
from hemicycle.procedure.acts.credentials.end_deputisation import EndDeputisation
from hemicycle.procedure.assembly import Assembly, Body, Delegation, DelegationId, Person
from hemicycle.procedure.kernel import BodyId, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.rights import deputy_of, own_rights, rights_of
from hemicycle.procedure.rules.weights import roll
from hemicycle.rulebooks import load
from properties.sittings import room_at

RULES = load("ipu_assembly")
MEMBERS = tuple(MemberId(f"p-0001-{seat}") for seat in range(1, 5))
DELEGATION = DelegationId("p-0001")
COUNCIL = BodyId("council")


def council() -> Assembly:
    """The Council, where persons vote: one delegation of four, three of whom have seats."""
    delegation = Delegation(
        id=DELEGATION, status="member", votes=10, has_vote=True, cause="", members=MEMBERS
    )
    body = Body(
        id=COUNCIL,
        organ="council",
        title={},
        unit="person",
        presiding=MemberId("o-president"),
        constituted_presiding=MemberId("o-president"),
        present=frozenset(MEMBERS),
        seats={DELEGATION: dict.fromkeys(MEMBERS[:3], "titular")},
    )
    people = {member: Person(id=member, delegation=DELEGATION) for member in MEMBERS}
    room = room_at("opened", "ipu_assembly")
    return replace(room.assembly, delegations={DELEGATION: delegation}, people=people).with_body(
        body
    )


def act(kind, by, at, **fields):
    """An act in the Council at a moment."""
    common = {"act_id": "a", "capacity": "", "through": "", "body": COUNCIL}
    return kind(**common, by=by, at=Instant(at), **fields)


def after(assembly, asked):
    """What is true after an act, or as it was where the act is refused."""
    try:
        entries = PROCEDURE.decide(RULES, assembly, asked)
    except OutOfOrder:
        return assembly
    for entry in entries:
        assembly = PROCEDURE.apply(assembly, entry)
    return assembly


MOMENTS = st.integers(0, 30)
PEOPLE = st.sampled_from(MEMBERS)
DEPUTISE = st.builds(
    lambda by, to, starts, ends: (Deputise, by, {"to": to, "starts_at": starts, "ends_at": ends}),
    PEOPLE,
    PEOPLE,
    MOMENTS,
    MOMENTS,
)
END = st.builds(lambda by: (EndDeputisation, by, {}), PEOPLE)


@given(st.lists(st.one_of(DEPUTISE, DEPUTISE, END), max_size=12), MOMENTS)
def test_a_right_is_always_in_exactly_one_hand(asked, moment):
    assembly = council()
    for at, (kind, by, fields) in enumerate(asked):
        assembly = after(assembly, act(kind, by, at, **fields))
    body, now = assembly.bodies[COUNCIL], Instant(moment)
    deputies = {member: deputy_of(body, member, at=now) or member for member in MEMBERS}
    for member, hand in deputies.items():
        assert deputies[hand] == hand or hand == member
        held = rights_of(RULES, assembly, body, member=hand, at=now)
        assert own_rights(RULES, assembly, body, member) <= held
        if hand != member:
            assert rights_of(RULES, assembly, body, member=member, at=now) == set()
    in_force = [one for one in body.deputisations if one.is_in_force(now)]
    assert len({one.to for one in in_force} | {one.member for one in in_force}) == 2 * len(in_force)


@given(st.lists(DEPUTISE, max_size=8), MOMENTS)
def test_nobody_votes_twice_and_nothing_is_cast_beyond_the_seats(asked, moment):
    assembly = council()
    for kind, by, fields in asked:
        assembly = after(assembly, act(kind, by, 0, **fields))
    [row] = roll(RULES, assembly, assembly.bodies[COUNCIL], at=Instant(moment))
    assert len(set(row.members)) == len(row.members)
    assert row.entitled == 3
    assert row.castable == min(3, len(row.members))


def test_whoever_has_no_seat_votes_for_who_has_one():
    assembly = after(council(), act(Deputise, MEMBERS[0], 5, to=MEMBERS[3], ends_at=Instant(10)))
    votes = {
        moment: roll(RULES, assembly, assembly.bodies[COUNCIL], at=Instant(moment))[0].members
        for moment in (4, 5, 9, 10)
    }
    assert votes[4] == votes[10] == MEMBERS[:3]
    assert votes[5] == votes[9] == MEMBERS[1:]


def test_what_was_passed_is_worth_nothing_once_the_credentials_are_withdrawn():
    assembly = after(council(), act(Deputise, MEMBERS[0], 5, to=MEMBERS[3], ends_at=Instant(10)))
    withdrawn = replace(assembly.people[MEMBERS[0]], is_withdrawn=True)
    assembly = replace(assembly, people={**assembly.people, MEMBERS[0]: withdrawn})
    body = assembly.bodies[COUNCIL]
    assert "vote" not in rights_of(RULES, assembly, body, member=MEMBERS[3], at=Instant(6))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 1, 0, 10), (0, 2, 5, 15)),  # the same person twice
        ((0, 1, 0, 10), (2, 1, 5, 15)),  # the same deputy twice
        ((0, 1, 0, 10), (1, 2, 5, 15)),  # a deputy who deputises
        ((0, 1, 0, 10), (2, 0, 5, 15)),  # to somebody who is away
    ],
)
def test_two_at_a_time_are_refused_and_two_after_each_other_are_not(first, second):
    assembly = council()
    by, to, starts, ends = first
    asked = {"to": MEMBERS[to], "starts_at": Instant(starts), "ends_at": Instant(ends)}
    assembly = after(assembly, act(Deputise, MEMBERS[by], 0, **asked))
    by, to, starts, ends = second
    asked = {"to": MEMBERS[to], "starts_at": Instant(starts), "ends_at": Instant(ends)}
    with pytest.raises(OutOfOrder) as refused:
        PROCEDURE.decide(RULES, assembly, act(Deputise, MEMBERS[by], 0, **asked))
    assert refused.value.reason_key == "deputised_already"
    later = {**asked, "starts_at": Instant(10)}
    assert PROCEDURE.decide(RULES, assembly, act(Deputise, MEMBERS[by], 0, **later))


def test_without_the_check_a_right_would_be_in_no_hand(monkeypatch):
    """Control: what the property would find if two at a time were not refused."""
    monkeypatch.setattr(deputise, "require_one_hand", lambda *_: None)
    assembly = after(council(), act(Deputise, MEMBERS[0], 0, to=MEMBERS[1], ends_at=Instant(9)))
    assembly = after(assembly, act(Deputise, MEMBERS[1], 0, to=MEMBERS[2], ends_at=Instant(9)))
    body = assembly.bodies[COUNCIL]
    deputy = deputy_of(body, MEMBERS[0], at=Instant(1))
    assert deputy_of(body, deputy, at=Instant(1)) == MEMBERS[2]
