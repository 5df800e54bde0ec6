"""Distribute the report on which an item is debated; when that was decides what may be asked.

Article: texts.report_days, emergency_item.report_age
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, Words
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.delays import require_item
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.timetable import DAY_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributeReport(Act):
    """The secretariat distributes the report on an item.

    `days_before` says how many days ago that was, where it is entered later; 0 for now.
    """

    item: ItemId
    days_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDistributed(Entry):
    """The report on the item has been out since `since_at`."""

    item: ItemId
    title: Words
    since_at: Instant


def decide(rules: Rulebook, assembly: Assembly, act: DistributeReport) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the actor is not of the secretariat; the item is not on the
    agenda, or over; its report is distributed already; the days are negative.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    item = require_item(body, act.item)
    if item.report_at or act.days_before < 0:
        raise OutOfOrder("texts.report_days", "report_distributed", item=act.item)
    since = Instant(act.at - act.days_before * DAY_MS)
    return [
        ReportDistributed(body=act.body, at=act.at, item=act.item, title=item.title, since_at=since)
    ]


def apply(assembly: Assembly, entry: ReportDistributed) -> Assembly:
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], report_at=entry.since_at)
    return assembly.with_body(replace(body, items={**body.items, entry.item: item}))


def minute(entry: ReportDistributed) -> Phrase:
    return Phrase(
        "minute.report_distributed", item=entry.item, title=entry.title, since_at=entry.since_at
    )


KIND = Kind(
    DistributeReport,
    decide,
    {ReportDistributed: apply},
    {ReportDistributed: minute},
    "distributes the report on item {item}[ {days_before} days ago]",
)
