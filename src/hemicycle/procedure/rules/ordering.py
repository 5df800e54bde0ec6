"""The order of a list after a change, where the rules compute it: told, so that replay asks none.

Article: speaking.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, MemberId, Phrase
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of
from hemicycle.procedure.rules.turns import Turns, in_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrdered(Entry):
    """Those who wait on the list are heard in this order."""

    order: tuple[MemberId, ...]
    item: ItemId = NO_ITEM


def ordered(rules: Rulebook, assembly: Assembly, act: Act, *, item: ItemId) -> list[Entry]:
    """The new order of the list, in the assembly after its change; nothing where it is the same."""
    body = assembly.bodies[act.body]
    speakers = list_of(body, item)
    order = in_turn(Turns(rules, assembly, body, item or body.item), speakers)
    if order == speakers.waiting:
        return []
    return [ListOrdered(body=act.body, at=act.at, order=order, item=item)]


def apply(assembly: Assembly, entry: ListOrdered) -> Assembly:
    """The list in its new order."""
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item).in_order(entry.order)
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: ListOrdered) -> Phrase:
    """The order, as far as the first few."""
    return Phrase("minute.list_ordered", members=entry.order[:3], n=len(entry.order))
