"""Set an item down for a sitting of the programme: what has to be in by then follows from it.

Article: agenda.timetable
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, SlotId, Words
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.delays import require_item
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of
from hemicycle.procedure.rules.timetable import require_sitting_slot


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDownItem(Act):
    """The secretariat says in which sitting of the programme an item is to come up."""

    item: ItemId
    slot: SlotId


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSetDown(Entry):
    """The item is for that sitting, which then began at `begins_at` by the programme."""

    item: ItemId
    title: Words
    slot: SlotId
    begins_at: Instant


def decide(rules: Rulebook, assembly: Assembly, act: SetDownItem) -> list[Entry]:
    """Record it; a later sitting takes the place of an earlier one.

    Out of order: the body is unknown; the actor is not of the secretariat; the item is not on the
    agenda, or finished; the programme has no such sitting of the body; the item is for it already.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    item = require_item(body, act.item)
    list_of(body, act.item)  # refuses an item that is no more
    slot = require_sitting_slot(assembly, body, act.slot)
    if item.slot == slot.id:
        raise OutOfOrder("agenda.timetable", "set_down_already", item=act.item)
    return [
        ItemSetDown(
            body=act.body,
            at=act.at,
            item=act.item,
            title=item.title,
            slot=slot.id,
            begins_at=slot.begins_at,
        )
    ]


def apply(assembly: Assembly, entry: ItemSetDown) -> Assembly:
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], slot=entry.slot)
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: ItemSetDown) -> Phrase:
    return Phrase(
        "minute.item_set_down", item=entry.item, title=entry.title, begins_at=entry.begins_at
    )


KIND = Kind(
    SetDownItem,
    decide,
    {ItemSetDown: apply},
    {ItemSetDown: minute},
    "sets item {item} down for {slot}",
)
