"""Withdraw a request for the floor.

Article: speaking.list, speaking.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.ordering import ordered
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of, place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Act):
    """A person on the list no longer wishes to speak."""

    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(Entry):
    """`member` is off the list; the number is not given again."""

    member: MemberId
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawRequest) -> list[Entry]:
    """Record the withdrawal.

    Out of order: the body is unknown; the person is not accredited; the person is not on its
    list; the list is frozen for the drawing of lots.
    """
    body = require_body(assembly, act.body)
    require_person(assembly, act.by)
    speakers = list_of(body, act.item)
    place_of(speakers, act.by)
    if speakers.is_frozen:
        raise OutOfOrder("speaking.order", "list_frozen")
    withdrawn = RequestWithdrawn(body=act.body, at=act.at, member=act.by, item=act.item)
    return [withdrawn, *ordered(rules, apply(assembly, withdrawn), act, item=act.item)]


def apply(assembly: Assembly, entry: RequestWithdrawn) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    listed = speakers.of(entry.member)
    taken = 1 + listed.further if listed else 0
    delegation = assembly.people[entry.member].delegation
    speakers = speakers.without(entry.member).with_used(delegation, -taken)
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: RequestWithdrawn) -> Phrase:
    return Phrase("minute.request_withdrawn", member=entry.member)


KIND = Kind(
    WithdrawRequest,
    decide,
    {RequestWithdrawn: apply},
    {RequestWithdrawn: minute},
    "withdraws the request[ on item {item}]",
)
