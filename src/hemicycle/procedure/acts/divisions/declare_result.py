"""Declare the result: it is official, and public, from this moment.

Article: division.declaration, division.denominator, division.tie, division.tellers
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly, Decision, Division, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import (
    require_division,
    require_no_point_of_order,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.majorities import base_votes, is_carried, required_votes
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareResult(Act):
    """The presiding officer declares the result; `outcome`, if given, must be what follows."""

    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDeclared(Entry):
    """The question is adopted or rejected, with the arithmetic that says so. Units: votes."""

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


def decide(rules: Rulebook, assembly: Assembly, act: DeclareResult) -> list[Entry]:
    """Record the result with its arithmetic.

    Out of order: no sitting is open; the actor does not preside; it has no division; a point
    of order is pending; the division is open; no teller has reported, where the rules ask for
    tellers; the tellers' figures differ from the count; the result is not what was declared.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    division = require_division(assembly, body)
    require_no_point_of_order(body)
    if division.stage == "open":
        raise OutOfOrder("division.stages", "division_not_closed", division=division.number)
    require_agreed_tally(rules, division)
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
    return [entry]


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
    entitled = division.entitled_votes
    base = base_votes(question, counted, entitled=entitled)
    carried = is_carried(question, counted, entitled=entitled)
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
    )


def apply(assembly: Assembly, entry: ResultDeclared) -> Assembly:
    body = assembly.bodies[entry.body]
    division = replace(
        assembly.divisions[entry.division],
        stage="declared",
        outcome=entry.outcome,
        base_votes=entry.base_votes,
        required_votes=entry.required_votes,
        declared_at=entry.at,
    )
    decision = Decision(
        question=division.question,
        method="roll_call",
        outcome=entry.outcome,
        at=entry.at,
        position=assembly.position + 1,
        division=entry.division,
    )
    after = assembly.with_division(division).with_body(replace(body, question=None, division=0))
    return replace(after, decisions={**assembly.decisions, entry.question: decision})


def minute(entry: ResultDeclared) -> Phrase:
    return Phrase(
        f"minute.result_{entry.outcome}",
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
    )


KIND = Kind(
    DeclareResult,
    decide,
    {ResultDeclared: apply},
    {ResultDeclared: minute},
    "declares the result[ {outcome}]",
)
