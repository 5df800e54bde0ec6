"""Put a question to a body, with the sentence that says what Yes means.

Article: division.one_question, division.methods, division.roll_call_for, division.majority_default,
division.annulment, agenda.items, division.en_bloc, division.in_parts, speaking.one_speaker
"""

from dataclasses import dataclass, fields
from typing import Any

from hemicycle.procedure.assembly import Assembly, Body, Checking, ItemId, Proposal, Question, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.current_affairs import require_decides
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.majorities import Majority
from hemicycle.procedure.rules.put_off import require_not_put_off
from hemicycle.procedure.rules.roll_calls import require_way_open
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.texts import PROPOSALS
from hemicycle.procedure.rules.ways import BY_NAME, is_by_hands, require_seen_in_hall


@dataclass(frozen=True, slots=True, kw_only=True)
class PutQuestion(Act):
    """The presiding officer puts a question; `majority` names the matter that it decides.

    `annuls` is the number of a division whose result it would annul, `repeats` that of an annulled
    one after which the house votes again; 0 for neither. It may be about `parts` of a text, which
    it would delete, insert or replace; `is_whole` 1 where it is the text as a whole.
    """

    title: Words
    yes_means: Words
    method: str
    majority: str = "default"
    item: ItemId = NO_ITEM
    annuls: int = 0
    repeats: int = 0
    does: str = ""
    parts: tuple[str, ...] = ()
    is_whole: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPut(Entry):
    """The question stands before the body, with the majority that will decide it."""

    question: Question
    annuls: int = 0
    repeats: int = 0
    does: str = ""
    parts: tuple[str, ...] = ()
    is_whole: int = 0


def same_press(act: Act) -> dict[str, Any]:
    """Who acts, where and when, for a question that is put by an act of another kind."""
    return {one.name: getattr(act, one.name) for one in fields(Act)}


def decide(rules: Rulebook, assembly: Assembly, act: PutQuestion) -> list[Entry]:
    """Record the question.

    Out of order: no sitting is open; the actor does not preside; a point of order is pending; a
    question stands already; someone speaks; the method or the matter is unknown; the matter
    needs a roll call; its majority cannot be told from hands; the item is not on the agenda, or
    one on which nothing is decided;
    the division to be annulled has no result of this body, or is annulled already; the one to
    be repeated is not annulled.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    if body.question is not None:
        raise OutOfOrder("division.one_question", "question_pending", title=body.question.title)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    require_method(rules, act)
    require_way_open(rules, body, method=act.method, is_whole=is_of_whole(body, act))
    require_annulled_in_order(assembly, act)
    require_parts(body, act)
    item = act.item or body.item
    if item and item not in body.items:
        raise OutOfOrder("agenda.items", "no_such_item", item=item)
    require_decides(rules, body, item)
    require_not_put_off(body, item)
    question = question_of(assembly, act, item, majority=rules.majority(act.majority))
    if is_by_hands(act.method):
        require_seen_in_hall(question)
    return [
        QuestionPut(
            body=act.body,
            at=act.at,
            question=question,
            annuls=act.annuls,
            repeats=act.repeats,
            does=act.does,
            parts=act.parts,
            is_whole=act.is_whole,
        )
    ]


def is_of_whole(body: Body, act: PutQuestion) -> bool:
    """Whether the question decides a text as a whole, or a matter that is no part of one."""
    return bool(act.is_whole) or not (act.parts or body.parts_apart)


def require_annulled_in_order(assembly: Assembly, act: PutQuestion) -> None:
    """What is to be annulled has a result, and what is voted again was annulled.

    Out of order: as `decide` says.
    """
    for number in filter(None, (act.annuls, act.repeats)):
        division = assembly.divisions.get(number)
        is_own = division is not None and division.question.body == act.body
        if division is None or not is_own or division.stage != "declared":
            raise OutOfOrder("division.annulment", "no_such_result", number=number)
        if number == act.annuls and division.annulled_by:
            raise OutOfOrder("division.annulment", "annulled_already", number=number)
        if number == act.repeats and not division.annulled_by:
            raise OutOfOrder("division.annulment", "not_annulled", number=number)


def require_parts(body: Body, act: PutQuestion) -> None:
    """What is to be done to which parts of a text, and none is left when the whole is put.

    Out of order: as `decide` says.
    """
    is_odd = act.is_whole not in (0, 1) or bool(act.parts) != bool(act.does)
    if is_odd or act.does not in ("", *PROPOSALS) or len(set(act.parts)) != len(act.parts):
        raise OutOfOrder("division.en_bloc", "unknown_proposal")
    if act.is_whole and body.parts_apart:
        parts = ", ".join(body.parts_apart)
        raise OutOfOrder("division.in_parts", "parts_left", parts=parts)


def require_method(rules: Rulebook, act: PutQuestion) -> None:
    """The method and the matter are known, and go together."""
    if act.method not in rules.choices("division.methods"):
        raise OutOfOrder("division.methods", "unknown_method", method=act.method)
    if not rules.majority_key(act.majority):
        raise OutOfOrder("division.majority_default", "unknown_matter", matter=act.majority)
    needs_roll_call = act.majority in rules.choices("division.roll_call_for")
    if needs_roll_call and act.method not in BY_NAME:
        raise OutOfOrder("division.roll_call_for", "roll_call_needed", matter=act.majority)


def question_of(
    assembly: Assembly, act: PutQuestion, item: ItemId, *, majority: Majority
) -> Question:
    """The question as it is put."""
    return Question(
        number=assembly.question_numbers + 1,
        body=act.body,
        item=item,
        title=act.title,
        yes_means=act.yes_means,
        method=act.method,
        majority=majority.policy,
        numerator=majority.numerator,
        denominator=majority.denominator,
        is_strict=majority.is_strict,
        base=majority.base,
        rule_key=majority.rule_key,
        is_verified=majority.is_verified,
    )


def apply(assembly: Assembly, entry: QuestionPut) -> Assembly:
    body: Body = assembly.bodies[entry.body]
    put = replace(body, question=entry.question, questions_put=body.questions_put + 1, division=0)
    put = replace(put, quorum_asked=(), is_quorum_due=False, checking=Checking())
    left = tuple(one for one in body.parts_apart if one not in entry.parts)
    about = Proposal(does=entry.does, parts=entry.parts, is_whole=bool(entry.is_whole))
    put = replace(put, proposal=about, parts_apart=left)
    return assembly.with_body(replace(put, annuls=entry.annuls, repeats=entry.repeats))


def minute(entry: QuestionPut) -> Phrase:
    question = entry.question
    key = "minute.question_put"
    if entry.annuls or entry.repeats:
        key = "minute.annulment_put" if entry.annuls else "minute.question_put_again"
    elif entry.does or entry.is_whole:
        key = f"minute.proposal_put_{entry.does or 'whole'}"
    return Phrase(
        key,
        number=entry.annuls or entry.repeats,
        parts=", ".join(entry.parts),
        title=question.title,
        yes_means=question.yes_means,
        method=question.method,
    )


KIND = Kind(
    PutQuestion,
    decide,
    {QuestionPut: apply},
    {QuestionPut: minute},
    "puts the question {title} meaning {yes_means} by {method}"
    "[ majority {majority}][ in item {item}]"
    "[ to {does} parts {parts}][ as whole {is_whole}]"
    "[ annulling division {annuls}][ again after division {repeats}]",
)
