"""Carry an item over: this session leaves it to the next, which places it under the same number.

Article: agenda.carried_over, agenda.items, agenda.order, speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Interventions, ItemId, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOverItem(Act):
    """The presiding officer announces that an item is left to the next session."""

    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCarriedOver(Entry):
    """This session does no more with the item; `waiting` are those who were not heard on it."""

    item: ItemId
    title: Words
    waiting: int


def decide(rules: Rulebook, assembly: Assembly, act: CarryOverItem) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; a point of order or a motion is
    pending; the item is not on the agenda, or is over; it is before the body while somebody speaks
    or a question stands.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    item = body.items.get(act.item)
    if item is None:
        raise OutOfOrder("agenda.items", "no_such_item", item=act.item)
    if item.is_over:
        raise OutOfOrder("agenda.order", f"item_{item.stage}", item=act.item)
    if body.item == act.item and body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    if body.question is not None and body.question.item == act.item:
        raise OutOfOrder("agenda.order", "question_pending", title=body.question.title)
    speakers = body.lists.get(act.item)
    return [
        ItemCarriedOver(
            body=act.body,
            at=act.at,
            item=act.item,
            title=item.title,
            waiting=len(speakers.waiting) if speakers else 0,
        )
    ]


def apply(assembly: Assembly, entry: ItemCarriedOver) -> Assembly:
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], stage="carried_over")
    body = replace(body, items={**body.items, entry.item: item})
    if body.item == entry.item:
        body = replace(body, item=NO_ITEM, interventions=Interventions())
    return assembly.with_body(body)


def minute(entry: ItemCarriedOver) -> Phrase:
    return Phrase("minute.item_carried_over", item=entry.item, title=entry.title)


KIND = Kind(
    CarryOverItem,
    decide,
    {ItemCarriedOver: apply},
    {ItemCarriedOver: minute},
    "carries over item {item}",
)
