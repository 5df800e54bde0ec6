"""Place an item on a body's agenda.

Article: agenda.items
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly, Item, ItemId, Words
from hemicycle.procedure.assembly.agenda import KINDS
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceItem(Act):
    """The secretariat places an item on the agenda."""

    item: ItemId
    title: Words
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPlaced(Entry):
    """The item stands on the body's agenda."""

    item: ItemId
    title: Words
    kind: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: PlaceItem) -> list[Entry]:
    """Record the item.

    Out of order: the body is unknown; the actor is not of the secretariat; the number is taken;
    there is no such kind of item.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if act.item in body.items:
        raise OutOfOrder("agenda.items", "item_exists", item=act.item)
    if act.kind and act.kind not in KINDS:
        raise OutOfOrder("agenda.items", "no_such_kind", kind=act.kind)
    return [ItemPlaced(body=act.body, at=act.at, item=act.item, title=act.title, kind=act.kind)]


def apply(assembly: Assembly, entry: ItemPlaced) -> Assembly:
    body = assembly.bodies[entry.body]
    item = Item(id=entry.item, title=entry.title, kind=entry.kind)
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: ItemPlaced) -> Phrase:
    return Phrase("minute.item_placed", item=entry.item, title=entry.title)


KIND = Kind(
    PlaceItem,
    decide,
    {ItemPlaced: apply},
    {ItemPlaced: minute},
    "places item {item} {title}[ as {kind}]",
)
