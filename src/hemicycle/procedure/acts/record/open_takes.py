"""Have the record of a sitting written in takes: record clerks write what was said in each.

Article: record.take_minutes, record.stages, groups.closed
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, SittingRecord
from hemicycle.procedure.assembly.record import FINAL
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTakes(Act):
    """The secretariat opens the takes of a sitting; 0 means the latest that was opened."""

    sitting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakesOpened(Entry):
    """What was said in the sitting is written in takes of this length. Units: minutes."""

    sitting: int
    take_minutes: int


def decide(rules: Rulebook, assembly: Assembly, act: OpenTakes) -> list[Entry]:
    """Record it; the sitting may still go on.

    Out of order: the body is unknown; the actor is not of the secretariat; no such sitting was
    opened; its record is final; its takes were opened already; the sitting is closed; the
    rules know no takes.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    record = assembly.records.get((act.body, act.sitting or body.sittings))
    if record is None:
        asked = act.sitting or 1
        raise OutOfOrder("record.stages", "sitting_never_opened", n=asked)
    if record.stage == FINAL:
        raise OutOfOrder("record.stages", "record_final", n=record.sitting)
    require_none(record)
    if record.is_closed:
        raise OutOfOrder("groups.closed", "sitting_is_closed", title=body.title)
    minutes = rules.number("record.take_minutes")
    if not minutes:
        raise OutOfOrder("record.take_minutes", "takes_unknown")
    return [TakesOpened(body=act.body, at=act.at, sitting=record.sitting, take_minutes=minutes)]


def require_none(record: SittingRecord) -> None:
    """No takes were opened for the sitting yet."""
    if record.take_minutes:
        raise OutOfOrder("record.take_minutes", "takes_opened_already", n=record.sitting)


def apply(assembly: Assembly, entry: TakesOpened) -> Assembly:
    record = assembly.records[entry.body, entry.sitting]
    return assembly.with_record(replace(record, take_minutes=entry.take_minutes))


def minute(entry: TakesOpened) -> Phrase:
    return Phrase("minute.takes_opened", number=entry.sitting, n=entry.take_minutes)


KIND = Kind(
    OpenTakes,
    decide,
    {TakesOpened: apply},
    {TakesOpened: minute},
    "opens the takes[ of sitting {sitting}]",
)
