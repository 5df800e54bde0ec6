"""Conclude an item: the body has finished with it.

Article: agenda.order, speaking.one_speaker
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
class ConcludeItem(Act):
    """The presiding officer concludes the item before the body."""

    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemConcluded(Entry):
    """The item is finished."""

    item: ItemId
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: ConcludeItem) -> list[Entry]:
    """Record the conclusion.

    Out of order: no sitting is open; the actor does not preside; the item is not before the
    body; a point of order or a motion is pending; someone speaks; a question stands.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    if not body.item or body.item != act.item:
        raise OutOfOrder("agenda.order", "item_not_before_body", item=act.item)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    if body.question is not None:
        raise OutOfOrder("agenda.order", "question_pending", title=body.question.title)
    title = body.items[act.item].title
    return [ItemConcluded(body=act.body, at=act.at, item=act.item, title=title)]


def apply(assembly: Assembly, entry: ItemConcluded) -> Assembly:
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], stage="concluded")
    items = {**body.items, entry.item: item}
    return assembly.with_body(
        replace(body, item=NO_ITEM, items=items, interventions=Interventions())
    )


def minute(entry: ItemConcluded) -> Phrase:
    return Phrase("minute.item_concluded", item=entry.item, title=entry.title)


KIND = Kind(
    ConcludeItem, decide, {ItemConcluded: apply}, {ItemConcluded: minute}, "concludes item {item}"
)
