"""Debates on reports that came late, or that are too young: what must be, and what may be asked.

Article: texts.report_days, texts.late_report_objectors, texts.late_report_delegations,
texts.late_report_override, emergency_item.report_age, agenda.items, agenda.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Interventions, Item, ItemId, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.urgent import URGENT, Delay
from hemicycle.procedure.kernel import Act, Entry, Instant, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.timetable import DAY_MS, HOUR_MS

ENOUGH = ("texts.late_report_objectors", "texts.late_report_delegations")
STAYS, PUT_OFF = "stays", "put_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayDecided(Entry):
    """The debate is held all the same, or goes to a later part of the session."""

    item: ItemId
    title: Words
    outcome: str
    question: int = 0


def require_item(body: Body, wanted: ItemId) -> Item:
    """An item that is still on the agenda.

    Out of order: there is none of that number, or it is over.
    """
    item = body.items.get(wanted)
    if item is None:
        raise OutOfOrder("agenda.items", "no_such_item", item=wanted)
    if item.is_over:
        raise OutOfOrder("agenda.order", f"item_{item.stage}", item=wanted)
    return item


def require_late(rules: Rulebook, item: Item, *, first_day: Instant) -> None:
    """The report on an item was not distributed in time.

    Out of order: the rules put no debate off for that; it was in time; the item is debated under
    urgent procedure, or has been taken up.
    """
    days = rules.number("texts.report_days")
    if not days:
        raise OutOfOrder("texts.report_days", "no_late_reports")
    if item.kind == URGENT:
        raise OutOfOrder("texts.report_days", "urgent_not_late", item=item.id)
    if item.stage != "placed":
        raise OutOfOrder("texts.report_days", "debate_has_begun", item=item.id)
    if item.report_at and item.report_at <= first_day - days * DAY_MS:
        raise OutOfOrder("texts.report_days", "report_in_time", item=item.id, n=days)


def require_delay(item: Item) -> Delay:
    """Somebody asks to put the debate off.

    Out of order: nobody does.
    """
    if item.delay is None:
        raise OutOfOrder("texts.report_days", "no_delay_asked", item=item.id)
    return item.delay


def require_old_enough(rules: Rulebook, item: Item, *, at: Instant) -> None:
    """The report on an urgent item has been out for as long as the rules ask.

    Out of order: there is no report yet, or it was distributed too lately.
    """
    if item.kind != URGENT or not rules.has("emergency_item.report_age"):
        return
    hours = rules.number("emergency_item.report_age")
    if not item.report_at:
        raise OutOfOrder("emergency_item.report_age", "no_report_yet", item=item.id)
    ready_at = Instant(item.report_at + hours * HOUR_MS)
    if at < ready_at:
        raise OutOfOrder("emergency_item.report_age", "report_too_young", item=item.id, at=ready_at)


def delay_decided(body: Body, act: Act, *, outcome: str) -> list[Entry]:
    """What follows for the debate that the question before the body is about; mostly nothing."""
    put = body.question.number if body.question else 0
    found = (one for one in body.items.values() if one.delay and put in one.delay.questions)
    item = next(found, None)
    if item is None:
        return []
    became = STAYS if outcome == "adopted" else PUT_OFF
    return [
        DelayDecided(
            body=act.body,
            at=act.at,
            item=item.id,
            title=item.title,
            outcome=became,
            question=put,
        )
    ]


def apply(assembly: Assembly, entry: DelayDecided) -> Assembly:
    """The item stays, and nobody asks any more; or this session does no more with it now."""
    body = assembly.bodies[entry.body]
    item = body.items[entry.item]
    is_off = entry.outcome == PUT_OFF
    item = replace(item, delay=None, stage="carried_over" if is_off else item.stage)
    body = replace(body, items={**body.items, entry.item: item})
    if is_off and body.item == entry.item:
        body = replace(body, item=NO_ITEM, interventions=Interventions())
    return assembly.with_body(body)


def minute(entry: DelayDecided) -> Phrase:
    """Whether the debate is held."""
    return Phrase(f"minute.debate_{entry.outcome}", item=entry.item, title=entry.title)
