"""Report on contested credentials: in order, and the case is over; otherwise the house decides.

Article: credentials.outcomes, credentials.protected_rights, credentials.favourable_conclusion,
credentials.unfavourable_conclusion, credentials.procedural_referral
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, DelegationId, Words
from hemicycle.procedure.assembly.contests import RATIFIED
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.contests import (
    RATIFY,
    require_contest,
    require_outcome,
    standing_so,
)
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.rulebook import Rulebook

WITHOUT_DEBATE = "president_may_read_opinion_without_debate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContest(Act):
    """The chair of the committee, or the secretariat for it, brings what it concludes."""

    contest: int
    outcome: str
    limits: tuple[str, ...] = ()
    report: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestReported(Entry):
    """The committee concludes so; `is_over` where that is favourable and ends the case."""

    contest: int
    delegation: DelegationId
    title: Words
    outcome: str
    limits: tuple[str, ...]
    report: Words
    is_over: bool


def decide(rules: Rulebook, assembly: Assembly, act: ReportContest) -> list[Entry]:
    """Record the report.

    Out of order: the body is unknown; there is no such case, or it is over, or reported on; the
    actor does not speak for the committee; it concludes what the rules do not know, or would limit
    rights that nobody can lose on this ground.
    """
    require_body(assembly, act.body)
    contest = require_contest(assembly, act.contest)
    committee = assembly.bodies[contest.referred_to]
    if committee.constituted_presiding != act.by and not is_of_secretariat(assembly, act.by):
        raise OutOfOrder("credentials.procedural_referral", "not_its_chair", title=committee.title)
    if contest.outcome:
        raise OutOfOrder("credentials.outcomes", "contest_reported", number=act.contest)
    require_outcome(rules, act.outcome, act.limits)
    ends = rules.choice("credentials.favourable_conclusion") == WITHOUT_DEBATE
    return [
        ContestReported(
            body=act.body,
            at=act.at,
            contest=act.contest,
            delegation=contest.delegation,
            title=committee.title,
            outcome=act.outcome,
            limits=act.limits,
            report=act.report,
            is_over=ends and act.outcome == RATIFY,
        )
    ]


def apply(assembly: Assembly, entry: ContestReported) -> Assembly:
    contest = replace(
        assembly.contests[entry.contest],
        outcome=entry.outcome,
        limits=entry.limits,
        report=entry.report,
        is_decided=entry.is_over,
    )
    after = assembly.with_contest(contest)
    if not entry.is_over:
        return after
    delegation = standing_so(assembly.delegations[entry.delegation], RATIFIED, limits=())
    return after.with_delegation(delegation)


def minute(entry: ContestReported) -> Phrase:
    return Phrase(
        "minute.contest_over" if entry.is_over else "minute.contest_reported",
        delegation=entry.delegation,
        number=entry.contest,
        title=entry.title,
        contest_outcome=entry.outcome,
        limited_right=entry.limits,
    )


KIND = Kind(
    ReportContest,
    decide,
    {ContestReported: apply},
    {ContestReported: minute},
    "reports on case {contest}: {outcome}[ limiting {limits}][ with {report}]",
)
