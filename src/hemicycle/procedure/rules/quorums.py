"""Whether enough delegations are in the room.

Article: quorum.to_open, quorum.to_decide, quorum.on_request_only, quorum.request_delegations,
quorum.request_one_in
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.weights import voting_members


def delegations_present(assembly: Assembly, body: Body) -> int:
    """How many delegations with a vote have a member in the room."""
    return sum(
        bool(voting_members(assembly, body, delegation))
        for delegation in assembly.delegations.values()
        if delegation.has_vote
    )


# What follows where the quorum was asked for and is not there.
POSTPONED, WAITS = "postponed", "waits"
TO_NEXT_SITTING = "vote_to_next_sitting"
WITHOUT_QUORUM = (POSTPONED, WAITS, TO_NEXT_SITTING)


def is_request_enough(
    rules: Rulebook, assembly: Assembly, body: Body, asking: Sequence[MemberId]
) -> bool:
    """Whether enough persons, from enough delegations, ask for the quorum.

    Note: the share is one of those with a vote in the room; 0 where the rules ask for none.
    """
    delegations = {assembly.people[member].delegation for member in asking}
    one_in = rules.number("quorum.request_one_in") if rules.has("quorum.request_one_in") else 0
    voting = sum(
        len(voting_members(assembly, body, one))
        for one in assembly.delegations.values()
        if one.has_vote
    )
    enough_persons = not one_in or len(asking) * one_in >= voting
    return len(delegations) >= rules.number("quorum.request_delegations") and enough_persons


def require_no_quorum_due(body: Body) -> None:
    """Nothing is decided while the quorum that was asked for is to be established."""
    if body.is_quorum_due:
        raise OutOfOrder("quorum.on_request_only", "quorum_due")


def none(_assembly: Assembly) -> int:
    """No delegation need be present."""
    return 0


def half_of_delegations_registered(assembly: Assembly) -> int:
    """Half of the delegations with a vote, rounded up."""
    return (sum(d.has_vote for d in assembly.delegations.values()) + 1) // 2


def one_third_of_delegations_registered(assembly: Assembly) -> int:
    """One third of the delegations with a vote, rounded up."""
    return (sum(d.has_vote for d in assembly.delegations.values()) + 2) // 3


POLICIES = {
    "none": none,
    "half_of_delegations_registered": half_of_delegations_registered,
    "one_third_of_delegations_registered": one_third_of_delegations_registered,
    "one_third_of_members_authorised": none,  # counted in members: `members_needed`
}
