"""Offer a swap: the own place for an earlier or later one of the same section.

Article: speaking.swap_allowed, speaking.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, SpeakersList, SwapOffer
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of, place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSwap(Act):
    """A person would give the own place for one with a number from `lowest` to `highest`."""

    lowest: int
    highest: int
    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapOffered(Entry):
    """Place `number` is offered to whoever of the section has one of the wished places."""

    member: MemberId
    number: int
    lowest: int
    highest: int
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: OfferSwap) -> list[Entry]:
    """Record the offer; an earlier one of the same person is replaced.

    Out of order: the rules allow no swaps; the person is not on the list; the places have no
    numbers, or wait for the lots; no place is meant, or only the own one.
    """
    body = require_body(assembly, act.body)
    require_person(assembly, act.by)
    speakers = list_of(body, act.item)
    require_swaps(rules, speakers)
    listed = place_of(speakers, act.by)
    if not listed.number:
        raise OutOfOrder("speaking.swap_allowed", "no_number_yet", member=act.by)
    if not 1 <= act.lowest <= act.highest or act.lowest == act.highest == listed.number:
        raise OutOfOrder("speaking.swap_allowed", "no_place_meant")
    return [
        SwapOffered(
            body=act.body,
            at=act.at,
            member=act.by,
            number=listed.number,
            lowest=act.lowest,
            highest=act.highest,
            item=act.item,
        )
    ]


def require_swaps(rules: Rulebook, speakers: SpeakersList) -> None:
    """Places may be exchanged.

    Out of order: the rules do not say so; the list waits for the lots.
    """
    if not rules.is_on("speaking.swap_allowed"):
        raise OutOfOrder("speaking.swap_allowed", "no_swaps")
    if speakers.is_frozen:
        raise OutOfOrder("speaking.order", "list_frozen")


def apply(assembly: Assembly, entry: SwapOffered) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    others = tuple(one for one in speakers.offers if one.member != entry.member)
    offer = SwapOffer(member=entry.member, lowest=entry.lowest, highest=entry.highest)
    speakers = replace(speakers, offers=(*others, offer))
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: SwapOffered) -> Phrase:
    return Phrase(
        "minute.swap_offered",
        member=entry.member,
        number=entry.number,
        lowest_of=entry.lowest,
        highest_of=entry.highest,
    )


KIND = Kind(
    OfferSwap,
    decide,
    {SwapOffered: apply},
    {SwapOffered: minute},
    "offers the own place for one from {lowest} to {highest}[ on item {item}]",
)
