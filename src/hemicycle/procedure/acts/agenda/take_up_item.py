"""Take up an item: it is before the body.

Article: agenda.order, agenda.items, speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Interventions, ItemId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.delays import require_old_enough
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpItem(Act):
    """The presiding officer takes up an item of the agenda."""

    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTakenUp(Entry):
    """The item is before the body; its own list of speakers applies."""

    item: ItemId
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: TakeUpItem) -> list[Entry]:
    """Record that the item is taken up.

    Out of order: no sitting is open; the actor does not preside; a point of order or a motion is
    pending;
    the item is not on the agenda, is concluded, or is before the body; someone speaks; a
    question stands; the report on an urgent item is missing or too young.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    item = body.items.get(act.item)
    if item is None:
        raise OutOfOrder("agenda.items", "no_such_item", item=act.item)
    if item.is_over:
        raise OutOfOrder("agenda.order", f"item_{item.stage}", item=act.item)
    if body.item == act.item:
        raise OutOfOrder("agenda.order", "item_taken_up_already", item=act.item)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    if body.question is not None:
        raise OutOfOrder("agenda.order", "question_pending", title=body.question.title)
    require_old_enough(rules, item, at=act.at)
    return [ItemTakenUp(body=act.body, at=act.at, item=act.item, title=item.title)]


def apply(assembly: Assembly, entry: ItemTakenUp) -> Assembly:
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], stage="taken_up", taken_up_at=entry.at)
    items = {**body.items, entry.item: item}
    return assembly.with_body(
        replace(body, item=entry.item, items=items, interventions=Interventions())
    )


def minute(entry: ItemTakenUp) -> Phrase:
    return Phrase("minute.item_taken_up", item=entry.item, title=entry.title)


KIND = Kind(TakeUpItem, decide, {ItemTakenUp: apply}, {ItemTakenUp: minute}, "takes up item {item}")
