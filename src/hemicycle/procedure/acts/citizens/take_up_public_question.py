"""Take up a question or comment from outside: a delegation says that it will see to it.

Article: citizens.questions
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.assembly.public_questions import Pursuit
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.public_questions import (
    RULE,
    require_own_delegation,
    require_shown,
    with_pursuit,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpPublicQuestion(Act):
    """A member of a delegation takes it up for the delegation."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestionTakenUp(Entry):
    """The delegation has taken it up; others may too, unless it is addressed to this one."""

    number: int
    delegation: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: TakeUpPublicQuestion) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; there is none of that number, or it is not shown; the actor
    is not accredited or of no delegation; it is addressed to another; it is taken up already.
    """
    del rules
    question = require_shown(assembly, act, act.number)
    delegation = require_own_delegation(assembly, act)
    if question.to not in ("", delegation):
        raise OutOfOrder(RULE, "addressed_to_another", delegation=question.to)
    if delegation in question.pursuits:
        raise OutOfOrder(RULE, "taken_up_already", number=act.number)
    entry = PublicQuestionTakenUp(
        body=act.body, at=act.at, number=act.number, delegation=delegation
    )
    return [entry]


def apply(assembly: Assembly, entry: PublicQuestionTakenUp) -> Assembly:
    pursuit = Pursuit(taken_up=assembly.position + 1)
    return with_pursuit(assembly, entry.number, entry.delegation, pursuit=pursuit)


def minute(entry: PublicQuestionTakenUp) -> Phrase:
    key = "minute.public_question_taken_up"
    return Phrase(key, number=entry.number, delegation=entry.delegation)


KIND = Kind(
    TakeUpPublicQuestion,
    decide,
    {PublicQuestionTakenUp: apply},
    {PublicQuestionTakenUp: minute},
    "takes up the public question {number}",
)
