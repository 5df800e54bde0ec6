"""Requests for urgent procedure, where each is decided by itself and none beats another.

Article: emergency_item.decision, emergency_item.members_needed, emergency_item.majority
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Item, ItemId, Words
from hemicycle.procedure.assembly.urgent import URGENT, UrgentRequest
from hemicycle.procedure.kernel import Act, Entry, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.rulebook import Rulebook

ONE_IS_CHOSEN, EACH_BY_ITSELF = "one_is_chosen", "each_by_itself"
DECISIONS = (ONE_IS_CHOSEN, EACH_BY_ITSELF)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDecided(Entry):
    """The request is adopted, and its item stands on the agenda; or it is rejected."""

    request: int
    title: Words
    outcome: str
    item: ItemId
    question: int


def require_each_by_itself(rules: Rulebook) -> None:
    """The rules decide on each request by itself.

    Out of order: under them one is chosen among all.
    """
    if rules.choice("emergency_item.decision") != EACH_BY_ITSELF:
        raise OutOfOrder("emergency_item.decision", "one_is_chosen")


def require_request(body: Body, number: int) -> UrgentRequest:
    """A request that is not decided.

    Out of order: there is none of that number, or it is decided.
    """
    found = body.urgent.get(number)
    if found is None:
        raise OutOfOrder("emergency_item.decision", "no_urgent_request", number=number)
    if found.outcome:
        raise OutOfOrder("emergency_item.decision", "urgent_decided", number=number)
    return found


def urgent_decided(body: Body, act: Act, *, outcome: str) -> list[Entry]:
    """What becomes of the request that the question before the body is about; mostly nothing."""
    put = body.question.number if body.question else 0
    found = next((one for one in body.urgent.values() if put in one.questions), None)
    if found is None:
        return []
    return [
        UrgentDecided(
            body=act.body,
            at=act.at,
            request=found.number,
            title=found.title,
            outcome=outcome,
            item=ItemId(found.item),
            question=put,
        )
    ]


def apply(assembly: Assembly, entry: UrgentDecided) -> Assembly:
    """The request is decided; where it is adopted the item is placed."""
    body = assembly.bodies[entry.body]
    decided = replace(body.urgent[entry.request], outcome=entry.outcome)
    body = replace(body, urgent={**body.urgent, entry.request: decided})
    if entry.outcome == "adopted":
        item = Item(id=entry.item, title=entry.title, kind=URGENT)
        body = replace(body, items={**body.items, entry.item: item})
    return assembly.with_body(body)


def minute(entry: UrgentDecided) -> Phrase:
    """What became of the request."""
    return Phrase(
        f"minute.urgent_{entry.outcome}",
        number=entry.request,
        title=entry.title,
        item=entry.item,
    )
