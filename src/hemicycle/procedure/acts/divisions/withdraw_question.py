"""Withdraw the question before it is decided.

Article: division.withdrawal
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_question, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawQuestion(Act):
    """The presiding officer takes the question back, for instance when consensus fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithdrawn(Entry):
    """No question stands before the body."""

    question: int
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawQuestion) -> list[Entry]:
    """Record the withdrawal.

    Out of order: no sitting is open; the actor does not preside; no question stands; its
    division has been opened.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    question = require_question(body)
    if body.division:
        raise OutOfOrder("division.withdrawal", "voting_has_begun", division=body.division)
    return [
        QuestionWithdrawn(body=act.body, at=act.at, question=question.number, title=question.title)
    ]


def apply(assembly: Assembly, entry: QuestionWithdrawn) -> Assembly:
    return assembly.with_body(replace(assembly.bodies[entry.body], question=None))


def minute(entry: QuestionWithdrawn) -> Phrase:
    return Phrase("minute.question_withdrawn", title=entry.title)


KIND = Kind(
    WithdrawQuestion,
    decide,
    {QuestionWithdrawn: apply},
    {QuestionWithdrawn: minute},
    "withdraws the question",
)
