"""Suspend a delegation's vote; rolls frozen before keep it.

Article: arrears.no_vote_years, credentials.voting_right, credentials.accepted
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendVote(Act):
    """The secretariat records a decision on a delegation's vote, with its cause."""

    delegation: DelegationId
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteSuspended(Entry):
    """From here on the delegation has no vote, for this cause."""

    delegation: DelegationId
    cause: str


def decide(rules: Rulebook, assembly: Assembly, act: SuspendVote) -> list[Entry]:
    """Record the decision.

    Out of order: the actor is not of the secretariat; the delegation does not sit; it
    has no vote already.
    """
    require_secretariat(assembly, act)
    delegation = assembly.delegations.get(act.delegation)
    if delegation is None:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=act.delegation)
    if not delegation.has_vote:
        raise OutOfOrder(
            "credentials.voting_right", "has_no_vote_already", delegation=act.delegation
        )
    return [VoteSuspended(body=act.body, at=act.at, delegation=act.delegation, cause=act.cause)]


def apply(assembly: Assembly, entry: VoteSuspended) -> Assembly:
    delegation = assembly.delegations[entry.delegation]
    delegation = replace(delegation, has_vote=False, cause=entry.cause)
    return replace(assembly, delegations={**assembly.delegations, entry.delegation: delegation})


def minute(entry: VoteSuspended) -> Phrase:
    return Phrase("minute.vote_suspended", delegation=entry.delegation, cause=entry.cause)


KIND = Kind(
    SuspendVote,
    decide,
    {VoteSuspended: apply},
    {VoteSuspended: minute},
    "suspends the vote of {delegation} for {cause}",
)
