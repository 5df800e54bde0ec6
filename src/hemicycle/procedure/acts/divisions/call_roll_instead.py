"""Have the roll called instead: hands gave no sure result, and the question stays.

Article: division.doubt, division.methods
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_division,
    require_no_point_of_order,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import BY_NAME, require_hands


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRollInstead(Act):
    """The presiding officer ends the count of hands; the same question is decided by name."""

    method: str = "roll_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteSetAside(Entry):
    """The division has no result; what was counted in it stays in the record."""

    division: int
    question: int
    title: Words
    method: str


def decide(rules: Rulebook, assembly: Assembly, act: CallRollInstead) -> list[Entry]:
    """Record that the division ends, and how the question is decided now.

    Out of order: no sitting is open; the actor does not preside; it has no division; hands are
    not counted in it; a point of order is pending; the method is no vote by name, or unknown to
    the rules.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    division = require_division(assembly, body)
    require_hands(division)
    require_no_point_of_order(body)
    if act.method not in BY_NAME or act.method not in rules.choices("division.methods"):
        raise OutOfOrder("division.methods", "unknown_method", method=act.method)
    return [
        VoteSetAside(
            body=act.body,
            at=act.at,
            division=division.number,
            question=division.question.number,
            title=division.question.title,
            method=act.method,
        )
    ]


def apply(assembly: Assembly, entry: VoteSetAside) -> Assembly:
    body, division = assembly.bodies[entry.body], assembly.divisions[entry.division]
    question = replace(division.question, method=entry.method)
    aside = replace(division, stage="set_aside", closed_at=entry.at)
    return assembly.with_division(aside).with_body(replace(body, question=question, division=0))


def minute(entry: VoteSetAside) -> Phrase:
    return Phrase(
        "minute.vote_set_aside",
        division=entry.division,
        title=entry.title,
        method=entry.method,
    )


KIND = Kind(
    CallRollInstead,
    decide,
    {VoteSetAside: apply},
    {VoteSetAside: minute},
    "has the roll called instead[ by {method}]",
)
