"""Draw lots: the frozen list and a seed that nobody chose give the order.

Article: speaking.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, Listed
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.dice import seed_of
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lots import digest_of, drawn, lines_of
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawLots(Act):
    """The secretariat enters the dice thrown in the room and a number published elsewhere."""

    item: ItemId
    dice: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotsDrawn(Entry):
    """The order of the list, made from its digest and the seed by a recipe that anyone can run."""

    item: ItemId
    digest: str
    seed: str
    order: tuple[MemberId, ...]


def decide(rules: Rulebook, assembly: Assembly, act: DrawLots) -> list[Entry]:
    """Record the order.

    Out of order: the actor is not of the secretariat; the list is not frozen, or no longer what
    was frozen; fewer than five dice; no published number.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    speakers = list_of(body, act.item)
    if speakers.is_drawn:
        raise OutOfOrder("speaking.order", "lots_drawn_already")
    lines = lines_of(speakers)
    if not speakers.is_frozen or digest_of(lines) != speakers.digest:
        raise OutOfOrder("speaking.order", "list_not_frozen")
    seed = seed_of("speaking.order", dice=act.dice, published=act.published)
    order = tuple(MemberId(line.split()[-1]) for line in drawn(lines, seed))
    return [
        LotsDrawn(
            body=act.body,
            at=act.at,
            item=act.item,
            digest=speakers.digest,
            seed=seed,
            order=order,
        )
    ]


def apply(assembly: Assembly, entry: LotsDrawn) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    by_lot = {member: rank for rank, member in enumerate(entry.order)}
    sections = list(dict.fromkeys(one.section for one in speakers.places))
    places: list[Listed] = []
    highest = dict(speakers.highest)
    for section in sections:
        own = [one for one in speakers.places if one.section == section]
        drawn_here = sorted(
            (one for one in own if one.member in by_lot), key=lambda one: by_lot[one.member]
        )
        places += [one for one in own if one.member not in by_lot]
        places += [replace(one, number=number) for number, one in enumerate(drawn_here, 1)]
        highest[section] = max(highest.get(section, 0), len(drawn_here))
    drawn_list = replace(speakers, places=tuple(places), highest=highest, seed=entry.seed)
    return assembly.with_list(body, drawn_list, item=entry.item)


def minute(entry: LotsDrawn) -> Phrase:
    return Phrase(
        "minute.lots_drawn",
        n=len(entry.order),
        seed_words=entry.seed,
        digest_words=entry.digest[:16],
    )


KIND = Kind(
    DrawLots,
    decide,
    {LotsDrawn: apply},
    {LotsDrawn: minute},
    "draws the lots of item {item} with dice {dice} and number {published}",
)
