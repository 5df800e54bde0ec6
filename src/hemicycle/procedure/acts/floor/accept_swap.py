"""Accept a swap: two persons exchange their places; both have said so.

Article: speaking.swap_allowed
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.floor.offer_swap import require_swaps
from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of, place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptSwap(Act):
    """A person takes the place that `other` offers, and gives the own one for it."""

    other: MemberId
    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesSwapped(Entry):
    """`first` now has the number of `second`, and `second` that of `first`."""

    first: MemberId
    first_number: int
    second: MemberId
    second_number: int
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: AcceptSwap) -> list[Entry]:
    """Record the exchange.

    Out of order: the rules allow no swaps; either is not on the list; nothing is offered; the
    places are of two sections; the own number is not one of those wished for.
    """
    body = require_body(assembly, act.body)
    require_person(assembly, act.by)
    speakers = list_of(body, act.item)
    require_swaps(rules, speakers)
    own, others = place_of(speakers, act.by), place_of(speakers, act.other)
    offer = speakers.offer_of(act.other)
    if offer is None or act.other == act.by:
        raise OutOfOrder("speaking.swap_allowed", "nothing_offered", member=act.other)
    if own.section != others.section:
        raise OutOfOrder("speaking.swap_allowed", "swap_across_sections")
    if not offer.lowest <= own.number <= offer.highest:
        raise OutOfOrder(
            "speaking.swap_allowed",
            "place_not_wished",
            lowest_of=offer.lowest,
            highest_of=offer.highest,
        )
    return [
        PlacesSwapped(
            body=act.body,
            at=act.at,
            first=act.other,
            first_number=others.number,
            second=act.by,
            second_number=own.number,
            item=act.item,
        )
    ]


def apply(assembly: Assembly, entry: PlacesSwapped) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    first, second = place_of(speakers, entry.first), place_of(speakers, entry.second)
    changed = {
        entry.first: replace(second, number=first.number),
        entry.second: replace(first, number=second.number),
    }
    places = tuple(changed.get(one.member, one) for one in speakers.places)
    offers = tuple(one for one in speakers.offers if one.member not in changed)
    speakers = replace(speakers, places=places, offers=offers)
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: PlacesSwapped) -> Phrase:
    return Phrase(
        "minute.places_swapped",
        first=entry.first,
        first_of=entry.second_number,
        second=entry.second,
        second_of=entry.first_number,
    )


KIND = Kind(
    AcceptSwap,
    decide,
    {PlacesSwapped: apply},
    {PlacesSwapped: minute},
    "accepts the swap of {other}[ on item {item}]",
)
