"""Answer a question from outside: by a speech in the record, or in writing.

Article: citizens.questions
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, DelegationId, PublicQuestion, Words
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

MOST_SIGNS = 2000  # of a written answer in one language; it is short, or it is a paper


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPublicQuestion(Act):
    """A delegation that has taken it up answers in words, or names the speech that answers it.

    The speech may be anybody's: an answer often comes from the Rapporteur or from the chair.
    """

    number: int
    speech: int = 0
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestionAnswered(Entry):
    """It is answered: in that speech, or in these words of the delegation."""

    number: int
    delegation: DelegationId
    speech: int
    words: Words


def decide(rules: Rulebook, assembly: Assembly, act: AnswerPublicQuestion) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; there is none of that number, or it is not shown; the actor
    is not accredited or of no delegation; the delegation has not taken it up, or has answered it;
    both a speech and words are given, or neither; the words are too long; the entry is no speech
    there, or older than the question.
    """
    del rules
    question = require_shown(assembly, act, act.number)
    delegation = require_pursued(assembly, question, act)
    if question.pursuits[delegation].answered:
        raise OutOfOrder(RULE, "answered_already", number=act.number)
    require_one_answer(assembly, question, act)
    return [
        PublicQuestionAnswered(
            body=act.body,
            at=act.at,
            number=act.number,
            delegation=delegation,
            speech=act.speech,
            words=act.words,
        )
    ]


def require_one_answer(
    assembly: Assembly, question: PublicQuestion, act: AnswerPublicQuestion
) -> None:
    """There is one answer: a speech in the body, or a few words.

    Out of order: there is none, or two; the words are too long; it is no such speech.
    """
    has_words = bool("".join(act.words.values()).strip())
    if has_words == bool(act.speech):
        raise OutOfOrder(RULE, "answers_one_way")
    if any(len(text) > MOST_SIGNS for text in act.words.values()):
        raise OutOfOrder(RULE, "answer_too_long", n=MOST_SIGNS)
    if act.speech:
        require_speech_after(assembly, question, act.speech)


def apply(assembly: Assembly, entry: PublicQuestionAnswered) -> Assembly:
    pursuit = replace(
        assembly.public_questions[entry.number].pursuits[entry.delegation],
        answered=assembly.position + 1,
        answer_speech=entry.speech,
        answer=entry.words,
    )
    return with_pursuit(assembly, entry.number, entry.delegation, pursuit=pursuit)


def minute(entry: PublicQuestionAnswered) -> Phrase:
    return Phrase(
        "minute.public_question_answered",
        number=entry.number,
        delegation=entry.delegation,
        entry=entry.speech,
        words=entry.words,
    )


KIND = Kind(
    AnswerPublicQuestion,
    decide,
    {PublicQuestionAnswered: apply},
    {PublicQuestionAnswered: minute},
    "answers the public question {number}[ in the speech at entry {speech}][ with {words}]",
)
