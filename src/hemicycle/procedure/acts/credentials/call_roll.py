"""Call the roll: who is in the room.

Article: quorum.step_in_agenda, division.roll_call_order, credentials.accepted
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.quorums import delegations_present
from hemicycle.procedure.rules.roll_order import in_roll_order
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRoll(Act):
    """The secretariat takes the roll of a body: all are present but the delegations named."""

    absent: tuple[DelegationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCalled(Entry):
    """These members are in the room. Units: delegations with a vote."""

    present: tuple[MemberId, ...]
    absent: tuple[DelegationId, ...]
    delegations_present: int
    quorum: int


def decide(rules: Rulebook, assembly: Assembly, act: CallRoll) -> list[Entry]:
    """Record who is present.

    Out of order: the body is unknown; the actor is not of the secretariat; a delegation
    named does not sit.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    unknown = [d for d in act.absent if d not in assembly.delegations]
    if unknown:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=unknown[0])
    present = tuple(
        member
        for delegation in in_roll_order(rules, assembly)
        if delegation.id not in act.absent
        for member in delegation.members
        if not assembly.people[member].is_withdrawn
    )
    after = replace(body, present=frozenset(present))
    return [
        RollCalled(
            body=act.body,
            at=act.at,
            present=present,
            absent=act.absent,
            delegations_present=delegations_present(assembly, after),
            quorum=rules.quorum_delegations(assembly),
        )
    ]


def apply(assembly: Assembly, entry: RollCalled) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, present=frozenset(entry.present), has_roll=True))


def minute(entry: RollCalled) -> Phrase:
    return Phrase(
        "minute.roll_called", n=entry.delegations_present, quorum=entry.quorum, absent=entry.absent
    )


KIND = Kind(
    CallRoll,
    decide,
    {RollCalled: apply},
    {RollCalled: minute},
    "calls the roll, absent {absent}",
)
