"""Announce what came of the requests: the emergency item, or that there is none.

Article: emergency_item.choice, emergency_item.choice_tie, emergency_item.max_items, agenda.items,
division.one_question, emergency_item.ballot_order
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.agenda.place_item import ItemPlaced
from hemicycle.procedure.assembly import (
    Assembly,
    Body,
    Choice,
    EmergencyRequest,
    ItemId,
    Words,
)
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import (
    affirmative_votes,
    leading,
    on_ballot,
    outcome_of,
    require_requests,
    undecided,
)
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseEmergencyItem(Act):
    """The presiding officer announces the choice; `item` is the number the item gets."""

    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyItemChosen(Entry):
    """The choice: the carried request with the most affirmative votes, or none (`request` 0).

    Units: votes; `put` is how many requests were put to the vote, `carried` how many of them had
    their majority.
    """

    request: int
    item: ItemId
    title: Words
    for_votes: int
    put: int
    carried: int


def decide(rules: Rulebook, assembly: Assembly, act: ChooseEmergencyItem) -> list[Entry]:
    """Record the choice, and place the item on the agenda.

    Out of order: the body takes no requests; no sitting is open; the actor does not preside; a
    point of order or a motion is pending; a question stands; the choice was made; no request was
    filed; one waits for its vote or for a place on the ballot; several are equal; the number of
    the item is missing or taken.
    """
    require_requests(rules, assembly, act)
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    if body.question is not None:
        raise OutOfOrder("division.one_question", "question_pending", title=body.question.title)
    require_all_decided(assembly, body)
    equal = leading(assembly, body)
    if len(equal) > 1:
        numbers = tuple(one.number for one in equal)
        raise OutOfOrder("emergency_item.choice_tie", "requests_equal", requests=numbers)
    chosen = equal[0] if equal else None
    if chosen is None:
        return [outcome(assembly, body, act=act)]
    if not act.item or act.item in body.items:
        reason = "item_exists" if act.item else "item_number_needed"
        raise OutOfOrder("agenda.items", reason, item=act.item)
    return [
        outcome(assembly, body, act=act, chosen=chosen),
        ItemPlaced(body=act.body, at=act.at, item=act.item, title=chosen.text.title),
    ]


def outcome(
    assembly: Assembly,
    body: Body,
    *,
    act: ChooseEmergencyItem,
    chosen: EmergencyRequest | None = None,
) -> EmergencyItemChosen:
    """What came of the requests that were put to the vote."""
    put = on_ballot(body)
    return EmergencyItemChosen(
        body=act.body,
        at=act.at,
        request=chosen.number if chosen else 0,
        item=act.item if chosen else NO_ITEM,
        title=chosen.text.title if chosen else {},
        for_votes=affirmative_votes(assembly, chosen) if chosen else 0,
        put=len(put),
        carried=sum(outcome_of(assembly, one) == "adopted" for one in put),
    )


def require_all_decided(assembly: Assembly, body: Body) -> None:
    """Every request that is still asked was voted on.

    Out of order: as `decide` says.
    """
    if body.emergency.choice:
        raise OutOfOrder("emergency_item.choice", "requests_chosen")
    if not body.emergency.requests:
        raise OutOfOrder("emergency_item.choice", "no_requests")
    for one in body.emergency.requests.values():
        if one.is_standing and not one.place:
            raise OutOfOrder(
                "emergency_item.ballot_order", "request_not_placed", request=one.number
            )
    waiting = undecided(assembly, body)
    if waiting:
        raise OutOfOrder(
            "emergency_item.choice", "request_waits_for_vote", request=waiting[0].number
        )


def apply(assembly: Assembly, entry: EmergencyItemChosen) -> Assembly:
    body = assembly.bodies[entry.body]
    choice = Choice(request=entry.request, item=entry.item, chosen_at=entry.at)
    return assembly.with_body(replace(body, emergency=replace(body.emergency, choice=choice)))


def minute(entry: EmergencyItemChosen) -> Phrase:
    key = "minute.emergency_item_chosen" if entry.request else "minute.no_emergency_item"
    return Phrase(
        key,
        request=entry.request,
        item=entry.item,
        title=entry.title,
        for_votes=entry.for_votes,
        n=entry.put,
        carried=entry.carried,
    )


KIND = Kind(
    ChooseEmergencyItem,
    decide,
    {EmergencyItemChosen: apply},
    {EmergencyItemChosen: minute},
    "announces the choice of the emergency item[ as item {item}]",
)
