"""Object to putting off a debate: the house then votes on it.

Article: texts.late_report_override_objectors, texts.late_report_objectors,
texts.late_report_delegations
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.delays import ENOUGH, require_delay, require_item
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.together import require_enough, require_signatories


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToDelay(Act):
    """A member and `members` want the debate to be held all the same."""

    item: ItemId
    members: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayObjected(Entry):
    """The objection stands, and brings a vote."""

    item: ItemId
    title: Words
    objectors: tuple[MemberId, ...]


def decide(rules: Rulebook, assembly: Assembly, act: ObjectToDelay) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the item is not on the agenda, or over; nobody asks to put it
    off; others object already; the actor may not move; somebody is no member, named twice, or asks
    for the delay; too few members, or of too few delegations.
    """
    body = require_body(assembly, act.body)
    item = require_item(body, act.item)
    delay = require_delay(item)
    if delay.objectors:
        raise OutOfOrder(
            "texts.late_report_override_objectors", "delay_objected_already", item=act.item
        )
    require_right(rules, assembly, act, right="move")
    objectors = require_signatories(
        assembly, act, act.members, rule_key="texts.late_report_override_objectors"
    )
    for member in objectors:
        if member in delay.askers:
            raise OutOfOrder(
                "texts.late_report_override_objectors", "asks_for_delay", member=member
            )
    require_enough(rules, assembly, objectors, of=ENOUGH)
    return [
        DelayObjected(
            body=act.body, at=act.at, item=act.item, title=item.title, objectors=objectors
        )
    ]


def apply(assembly: Assembly, entry: DelayObjected) -> Assembly:
    body = assembly.bodies[entry.body]
    item = body.items[entry.item]
    assert item.delay is not None  # it was asked when the objection was recorded
    item = replace(item, delay=replace(item.delay, objectors=entry.objectors))
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: DelayObjected) -> Phrase:
    return Phrase(
        "minute.delay_objected", item=entry.item, title=entry.title, n=len(entry.objectors)
    )


KIND = Kind(
    ObjectToDelay,
    decide,
    {DelayObjected: apply},
    {DelayObjected: minute},
    "objects to putting off the debate on item {item}[ with {members}]",
)
