"""Put contested credentials to the vote: a proposal first, then what the committee concludes.

Those whose credentials they are have no vote on their own case.

Article: credentials.majority, credentials.unfavourable_conclusion,
credentials.votes_on_own_credentials, credentials.outcomes, credentials.procedural_referral
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, same_press
from hemicycle.procedure.assembly import Assembly, Contest, DelegationId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules import contests
from hemicycle.procedure.rules.contests import CredentialsDecided, require_contest
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PutContest(Act):
    """The presiding officer puts a case, or the `proposal` of that number first."""

    contest: int
    title: Words
    yes_means: Words
    proposal: int = 0
    method: str = "roll_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestPut(Entry):
    """The question that stands before the body is that of the case, or of a proposal in it."""

    contest: int
    delegation: DelegationId
    proposal: int
    question: int
    outcome: str
    limits: tuple[str, ...]


def decide(rules: Rulebook, assembly: Assembly, act: PutContest) -> list[Entry]:
    """Record the question and what it is about.

    Out of order: there is no such case, or it is over; nothing is reported on it; there is no such
    proposal, or it was put; a proposal comes first; what refuses any question put.
    """
    require_body(assembly, act.body)
    contest = require_contest(assembly, act.contest)
    if not contest.outcome:
        raise OutOfOrder("credentials.procedural_referral", "not_reported", number=act.contest)
    require_proposal(contest, act)
    said = contest.proposal(act.proposal) or contest
    question = PutQuestion(
        **same_press(act), title=act.title, yes_means=act.yes_means, method=act.method
    )
    return [
        *put_question.decide(rules, assembly, question),
        ContestPut(
            body=act.body,
            at=act.at,
            contest=act.contest,
            delegation=contest.delegation,
            proposal=act.proposal,
            question=assembly.question_numbers + 1,
            outcome=said.outcome,
            limits=said.limits,
        ),
    ]


def require_proposal(contest: Contest, act: PutContest) -> None:
    """A proposal is put once, and before what the committee concludes.

    Out of order: as `decide` says.
    """
    waiting = [one.number for one in contest.proposals if not one.question]
    if act.proposal and act.proposal not in waiting:
        raise OutOfOrder("credentials.outcomes", "no_such_proposal", number=act.proposal)
    if not act.proposal and waiting:
        raise OutOfOrder("credentials.outcomes", "proposal_comes_first", number=waiting[0])


def apply(assembly: Assembly, entry: ContestPut) -> Assembly:
    contest = assembly.contests[entry.contest]
    proposals = tuple(
        replace(one, question=entry.question) if one.number == entry.proposal else one
        for one in contest.proposals
    )
    questions = (*contest.questions, entry.question)
    return assembly.with_contest(replace(contest, proposals=proposals, questions=questions))


def minute(entry: ContestPut) -> Phrase:
    return Phrase(
        "minute.contest_put",
        number=entry.contest,
        delegation=entry.delegation,
        contest_outcome=entry.outcome,
        limited_right=entry.limits,
    )


KIND = Kind(
    PutContest,
    decide,
    {ContestPut: apply, CredentialsDecided: contests.apply},
    {ContestPut: minute, CredentialsDecided: contests.minute},
    "puts case {contest} to the vote as {title} meaning {yes_means}[ proposal {proposal}]"
    "[ by {method}]",
)
