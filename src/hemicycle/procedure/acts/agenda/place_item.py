"""Place an item on a body's agenda.

Article: agenda.items, current_affairs.max_items
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Item, ItemId, Words
from hemicycle.procedure.assembly.agenda import CURRENT_AFFAIRS, KINDS
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.current_affairs import require_current_affairs
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceItem(Act):
    """The secretariat places an item on the agenda.

    `carried_from` is the session that carried it over, where one did; it keeps its number.
    """

    item: ItemId
    title: Words
    kind: str = ""
    carried_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPlaced(Entry):
    """The item stands on the body's agenda."""

    item: ItemId
    title: Words
    kind: str = ""
    carried_from: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: PlaceItem) -> list[Entry]:
    """Record the item.

    Out of order: the body is unknown; the actor is not of the secretariat; the number is taken;
    there is no such kind of item, or there are as many debates on current affairs as may be.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if act.item in body.items:
        raise OutOfOrder("agenda.items", "item_exists", item=act.item)
    if act.kind and act.kind not in KINDS:
        raise OutOfOrder("agenda.items", "no_such_kind", kind=act.kind)
    if act.kind == CURRENT_AFFAIRS:
        require_current_affairs(rules, body)
    return [
        ItemPlaced(
            body=act.body,
            at=act.at,
            item=act.item,
            title=act.title,
            kind=act.kind,
            carried_from=act.carried_from,
        )
    ]


def apply(assembly: Assembly, entry: ItemPlaced) -> Assembly:
    body = assembly.bodies[entry.body]
    item = Item(id=entry.item, title=entry.title, kind=entry.kind, carried_from=entry.carried_from)
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: ItemPlaced) -> Phrase:
    key = "minute.item_placed_again" if entry.carried_from else "minute.item_placed"
    return Phrase(key, item=entry.item, title=entry.title, session=entry.carried_from)


KIND = Kind(
    PlaceItem,
    decide,
    {ItemPlaced: apply},
    {ItemPlaced: minute},
    "places item {item} {title}[ as {kind}][ carried over from {carried_from}]",
)
