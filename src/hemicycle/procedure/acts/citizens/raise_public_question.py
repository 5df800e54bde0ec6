"""Say in which speech a delegation raised a question from outside that it had taken up.

Article: citizens.questions
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.public_questions import (
    RULE,
    require_pursued,
    require_shown,
    require_speech_after,
    with_pursuit,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePublicQuestion(Act):
    """A member of the delegation names the entry that gave one of it the floor."""

    number: int
    speech: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestionRaised(Entry):
    """It was raised in that speech; `speech` is the entry that gave the floor."""

    number: int
    delegation: DelegationId
    speech: int


def decide(rules: Rulebook, assembly: Assembly, act: RaisePublicQuestion) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; there is none of that number, or it is not shown; the actor
    is not accredited or of no delegation; the delegation has not taken it up, or has raised it;
    the entry is no speech of the delegation there, or older than the question.
    """
    del rules
    question = require_shown(assembly, act, act.number)
    delegation = require_pursued(assembly, question, act)
    if question.pursuits[delegation].raised:
        raise OutOfOrder(RULE, "raised_already", number=act.number)
    if require_speech_after(assembly, question, act.speech) != delegation:
        raise OutOfOrder(RULE, "speech_of_another", n=act.speech)
    return [
        PublicQuestionRaised(
            body=act.body,
            at=act.at,
            number=act.number,
            delegation=delegation,
            speech=act.speech,
        )
    ]


def apply(assembly: Assembly, entry: PublicQuestionRaised) -> Assembly:
    pursuit = assembly.public_questions[entry.number].pursuits[entry.delegation]
    pursuit = replace(pursuit, raised=assembly.position + 1, speech=entry.speech)
    return with_pursuit(assembly, entry.number, entry.delegation, pursuit=pursuit)


def minute(entry: PublicQuestionRaised) -> Phrase:
    return Phrase(
        "minute.public_question_raised",
        number=entry.number,
        delegation=entry.delegation,
        entry=entry.speech,
    )


KIND = Kind(
    RaisePublicQuestion,
    decide,
    {PublicQuestionRaised: apply},
    {PublicQuestionRaised: minute},
    "raised the public question {number} in the speech at entry {speech}",
)
