"""Freeze the list before the drawing of lots: its fingerprint is known before the seed.

Article: speaking.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lots import digest_of, lines_of
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of, order_of

FEWEST = 2  # a lot among fewer is none


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeList(Act):
    """The secretariat freezes the list of an item, so that lots can be drawn."""

    item: ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFrozen(Entry):
    """Nothing of the list changes until the lots are drawn.

    `digest` is the SHA-256 of its lines, each a section and a person, in the order of the alphabet.
    """

    item: ItemId
    lines: tuple[str, ...]
    digest: str


def decide(rules: Rulebook, assembly: Assembly, act: FreezeList) -> list[Entry]:
    """Record the list as it is.

    Out of order: the actor is not of the secretariat; the order is not drawn by lot; the lots are
    drawn or the list is frozen already; fewer than two wait.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    speakers = list_of(body, act.item)
    order = order_of(rules, body, act.item)
    if order != "lots":
        raise OutOfOrder("speaking.order", "no_lots", order=order)
    if speakers.is_drawn:
        raise OutOfOrder("speaking.order", "lots_drawn_already")
    if speakers.is_frozen:
        raise OutOfOrder("speaking.order", "list_frozen")
    lines = tuple(sorted(lines_of(speakers)))
    if len(lines) < FEWEST:
        raise OutOfOrder("speaking.order", "nobody_to_draw")
    return [
        ListFrozen(body=act.body, at=act.at, item=act.item, lines=lines, digest=digest_of(lines))
    ]


def apply(assembly: Assembly, entry: ListFrozen) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = replace(list_of(body, entry.item), digest=entry.digest)
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: ListFrozen) -> Phrase:
    return Phrase("minute.list_frozen", n=len(entry.lines), digest_words=entry.digest[:16])


KIND = Kind(
    FreezeList,
    decide,
    {ListFrozen: apply},
    {ListFrozen: minute},
    "freezes the list of item {item}",
)
