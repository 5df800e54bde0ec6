"""Restore a delegation's vote; rolls frozen before stay as they are.

Article: arrears.no_vote_years, credentials.voting_right, credentials.accepted, credentials.status
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rights import line_of_status
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreVote(Act):
    """The secretariat records a decision on a delegation's vote, with its cause."""

    delegation: DelegationId
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRestored(Entry):
    """From here on the delegation has vote, for this cause."""

    delegation: DelegationId
    cause: str


def decide(rules: Rulebook, assembly: Assembly, act: RestoreVote) -> list[Entry]:
    """Record the decision.

    Out of order: the actor is not of the secretariat; the delegation does not sit; it
    has a vote already; its status gives it none.
    """
    require_secretariat(assembly, act)
    delegation = assembly.delegations.get(act.delegation)
    if delegation is None:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=act.delegation)
    if delegation.has_vote:
        raise OutOfOrder("credentials.voting_right", "has_vote_already", delegation=act.delegation)
    if "vote" not in rules.rights(line_of_status(delegation.status), "assembly"):
        raise OutOfOrder("credentials.status", "not_a_member", delegation=act.delegation)
    return [VoteRestored(body=act.body, at=act.at, delegation=act.delegation, cause=act.cause)]


def apply(assembly: Assembly, entry: VoteRestored) -> Assembly:
    delegation = assembly.delegations[entry.delegation]
    delegation = replace(delegation, has_vote=True, cause="")
    return replace(assembly, delegations={**assembly.delegations, entry.delegation: delegation})


def minute(entry: VoteRestored) -> Phrase:
    return Phrase("minute.vote_restored", delegation=entry.delegation, cause=entry.cause)


KIND = Kind(
    RestoreVote,
    decide,
    {VoteRestored: apply},
    {VoteRestored: minute},
    "restores the vote of {delegation} by {cause}",
)
