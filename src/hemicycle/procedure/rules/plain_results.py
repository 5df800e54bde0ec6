"""A result that was seen and not counted: what the presiding officer found, declared.

Article: division.plain_result, division.declaration
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Decision, Division, Words
from hemicycle.procedure.kernel import Entry, Instant, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainResultDeclared(Entry):
    """The question is adopted or rejected by a plain majority; there are no figures."""

    division: int
    question: int
    title: Words
    method: str
    outcome: str


def plain_result(division: Division, at: Instant, *, outcome: str) -> PlainResultDeclared:
    """What was found, as it is declared.

    Out of order: something else is to be declared than what was found.
    """
    if outcome not in ("", division.found):
        raise OutOfOrder("division.plain_result", "found_otherwise", outcome=division.found)
    return PlainResultDeclared(
        body=division.question.body,
        at=at,
        division=division.number,
        question=division.question.number,
        title=division.question.title,
        method=division.question.method,
        outcome=division.found,
    )


def apply(assembly: Assembly, entry: PlainResultDeclared) -> Assembly:
    """The question is decided, and no figure stands anywhere."""
    body, division = assembly.bodies[entry.body], assembly.divisions[entry.division]
    declared = replace(division, stage="declared", outcome=entry.outcome, declared_at=entry.at)
    decision = Decision(
        question=division.question,
        method=entry.method,
        outcome=entry.outcome,
        at=entry.at,
        position=assembly.position + 1,
        division=entry.division,
    )
    after = assembly.with_division(declared).with_body(replace(body, question=None, division=0))
    return replace(after, decisions={**assembly.decisions, entry.question: decision})


def minute(entry: PlainResultDeclared) -> Phrase:
    """How it was decided, without a figure."""
    return Phrase(
        f"minute.plain_result_{entry.outcome}",
        division=entry.division,
        title=entry.title,
        method=entry.method,
    )
