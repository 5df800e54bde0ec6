"""Answer for a parliament what became of a commitment there; also long after the session.

Article: follow_up.answers
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Answer, Assembly, DelegationId, Words
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.codes import LANGUAGE
from hemicycle.procedure.rules.follow_up import (
    ANSWERS,
    LINK,
    NOTHING_YET,
    is_addressed,
    require_day,
    require_standing,
    require_to_come,
    whose_answer,
)
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCommitment(Act):
    """The head or the secretary of a delegation answers; or the desk, for a parliament it names.

    `sentence` says in `language` what was done, `link` where it can be read. "nothing_yet" is an
    answer too, and needs no day; `promised_on` is when the next one will come.
    """

    number: int
    answer: str
    sentence: str
    language: str
    done_on: str = ""
    link: str = ""
    promised_on: str = ""
    delegation: DelegationId = NO_DELEGATION
    today_on: str = field(default="", metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentAnswered(Entry):
    """What the parliament says it did; `answer_number` counts its answers to this commitment."""

    number: int
    delegation: DelegationId
    answer_number: int
    answer: str
    words: Words
    done_on: str
    link: str
    promised_on: str
    by: MemberId
    is_by_secretariat: bool


def decide(rules: Rulebook, assembly: Assembly, act: AnswerCommitment) -> list[Entry]:
    """Record the answer; earlier ones stay.

    Out of order: the body is unknown; the actor answers for no parliament; the commitment does not
    stand, or asks nothing of that parliament; as `require_told` and `require_days` say.
    """
    require_body(assembly, act.body)
    own = whose_answer(assembly, act, act.delegation)
    known = require_standing(assembly, act.number)
    if not is_addressed(assembly, known, own):
        raise OutOfOrder("follow_up.answers", "not_addressed", delegation=own.id, number=act.number)
    require_told(act)
    require_days(act)
    return [
        CommitmentAnswered(
            body=act.body,
            at=act.at,
            number=known.number,
            delegation=own.id,
            answer_number=len(known.answers_of(own.id)) + 1,
            answer=act.answer,
            words={act.language: act.sentence.strip()},
            done_on=act.done_on,
            link=act.link,
            promised_on=act.promised_on,
            by=act.by,
            is_by_secretariat=is_of_secretariat(assembly, act.by),
        )
    ]


def require_told(act: AnswerCommitment) -> None:
    """What is answered can be read by everybody.

    Out of order: the answer is of no known kind; it says nothing, or in no language; the link is
    no address on the web.
    """
    if act.answer not in ANSWERS:
        raise OutOfOrder("follow_up.answers", "unknown_kind_of_answer", text=act.answer)
    if not act.sentence.strip():
        raise OutOfOrder("follow_up.answers", "answer_without_words")
    if not LANGUAGE.fullmatch(act.language):
        raise OutOfOrder("follow_up.answers", "answer_in_no_language", text=act.language[:20])
    if act.link and not LINK.fullmatch(act.link):
        raise OutOfOrder("follow_up.answers", "not_a_link", text=act.link[:60])


def require_days(act: AnswerCommitment) -> None:
    """The days are in their order.

    Out of order: what was done has no day, or one to come; what is promised is over.
    """
    if act.answer != NOTHING_YET and not act.done_on:
        raise OutOfOrder("follow_up.answers", "answer_without_day")
    if act.done_on:
        require_day(act.done_on)
    if act.done_on > act.today_on:
        raise OutOfOrder("follow_up.answers", "day_to_come", day_on=act.done_on)
    require_to_come(act.promised_on, after=act.today_on)


def apply(assembly: Assembly, entry: CommitmentAnswered) -> Assembly:
    known = assembly.commitments[entry.number]
    answer = Answer(
        number=entry.answer_number,
        delegation=entry.delegation,
        kind=entry.answer,
        words=entry.words,
        at=entry.at,
        position=assembly.position + 1,
        by=entry.by,
        is_by_secretariat=entry.is_by_secretariat,
        done_on=entry.done_on,
        link=entry.link,
        promised_on=entry.promised_on,
    )
    return assembly.with_commitment(replace(known, answers=(*known.answers, answer)))


def minute(entry: CommitmentAnswered) -> Phrase:
    return Phrase(
        f"minute.commitment_answered_{entry.answer}",
        number=entry.number,
        delegation=entry.delegation,
        words=entry.words,
    )


KIND = Kind(
    AnswerCommitment,
    decide,
    {CommitmentAnswered: apply},
    {CommitmentAnswered: minute},
    "answers commitment {number}[ for {delegation}] as {answer}[ on {done_on}][ at {link}]"
    "[ promising {promised_on}] saying {sentence} in {language}",
)
