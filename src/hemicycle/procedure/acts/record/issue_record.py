"""Issue the record of a sitting provisionally: from now on corrections may be asked for.

Article: record.stages, record.corrections_days
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.record import LIVE
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.records import DAY_MS, require_record
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRecord(Act):
    """The secretariat issues the record of a sitting; 0 means the latest that is over."""

    sitting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIssued(Entry):
    """The record of the sitting is provisional; until then corrections may be asked for."""

    sitting: int
    corrections_until: Instant


def decide(rules: Rulebook, assembly: Assembly, act: IssueRecord) -> list[Entry]:
    """Record that it is issued, and until when corrections may be asked for.

    Out of order: the actor is not of the secretariat; the body is unknown; there is no such
    sitting, or it goes on; its record was issued already.
    """
    require_secretariat(assembly, act)
    record = require_record(assembly, act.body, act.sitting)
    if record.stage != LIVE:
        raise OutOfOrder("record.stages", "record_issued_already", n=record.sitting)
    until = Instant(act.at + rules.number("record.corrections_days") * DAY_MS)
    return [RecordIssued(body=act.body, at=act.at, sitting=record.sitting, corrections_until=until)]


def apply(assembly: Assembly, entry: RecordIssued) -> Assembly:
    record = assembly.records[entry.body, entry.sitting]
    return assembly.with_record(
        replace(record, issued_at=entry.at, corrections_until=entry.corrections_until)
    )


def minute(entry: RecordIssued) -> Phrase:
    return Phrase("minute.record_issued", number=entry.sitting, until_at=entry.corrections_until)


KIND = Kind(
    IssueRecord,
    decide,
    {RecordIssued: apply},
    {RecordIssued: minute},
    "issues the record[ of sitting {sitting}]",
)
