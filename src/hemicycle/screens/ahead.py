"""What is to be known of an item before it is taken up: its sitting, its deadlines, its report."""

from collections.abc import Iterator

from hemicycle.journal.instants import day_begins
from hemicycle.procedure.assembly import Body, Item
from hemicycle.procedure.assembly.agenda import CURRENT_AFFAIRS
from hemicycle.procedure.assembly.urgent import URGENT
from hemicycle.procedure.kernel import Instant, Phrase
from hemicycle.procedure.rules.amendment_deadlines import deadline_of
from hemicycle.procedure.rules.entering import desk_closes
from hemicycle.procedure.rules.timetable import HOUR_MS, sitting_for
from hemicycle.screens.view import View


def first_day(view: View) -> Instant:
    """When the first day of the session begins where it meets."""
    session = view.assembly.session
    return day_begins(session.starts_on, session.zone) if session else Instant(0)


def ahead_of(view: View, body: Body, *, item: Item) -> tuple[Phrase, ...]:
    """What is said of an item under its title; nothing once it is over."""
    return () if item.is_over else (*of_sitting(view, body, item), *of_report(view, item))


def of_sitting(view: View, body: Body, item: Item) -> Iterator[Phrase]:
    """The sitting that it is set down for, and what has to be in by when."""
    sitting = sitting_for(view.assembly, body, item.id)
    if sitting is None:
        return
    yield Phrase("ahead.set_down", at=sitting.begins_at, zone=view.zone)
    texts = [one for one in view.assembly.texts.values() if one.item == item.id]
    for text in (one for one in texts if one.body == body.id):
        found = deadline_of(view.rules, view.assembly, text, first_day=first_day(view))
        if found:
            yield Phrase("ahead.amendments_until", symbol=text.symbol, at=found.at, zone=view.zone)
    closes = desk_closes(view.rules, view.assembly, body, item.id)
    if closes and item.stage == "placed":
        yield Phrase("ahead.list_until", at=closes.at, zone=view.zone)


def of_report(view: View, item: Item) -> Iterator[Phrase]:
    """Its report, and what is asked because of that."""
    if item.kind in (URGENT, CURRENT_AFFAIRS):
        yield Phrase(f"ahead.{item.kind}")
    if item.report_at:
        yield Phrase("ahead.report_out", at=item.report_at, zone=view.zone)
    if item.kind == URGENT and item.report_at and view.rules.has("emergency_item.report_age"):
        hours = view.rules.number("emergency_item.report_age")
        ready_at = Instant(item.report_at + hours * HOUR_MS)
        if view.at < ready_at:
            yield Phrase("ahead.debate_from", at=ready_at, zone=view.zone)
    if item.delay:
        key = "ahead.delay_objected" if item.delay.objectors else "ahead.delay_asked"
        yield Phrase(key, n=len(item.delay.askers), others_count=len(item.delay.objectors))
