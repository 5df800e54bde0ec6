"""Ask for a roll call on the whole text, where the electronic system cannot be used.

Article: division.roll_call_for, division.roll_call_share, division.roll_call_delegations,
division.roll_call_latest, division.roll_call_scope
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, RollCalling
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.roll_calls import (
    require_before_first_vote,
    require_system_down,
    support_of_roll_call,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForRollCall(Act):
    """A member asks for it, or joins those who have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallAsked(Entry):
    """One more asks; once they are enough the text as a whole is decided by calling the roll."""

    member: MemberId
    item: ItemId
    is_enough: bool


def decide(rules: Rulebook, assembly: Assembly, act: AskForRollCall) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; the actor may not vote there; the electronic system works,
    or the rules know no such request; no item is before the body; a vote on it was opened; the
    actor has asked already, or others are enough.
    """
    body = require_sitting(assembly, act.body)
    require_right(rules, assembly, act, right="vote")
    require_system_down(rules, body)
    if not body.item:
        raise OutOfOrder("division.roll_call_scope", "nothing_before_body")
    require_before_first_vote(assembly, body)
    calling = body.roll_calling
    before = calling.asked if calling.item == body.item else ()
    if act.by in before or (before and calling.is_granted):
        raise OutOfOrder("division.roll_call_share", "roll_call_asked_already")
    asking = (*before, act.by)
    found = support_of_roll_call(rules, assembly, body, asking=asking)
    return [
        RollCallAsked(
            body=act.body, at=act.at, member=act.by, item=body.item, is_enough=found.is_enough
        )
    ]


def apply(assembly: Assembly, entry: RollCallAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    calling = body.roll_calling
    before = calling.asked if calling.item == entry.item else ()
    asked = RollCalling(item=entry.item, asked=(*before, entry.member), is_granted=entry.is_enough)
    return assembly.with_body(replace(body, roll_calling=asked))


def minute(entry: RollCallAsked) -> Phrase:
    enough = "granted" if entry.is_enough else "asked"
    return Phrase(f"minute.roll_call_{enough}", member=entry.member, item=entry.item)


KIND = Kind(
    AskForRollCall,
    decide,
    {RollCallAsked: apply},
    {RollCallAsked: minute},
    "asks for a roll call",
)
