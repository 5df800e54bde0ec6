"""Close the list of speakers: no more names.

Article: speaking.list
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_list_in_hand
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseList(Act):
    """The presiding officer closes the list, or the secretariat that of an item to come."""

    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class ListClosed(Entry):
    """The list of the matter before the body, or of an item, is closed."""

    waiting: int
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: CloseList) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open, where no item is named; the actor does not preside, nor is of
    the secretariat; the list is closed already.
    """
    body = require_list_in_hand(assembly, act, item=act.item)
    speakers = list_of(body, act.item)
    if not speakers.is_open:
        raise OutOfOrder("speaking.list", "list_closed_already")
    waiting = len(speakers.waiting)
    return [ListClosed(body=act.body, at=act.at, waiting=waiting, item=act.item)]


def apply(assembly: Assembly, entry: ListClosed) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = replace(list_of(body, entry.item), is_open=False)
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: ListClosed) -> Phrase:
    return Phrase("minute.list_closed", n=entry.waiting)


KIND = Kind(
    CloseList,
    decide,
    {ListClosed: apply},
    {ListClosed: minute},
    "closes the list[ of item {item}]",
)
