"""Put a debate off, as members ask and nobody objects.

Article: texts.late_report_effect, texts.late_report_override
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder
from hemicycle.procedure.rules.delays import PUT_OFF, DelayDecided, require_delay, require_item
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOffDebate(Act):
    """The presiding officer announces that the debate goes to a later part of the session."""

    item: ItemId


def decide(rules: Rulebook, assembly: Assembly, act: PutOffDebate) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; the item is not on the agenda, or
    over; nobody asks to put it off; an objection brings it to the vote.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    item = require_item(body, act.item)
    if require_delay(item).objectors:
        raise OutOfOrder("texts.late_report_override", "objection_brings_vote", item=act.item)
    return [
        DelayDecided(body=act.body, at=act.at, item=act.item, title=item.title, outcome=PUT_OFF)
    ]


KIND = Kind(PutOffDebate, decide, {}, {}, "puts off the debate on item {item}")
