"""Refer the emergency item to the body that drafts its resolution.

Article: emergency_item.drafting, emergency_item.choice
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Choice, ItemId, Words
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import require_requests
from hemicycle.procedure.rules.guards import (
    require_body,
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferToDrafting(Act):
    """The presiding officer refers the emergency item to a drafting committee."""

    to: BodyId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredToDrafting(Entry):
    """The drafting committee works on the text."""

    to: BodyId
    item: ItemId
    title: Words
    committee: Words


def decide(rules: Rulebook, assembly: Assembly, act: ReferToDrafting) -> list[Entry]:
    """Record it.

    Out of order: the body takes no requests; no sitting is open; the actor does not preside; a
    point of order or a motion is pending; there is no emergency item; it was referred already; the
    drafting body is unknown or the same.
    """
    require_requests(rules, assembly, act)
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    choice = require_emergency_item(body)
    if choice.drafting:
        raise OutOfOrder("emergency_item.drafting", "referred_already", body=choice.drafting)
    committee = require_body(assembly, act.to)
    if act.to == act.body:
        raise OutOfOrder("emergency_item.drafting", "referred_to_itself", title=body.title)
    return [
        ReferredToDrafting(
            body=act.body,
            at=act.at,
            to=act.to,
            item=choice.item,
            title=body.items[choice.item].title,
            committee=committee.title,
        )
    ]


def require_emergency_item(body: Body) -> Choice:
    """The choice, where an item was chosen.

    Out of order: none was.
    """
    choice = body.emergency.choice
    if choice is None or not choice.request:
        raise OutOfOrder("emergency_item.choice", "no_emergency_item", title=body.title)
    return choice


def apply(assembly: Assembly, entry: ReferredToDrafting) -> Assembly:
    body = assembly.bodies[entry.body]
    assert body.emergency.choice is not None
    choice = replace(body.emergency.choice, drafting=entry.to)
    return assembly.with_body(replace(body, emergency=replace(body.emergency, choice=choice)))


def minute(entry: ReferredToDrafting) -> Phrase:
    return Phrase(
        "minute.referred_to_drafting", item=entry.item, title=entry.title, committee=entry.committee
    )


KIND = Kind(
    ReferToDrafting,
    decide,
    {ReferredToDrafting: apply},
    {ReferredToDrafting: minute},
    "refers the emergency item to {to}",
)
