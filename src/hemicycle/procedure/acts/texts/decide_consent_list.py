"""Decide without a vote what the list proposes, all that is left on it in one act.

Each amendment is adopted, rejected or found to fall as if it were put by itself, in the order of
the vote, and has a decision of its own.
Article: amendments.consent_list, amendments.falls
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, QuestionPut, same_press
from hemicycle.procedure.acts.texts import find_fallen
from hemicycle.procedure.acts.texts.find_fallen import AmendmentFell
from hemicycle.procedure.assembly import Assembly, Decision, Question, Text, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import falls_by
from hemicycle.procedure.rules.consent import ADOPTED, ON_LIST, ready, require_list
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import question_title, require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideConsentList(Act):
    """The presiding officer hears no objection to what is left of the list; `yes_means` says it."""

    text: TextId
    yes_means: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentListDecided(Entry):
    """The list is done with. What is on it and not named here is put to the vote like any other."""

    text: TextId
    symbol: str
    adopted: tuple[int, ...]
    rejected: tuple[int, ...]
    fell: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedOnList(Entry):
    """The decision on one amendment of the list, without a vote and without figures."""

    text: TextId
    symbol: str
    amendment: int
    question: Question
    outcome: str


def decide(rules: Rulebook, assembly: Assembly, act: DecideConsentList) -> list[Entry]:
    """Record what became of each.

    Out of order: no such text; no list stands, or nothing is left on it; what refuses any question
    put.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_list(text)
    found = ready(rules, assembly, text)
    if not found:
        raise OutOfOrder("amendments.consent_list", "consent_list_empty", symbol=text.symbol)
    put = PutQuestion(
        **same_press(act),
        title=text.title,
        yes_means=act.yes_means,
        method="consensus",
        item=text.item,
    )
    [first] = put_question.decide(rules, assembly, put)
    assert isinstance(first, QuestionPut)
    made = one_by_one(assembly, act, found, question=first.question)
    named = {ADOPTED: list[int](), "rejected": list[int](), "": list[int]()}
    for entry in made:
        named[entry.outcome if isinstance(entry, DecidedOnList) else ""].append(entry.amendment)
    return [
        ConsentListDecided(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            adopted=tuple(named[ADOPTED]),
            rejected=tuple(named["rejected"]),
            fell=tuple(named[""]),
        ),
        *made,
    ]


def one_by_one(
    assembly: Assembly, act: DecideConsentList, found: Mapping[int, str], *, question: Question
) -> list[DecidedOnList | AmendmentFell]:
    """The decision on each amendment in its turn, as those before it leave the text."""
    made = list[DecidedOnList | AmendmentFell]()
    for number, outcome in found.items():
        text = assembly.texts[act.text]
        own = replace(
            question,
            number=assembly.question_numbers + 1,
            title=question_title(text, number),
            method=ON_LIST,
        )
        other, why = falls_by(assembly, text, text.amendments[number])
        if other:
            fell = fallen(act, text, number=number, after=(other, why))
            assembly = find_fallen.apply(assembly, fell)
            made.append(fell)
            continue
        entry = DecidedOnList(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=number,
            question=own,
            outcome=outcome,
        )
        assembly = apply_decision(assembly, entry)
        made.append(entry)
    return made


def fallen(
    act: DecideConsentList, text: Text, *, number: int, after: tuple[int, str]
) -> AmendmentFell:
    """That an amendment of the list fell with one that was decided before it."""
    other, why = after
    return AmendmentFell(
        body=act.body,
        at=act.at,
        text=text.id,
        symbol=text.symbol,
        amendment=number,
        other=other,
        why=why,
        because={},
    )


def apply(assembly: Assembly, entry: ConsentListDecided) -> Assembly:
    return assembly.with_text(replace(assembly.texts[entry.text], consent=None))


def apply_decision(assembly: Assembly, entry: DecidedOnList) -> Assembly:
    """The amendment is decided, by a question of its own that was never open."""
    text, body = assembly.texts[entry.text], assembly.bodies[entry.body]
    amendment = text.amendments[entry.amendment]
    number = entry.question.number
    decision = Decision(
        question=entry.question,
        method=entry.question.method,
        outcome=entry.outcome,
        at=entry.at,
        position=assembly.position + 1,
    )
    after = text.with_amendment(replace(amendment, questions=(*amendment.questions, number)))
    counted = replace(body, questions_put=body.questions_put + 1)
    decided = replace(assembly, decisions={**assembly.decisions, number: decision})
    return decided.with_body(counted).with_text(after)


def minute(entry: ConsentListDecided) -> Phrase:
    adopted, rejected, fell = (
        ", ".join(map(str, one)) for one in (entry.adopted, entry.rejected, entry.fell)
    )
    return Phrase(
        "minute.consent_list_decided",
        symbol=entry.symbol,
        adopted=adopted,
        rejected=rejected,
        fell=fell,
    )


def minute_of_one(entry: DecidedOnList) -> Phrase:
    """What became of one amendment."""
    return Phrase(
        f"minute.on_list_{entry.outcome}",
        amendment=entry.amendment,
        symbol=entry.symbol,
    )


KIND = Kind(
    DecideConsentList,
    decide,
    {ConsentListDecided: apply, DecidedOnList: apply_decision},
    {ConsentListDecided: minute, DecidedOnList: minute_of_one},
    "decides the list of {text} without a vote meaning {yes_means}",
)
