"""Ask for the quorum: before a question is decided, it is to be established who is there.

Article: quorum.on_request_only, quorum.request_delegations, quorum.request_one_in,
quorum.missing_procedural_motion, quorum.to_decide
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_person, require_question, require_sitting
from hemicycle.procedure.rules.quorum_checks import is_by_vote, knows_quorum
from hemicycle.procedure.rules.quorums import is_request_enough
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForQuorum(Act):
    """A delegate asks that the quorum be established, or joins those who have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumAsked(Entry):
    """One more asks; once they are enough nothing is decided before the quorum is established.

    Where the house votes on the request each who asks votes for it, and the first is enough to
    have that vote taken before anything else.
    """

    member: MemberId
    delegation: DelegationId
    is_enough: bool


def decide(rules: Rulebook, assembly: Assembly, act: AskForQuorum) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; nothing is to be decided; the actor is not accredited, or
    has no right to move anything there; the rules know no quorum, or have it checked without
    request; the voting has begun; the actor has asked already, or others have enough.
    """
    body = require_sitting(assembly, act.body)
    require_matter(rules, body)
    require_right(rules, assembly, act, right="move")
    if not knows_quorum(rules, assembly):
        raise OutOfOrder("quorum.to_decide", "no_quorum_known")
    if not rules.is_on("quorum.on_request_only"):
        raise OutOfOrder("quorum.on_request_only", "quorum_checked_anyway")
    if body.division:
        raise OutOfOrder("quorum.on_request_only", "voting_has_begun", division=body.division)
    by_vote = is_by_vote(rules)
    is_over = body.checking.is_granted if by_vote else body.is_quorum_due
    if act.by in body.quorum_asked or is_over:
        raise OutOfOrder("quorum.on_request_only", "quorum_asked_already")
    return [
        QuorumAsked(
            body=act.body,
            at=act.at,
            member=act.by,
            delegation=require_person(assembly, act.by).delegation,
            is_enough=by_vote
            or is_request_enough(rules, assembly, body, (*body.quorum_asked, act.by)),
        )
    ]


def require_matter(rules: Rulebook, body: Body) -> None:
    """Something is to be decided: a question, or a motion where a check may catch one.

    Out of order: neither stands.
    """
    if body.motion is None or not rules.has("quorum.missing_procedural_motion"):
        require_question(body)


def apply(assembly: Assembly, entry: QuorumAsked) -> Assembly:
    body: Body = assembly.bodies[entry.body]
    asked = (*body.quorum_asked, entry.member)
    return assembly.with_body(replace(body, quorum_asked=asked, is_quorum_due=entry.is_enough))


def minute(entry: QuorumAsked) -> Phrase:
    enough = "" if entry.is_enough else "_with_others"
    return Phrase(f"minute.quorum_asked{enough}", member=entry.member)


KIND = Kind(
    AskForQuorum,
    decide,
    {QuorumAsked: apply},
    {QuorumAsked: minute},
    "asks for the quorum",
)
