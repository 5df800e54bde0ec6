"""Declare the result: it is official, and public, from this moment.

Article: division.declaration, division.denominator, division.tie, division.tellers,
division.annulment, division.stages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Decision, Division, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules import annulments, texts
from hemicycle.procedure.rules import plain_results as plain
from hemicycle.procedure.rules.annulments import ResultAnnulled, annulled
from hemicycle.procedure.rules.follows import follows
from hemicycle.procedure.rules.guards import (
    require_division,
    require_no_point_of_order,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.majorities import (
    CASTING_VOTE,
    base_votes,
    electorate_of,
    is_carried,
    is_tied,
    required_votes,
)
from hemicycle.procedure.rules.plain_results import PlainResultDeclared, plain_result
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.texts import TextDecided

FOR, AGAINST = "for", "against"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareResult(Act):
    """The presiding officer declares the result; `outcome`, if given, must be what follows.

    `casting_vote`, for or against, decides a tie where the rules give the presiding officer one.
    """

    outcome: str = ""
    casting_vote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDeclared(Entry):
    """The question is adopted or rejected, with the arithmetic that says so. Units: votes.

    A `casting_vote` stands beside the tally and never in it; `method` where it was not by roll
    call.
    """

    division: int
    question: int
    title: Words
    outcome: str
    for_votes: int
    against_votes: int
    abstention_votes: int
    not_cast_votes: int
    entitled_votes: int
    majority: str
    base: str
    base_votes: int
    required_votes: int
    rule_key: str
    is_verified: bool
    casting_vote: str = ""
    method: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: DeclareResult) -> list[Entry]:
    """Record the result with its arithmetic.

    Out of order: no sitting is open; the actor does not preside; it has no division; a point
    of order is pending; the division is open; no teller has reported, where the rules ask for
    tellers; the tellers' figures differ from the count; a tie waits for the casting vote, or one
    is given where the rules know none or there is no tie; the result is not what was declared or
    found.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    division = require_division(assembly, body)
    require_no_point_of_order(body)
    if division.stage == "open":
        raise OutOfOrder("division.stages", "division_not_closed", division=division.number)
    entry = declared(rules, division, act, organ=body.organ)
    return [
        entry,
        *follows(assembly, body, act, outcome=entry.outcome),
        *(annulled(assembly, body, act) if entry.outcome == "adopted" else ()),
    ]


def declared(
    rules: Rulebook, division: Division, act: DeclareResult, *, organ: str
) -> ResultDeclared | PlainResultDeclared:
    """What is declared: a count with its arithmetic, or what was seen without one.

    Out of order: as `decide` says.
    """
    if division.stage == "found":
        require_casting_vote(rules, division, act, rule_key=rules.tie_key(organ))
        return plain_result(division, act.at, outcome=act.outcome)
    require_agreed_tally(rules, division)
    require_casting_vote(rules, division, act, rule_key=rules.tie_key(organ))
    entry = result(division, act)
    if act.outcome not in ("", entry.outcome):
        raise OutOfOrder(
            entry.rule_key,
            "majority_not_reached" if entry.outcome == "rejected" else "majority_reached",
            for_votes=entry.for_votes,
            required_votes=entry.required_votes,
            base_votes=entry.base_votes,
            base=entry.base,
            majority=entry.majority,
        )
    return entry


def require_casting_vote(
    rules: Rulebook, division: Division, act: DeclareResult, *, rule_key: str
) -> None:
    """A tie is decided by the casting vote where the rules have one, and nothing else is.

    Out of order: as `decide` says.
    """
    may_cast = is_tied(division.tally) and rules.choice(rule_key) == CASTING_VOTE
    if may_cast and act.casting_vote not in (FOR, AGAINST):
        raise OutOfOrder(rule_key, "casting_vote_needed", n=division.tally.for_votes)
    if act.casting_vote and not may_cast:
        raise OutOfOrder(rule_key, "no_casting_vote")


def require_agreed_tally(rules: Rulebook, division: Division) -> None:
    """As many tellers as the rules ask for have reported what the system counted."""
    if division.reported is None:
        if rules.number("division.tellers"):
            raise OutOfOrder("division.tellers", "no_tally_reported", division=division.number)
    elif division.reported != division.tally:
        raise OutOfOrder(
            "division.tellers",
            "tally_differs",
            reported_for=division.reported.for_votes,
            reported_against=division.reported.against_votes,
            reported_abstention=division.reported.abstention_votes,
            for_votes=division.tally.for_votes,
            against_votes=division.tally.against_votes,
            abstention_votes=division.tally.abstention_votes,
        )


def result(division: Division, act: DeclareResult) -> ResultDeclared:
    """What follows from the count, in whole votes."""
    question, counted = division.question, division.tally
    entitled, among = division.entitled_votes, electorate_of(division)
    base = base_votes(question, counted, among=among)
    carried = (
        act.casting_vote == FOR if act.casting_vote else is_carried(question, counted, among=among)
    )
    return ResultDeclared(
        body=act.body,
        at=act.at,
        division=division.number,
        question=question.number,
        title=question.title,
        outcome="adopted" if carried else "rejected",
        for_votes=counted.for_votes,
        against_votes=counted.against_votes,
        abstention_votes=counted.abstention_votes,
        not_cast_votes=entitled - counted.placed_votes,
        entitled_votes=entitled,
        majority=question.majority,
        base=question.base,
        base_votes=base,
        required_votes=required_votes(question, base),
        rule_key=question.rule_key,
        is_verified=question.is_verified,
        casting_vote=act.casting_vote,
        method="" if question.method == "roll_call" else question.method,
    )


def apply(assembly: Assembly, entry: ResultDeclared) -> Assembly:
    body = assembly.bodies[entry.body]
    division = replace(
        assembly.divisions[entry.division],
        stage="declared",
        outcome=entry.outcome,
        base_votes=entry.base_votes,
        required_votes=entry.required_votes,
        casting_vote=entry.casting_vote,
        declared_at=entry.at,
    )
    decision = Decision(
        question=division.question,
        method=division.question.method,
        outcome=entry.outcome,
        at=entry.at,
        position=assembly.position + 1,
        division=entry.division,
    )
    after = assembly.with_division(division).with_body(replace(body, question=None, division=0))
    return replace(after, decisions={**assembly.decisions, entry.question: decision})


def minute(entry: ResultDeclared) -> Phrase:
    by = "_by_casting_vote" if entry.casting_vote else ""
    return Phrase(
        f"minute.result_{entry.outcome}{by}",
        title=entry.title,
        division=entry.division,
        for_votes=entry.for_votes,
        against_votes=entry.against_votes,
        abstention_votes=entry.abstention_votes,
        not_cast_votes=entry.not_cast_votes,
        majority=entry.majority,
        base=entry.base,
        base_votes=entry.base_votes,
        required_votes=entry.required_votes,
        rule_key=entry.rule_key,
        is_verified=entry.is_verified,
        method=entry.method,
    )


KIND = Kind(
    DeclareResult,
    decide,
    {
        ResultDeclared: apply,
        PlainResultDeclared: plain.apply,
        ResultAnnulled: annulments.apply,
        TextDecided: texts.apply,
    },
    {
        ResultDeclared: minute,
        PlainResultDeclared: plain.minute,
        ResultAnnulled: annulments.minute,
        TextDecided: texts.minute,
    },
    "declares the result[ by the casting vote {casting_vote}][ {outcome}]",
)
