"""Put to the vote whether a debate is held though its report came late.

Article: texts.late_report_override, division.majority_late_report
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, same_press
from hemicycle.procedure.assembly import Assembly, ItemId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules import delays
from hemicycle.procedure.rules.delays import DelayDecided, require_delay, require_item
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PutDelay(Act):
    """The presiding officer puts the question; Yes holds the debate."""

    item: ItemId
    yes_means: Words
    method: str = "show_of_hands"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayPut(Entry):
    """The question that stands before the body is whether the debate is held."""

    item: ItemId
    title: Words
    question: int


def decide(rules: Rulebook, assembly: Assembly, act: PutDelay) -> list[Entry]:
    """Record the question and what it is about.

    Out of order: the item is not on the agenda, or over; nobody asks to put it off, or nobody
    objects to that; what refuses any question put.
    """
    body = require_body(assembly, act.body)
    item = require_item(body, act.item)
    if not require_delay(item).objectors:
        raise OutOfOrder("texts.late_report_override", "nobody_objects", item=act.item)
    question = PutQuestion(
        **same_press(act),
        title=item.title,
        yes_means=act.yes_means,
        method=act.method,
        majority="late_report",
        item=act.item,
    )
    return [
        *put_question.decide(rules, assembly, question),
        DelayPut(
            body=act.body,
            at=act.at,
            item=act.item,
            title=item.title,
            question=assembly.question_numbers + 1,
        ),
    ]


def apply(assembly: Assembly, entry: DelayPut) -> Assembly:
    body = assembly.bodies[entry.body]
    item = body.items[entry.item]
    assert item.delay is not None  # it was asked when the question was put
    delay = replace(item.delay, questions=(*item.delay.questions, entry.question))
    item = replace(item, delay=delay)
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: DelayPut) -> Phrase:
    return Phrase("minute.delay_put", item=entry.item, title=entry.title)


KIND = Kind(
    PutDelay,
    decide,
    {DelayPut: apply, DelayDecided: delays.apply},
    {DelayPut: minute, DelayDecided: delays.minute},
    "puts to the vote that item {item} be debated all the same meaning {yes_means}[ by {method}]",
)
