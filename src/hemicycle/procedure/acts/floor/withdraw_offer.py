"""Withdraw the offer to swap places.

Article: speaking.swap_allowed
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOffer(Act):
    """A person keeps the own place after all."""

    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn(Entry):
    """The place is no longer offered."""

    member: MemberId
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawOffer) -> list[Entry]:
    """Record it.

    Out of order: the person is not accredited, or has offered nothing.
    """
    body = require_body(assembly, act.body)
    require_person(assembly, act.by)
    if list_of(body, act.item).offer_of(act.by) is None:
        raise OutOfOrder("speaking.swap_allowed", "nothing_offered", member=act.by)
    return [OfferWithdrawn(body=act.body, at=act.at, member=act.by, item=act.item)]


def apply(assembly: Assembly, entry: OfferWithdrawn) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    others = tuple(one for one in speakers.offers if one.member != entry.member)
    return assembly.with_list(body, replace(speakers, offers=others), item=entry.item)


def minute(entry: OfferWithdrawn) -> Phrase:
    return Phrase("minute.offer_withdrawn", member=entry.member)


KIND = Kind(
    WithdrawOffer,
    decide,
    {OfferWithdrawn: apply},
    {OfferWithdrawn: minute},
    "withdraws the offer[ on item {item}]",
)
