"""Whether enough delegations are in the room.

Article: quorum.to_open, quorum.to_decide, quorum.on_request_only
"""

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.rules.weights import voting_members


def delegations_present(assembly: Assembly, body: Body) -> int:
    """How many delegations with a vote have a member in the room."""
    return sum(
        bool(voting_members(assembly, body, delegation))
        for delegation in assembly.delegations.values()
        if delegation.has_vote
    )


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
}
