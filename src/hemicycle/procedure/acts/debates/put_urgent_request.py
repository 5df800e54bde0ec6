"""Put a request for urgent procedure to the vote, by itself; where adopted, its item is placed.

Article: emergency_item.decision, emergency_item.majority, division.majority_emergency, agenda.items
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, same_press
from hemicycle.procedure.assembly import Assembly, ItemId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules import urgent
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.urgent import (
    UrgentDecided,
    require_each_by_itself,
    require_request,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutUrgentRequest(Act):
    """The presiding officer puts one request; `item` is the number it will have on the agenda."""

    request: int
    item: ItemId
    yes_means: Words
    method: str = "show_of_hands"


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRequestPut(Entry):
    """The question that stands before the body is that of the request."""

    request: int
    title: Words
    item: ItemId
    question: int


def decide(rules: Rulebook, assembly: Assembly, act: PutUrgentRequest) -> list[Entry]:
    """Record the question and what it is about.

    Out of order: under the rules one item is chosen among all; there is no such request, or it is
    decided; the number is taken on the agenda; what refuses any question put.
    """
    body = require_body(assembly, act.body)
    require_each_by_itself(rules)
    request = require_request(body, act.request)
    if act.item in body.items:
        raise OutOfOrder("agenda.items", "item_exists", item=act.item)
    question = PutQuestion(
        **same_press(act),
        title=request.title,
        yes_means=act.yes_means,
        method=act.method,
        majority="emergency",
    )
    return [
        *put_question.decide(rules, assembly, question),
        UrgentRequestPut(
            body=act.body,
            at=act.at,
            request=act.request,
            title=request.title,
            item=act.item,
            question=assembly.question_numbers + 1,
        ),
    ]


def apply(assembly: Assembly, entry: UrgentRequestPut) -> Assembly:
    body = assembly.bodies[entry.body]
    one = body.urgent[entry.request]
    one = replace(one, item=entry.item, questions=(*one.questions, entry.question))
    return assembly.with_body(replace(body, urgent={**body.urgent, entry.request: one}))


def minute(entry: UrgentRequestPut) -> Phrase:
    return Phrase("minute.urgent_put", number=entry.request, title=entry.title)


KIND = Kind(
    PutUrgentRequest,
    decide,
    {UrgentRequestPut: apply, UrgentDecided: urgent.apply},
    {UrgentRequestPut: minute, UrgentDecided: urgent.minute},
    "puts urgent request {request} to the vote as item {item} meaning {yes_means}[ by {method}]",
)
