"""How many delegations must be there, and who counts as there."""

from dataclasses import replace

import pytest

from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.suspend_vote import SuspendVote
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.assembly import Assembly, Delegation
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.quorums import POLICIES, delegations_present
from hemicycle.rulebooks import Leaf, load
from properties.sittings import room_at


def assembly_of(voting, silent=0):
    """An assembly of so many delegations with a vote and so many without."""
    delegations = {
        f"p-{n:04}": Delegation(
            id=f"p-{n:04}",
            status="member",
            votes=10,
            has_vote=n < voting,
            cause="" if n < voting else "arrears",
            members=(f"p-{n:04}-1",),
        )
        for n in range(voting + silent)
    }
    return Assembly(delegations=delegations)


@pytest.mark.parametrize(
    ("voting", "half", "third"),
    [(0, 0, 0), (1, 1, 1), (2, 1, 1), (3, 2, 1), (4, 2, 2), (139, 70, 47), (140, 70, 47)],
)
def test_half_and_a_third_are_rounded_up_and_count_those_with_a_vote(voting, half, third):
    for silent in (0, 3):
        assembly = assembly_of(voting, silent)
        assert POLICIES["half_of_delegations_registered"](assembly) == half
        assert POLICIES["one_third_of_delegations_registered"](assembly) == third
        assert POLICIES["none"](assembly) == 0


def present(room):
    """How many delegations count as present in plenary."""
    return delegations_present(room.assembly, room.assembly.bodies["plenary"])


def test_a_delegation_is_present_with_its_first_member_and_gone_with_its_last():
    room = room_at("sitting", "plain")
    assert present(room) == 3  # of five, one is in arrears and one an observer
    room.done(NoteDeparture, "o-sg", member="p-0003-1")
    assert present(room) == 3
    room.done(NoteDeparture, "o-sg", member="p-0003-2")
    assert present(room) == 2
    room.done(WithdrawCredentials, "o-sg", member="p-0002-1")
    assert present(room) == 1
    room.done(SuspendVote, "o-sg", delegation="p-0001", cause="arrears")
    assert present(room) == 0


def rules_with(**values):
    """The plain rules with other values; `quorum__to_open` stands for quorum.to_open."""
    rules = load("plain")
    leaves = dict(rules.leaves)
    for key, value in values.items():
        name = key.replace("__", ".")
        leaves[name] = replace(leaves[name], value=value)
    assert all(isinstance(leaf, Leaf) for leaf in leaves.values())
    return replace(rules, leaves=leaves)


def refusal(room, rules, kind, **fields):
    """Why an act of the President is refused under these rules."""
    act = room.act(kind, "o-president", **fields).act
    found = PROCEDURE.may(rules, room.assembly, act)
    assert found is None or isinstance(found, OutOfOrder)
    return found and (found.rule_key, found.reason_key, found.facts)


def test_a_sitting_needs_its_quorum_where_the_rules_ask_for_one():
    room = room_at("seated", "plain")
    strict = rules_with(quorum__to_open="one_third_of_delegations_registered")
    assert refusal(room, load("plain"), OpenSitting) is None
    missing = ("quorum.to_open", "no_quorum", {"present": 0, "n": 1})
    assert refusal(room, strict, OpenSitting) == missing
    room.done(CallRoll, "o-sg", absent=("p-0001", "p-0002"))
    assert refusal(room, strict, OpenSitting) is None


def test_a_division_needs_its_quorum_where_it_is_not_only_counted_on_request():
    room = room_at("sitting", "plain")
    words = {"en": "Q"}
    room.done(PutQuestion, "o-president", title=words, yes_means=words, method="roll_call")
    strict = rules_with(quorum__on_request_only=False)
    assert refusal(room, strict, OpenDivision) is None
    room.done(CallRoll, "o-sg", absent=("p-0002", "p-0003"))
    missing = ("quorum.to_decide", "no_quorum", {"present": 1, "n": 2})
    assert refusal(room, strict, OpenDivision) == missing
    assert refusal(room, load("plain"), OpenDivision) is None
