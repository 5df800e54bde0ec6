"""Propose to decide otherwise on contested credentials than the committee concludes.

Article: credentials.amendments_limited_to_outcomes, credentials.outcomes,
credentials.protected_rights, credentials.procedural_referral
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.assembly.contests import OutcomeProposed
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.contests import require_contest, require_outcome
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeOutcome(Act):
    """A member moves to amend what the committee concludes."""

    contest: int
    outcome: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeAmended(Entry):
    """The proposal is before the house, under its number in the case."""

    contest: int
    delegation: DelegationId
    proposal: int
    outcome: str
    limits: tuple[str, ...]
    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: ProposeOutcome) -> list[Entry]:
    """Record the proposal.

    Out of order: the body is unknown; there is no such case, or it is over; nothing is reported on
    it; the actor may not move; the outcome is none that may be proposed, or would take away rights
    that nobody can lose on this ground; it is what the committee concludes.
    """
    require_body(assembly, act.body)
    contest = require_contest(assembly, act.contest)
    if not contest.outcome:
        raise OutOfOrder("credentials.procedural_referral", "not_reported", number=act.contest)
    require_right(rules, assembly, act, right="move")
    if rules.is_on("credentials.amendments_limited_to_outcomes"):
        require_outcome(rules, act.outcome, act.limits)
    if (act.outcome, act.limits) == (contest.outcome, contest.limits):
        raise OutOfOrder("credentials.outcomes", "outcome_the_same")
    return [
        OutcomeAmended(
            body=act.body,
            at=act.at,
            contest=act.contest,
            delegation=contest.delegation,
            proposal=len(contest.proposals) + 1,
            outcome=act.outcome,
            limits=act.limits,
            member=act.by,
        )
    ]


def apply(assembly: Assembly, entry: OutcomeAmended) -> Assembly:
    contest = assembly.contests[entry.contest]
    proposed = OutcomeProposed(
        number=entry.proposal, outcome=entry.outcome, limits=entry.limits, by=entry.member
    )
    return assembly.with_contest(replace(contest, proposals=(*contest.proposals, proposed)))


def minute(entry: OutcomeAmended) -> Phrase:
    return Phrase(
        "minute.outcome_amended",
        member=entry.member,
        number=entry.contest,
        contest_outcome=entry.outcome,
        limited_right=entry.limits,
    )


KIND = Kind(
    ProposeOutcome,
    decide,
    {OutcomeAmended: apply},
    {OutcomeAmended: minute},
    "moves to decide case {contest} otherwise: {outcome}[ limiting {limits}]",
)
