"""Reopen the list of speakers, or take back that it was frozen for the drawing of lots.

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
class ReopenList(Act):
    """The list is opened again, by who may close it."""

    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReopened(Entry):
    """The list of the matter before the body, or of an item, is open again."""

    waiting: int
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: ReopenList) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open, where no item is named; the actor does not preside, nor is of
    the secretariat; the list is open already.
    """
    body = require_list_in_hand(assembly, act, item=act.item)
    speakers = list_of(body, act.item)
    if speakers.is_open and not speakers.is_frozen:
        raise OutOfOrder("speaking.list", "list_open_already")
    waiting = len(speakers.waiting)
    return [ListReopened(body=act.body, at=act.at, waiting=waiting, item=act.item)]


def apply(assembly: Assembly, entry: ListReopened) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    digest = "" if speakers.is_frozen else speakers.digest
    opened = replace(speakers, is_open=True, digest=digest)
    return assembly.with_list(body, opened, item=entry.item)


def minute(entry: ListReopened) -> Phrase:
    return Phrase("minute.list_reopened", n=entry.waiting)


KIND = Kind(
    ReopenList,
    decide,
    {ListReopened: apply},
    {ListReopened: minute},
    "reopens the list[ of item {item}]",
)
