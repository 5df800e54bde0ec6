"""Ask that a debate be put off because its report came late.

Article: texts.report_days, texts.late_report_objectors, texts.late_report_delegations
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, ItemId, Words
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.assembly.urgent import Delay
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.delays import ENOUGH, require_item, require_late
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.together import require_enough, require_signatories


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForDelay(Act):
    """A member and `members` ask, on the draft agenda, that the debate on an item be put off.

    `first_day` is when the first day of the session begins where it meets.
    """

    item: ItemId
    members: tuple[MemberId, ...] = ()
    first_day: Instant = field(default=Instant(0), metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayAsked(Entry):
    """The debate goes to a later part of the session, unless as many others object."""

    item: ItemId
    title: Words
    askers: tuple[MemberId, ...]


def decide(rules: Rulebook, assembly: Assembly, act: AskForDelay) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the item is not on the agenda, or over; the rules put no
    debate off, its report was in time, it is urgent, or taken up; it is asked already; the actor
    may not move; somebody is no member or named twice; too few members, or of too few delegations.
    """
    body = require_body(assembly, act.body)
    item = require_item(body, act.item)
    require_late(rules, item, first_day=act.first_day)
    if item.delay is not None:
        raise OutOfOrder("texts.late_report_objectors", "delay_asked_already", item=act.item)
    require_right(rules, assembly, act, right="move")
    askers = require_signatories(assembly, act, act.members, rule_key=ENOUGH[0])
    require_enough(rules, assembly, askers, of=ENOUGH)
    return [DelayAsked(body=act.body, at=act.at, item=act.item, title=item.title, askers=askers)]


def apply(assembly: Assembly, entry: DelayAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], delay=Delay(askers=entry.askers))
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: DelayAsked) -> Phrase:
    return Phrase("minute.delay_asked", item=entry.item, title=entry.title, n=len(entry.askers))


KIND = Kind(
    AskForDelay,
    decide,
    {DelayAsked: apply},
    {DelayAsked: minute},
    "asks to put off the debate on item {item}[ with {members}]",
)
