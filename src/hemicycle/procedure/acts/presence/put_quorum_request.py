"""Close the vote on a request for the quorum: enough members of enough delegations want it or not.

Article: quorum.request_share, quorum.request_delegations, quorum.request_by, quorum.on_request_only
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Checking
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.quorum_checks import is_by_vote, support_of_check
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PutQuorumRequest(Act):
    """The presiding officer says whether enough have voted for the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumRequestDecided(Entry):
    """The quorum is checked, or the request has failed. Units: members, delegations."""

    members: int
    needed: int
    delegations: int
    needed_delegations: int
    is_granted: bool


def decide(rules: Rulebook, assembly: Assembly, act: PutQuorumRequest) -> list[Entry]:
    """Record what the house says on the request.

    Out of order: no sitting is open; the actor does not preside; the house does not vote on such
    requests; nobody has asked, or it was granted already.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if not is_by_vote(rules) or not body.quorum_asked or body.checking.is_granted:
        raise OutOfOrder("quorum.on_request_only", "no_quorum_request")
    found = support_of_check(rules, assembly, body)
    return [
        QuorumRequestDecided(
            body=act.body,
            at=act.at,
            members=found.members,
            needed=found.needed,
            delegations=found.delegations,
            needed_delegations=found.needed_delegations,
            is_granted=found.is_enough,
        )
    ]


def apply(assembly: Assembly, entry: QuorumRequestDecided) -> Assembly:
    body = assembly.bodies[entry.body]
    if entry.is_granted:
        return assembly.with_body(replace(body, checking=Checking(is_granted=True)))
    return assembly.with_body(replace(body, quorum_asked=(), is_quorum_due=False))


def minute(entry: QuorumRequestDecided) -> Phrase:
    outcome = "granted" if entry.is_granted else "failed"
    return Phrase(
        f"minute.quorum_request_{outcome}",
        n=entry.members,
        needed=entry.needed,
        total=entry.delegations,
        least=entry.needed_delegations,
    )


KIND = Kind(
    PutQuorumRequest,
    decide,
    {QuorumRequestDecided: apply},
    {QuorumRequestDecided: minute},
    "closes the vote on the request for the quorum",
)
