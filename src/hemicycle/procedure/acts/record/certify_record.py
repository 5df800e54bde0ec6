"""Certify the record of a sitting: it is final.

Article: record.certification, record.stages, record.corrections_days, record.take_minutes
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.records import (
    is_open,
    require_provisional,
    require_record,
    unsettled,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyRecord(Act):
    """The office that the rules name certifies a record; 0 means that of the latest sitting."""

    sitting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCertified(Entry):
    """The record of the sitting is final; a corrigendum may still be put beside it."""

    sitting: int
    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: CertifyRecord) -> list[Entry]:
    """Record the certification.

    Out of order: the actor is not accredited, or holds no office that certifies; the body is
    unknown; there is no such sitting, or it goes on; its record is not issued, or final; its
    takes are not merged; the time for corrections is not over; a correction waits for an answer.
    """
    offices = rules.choices("record.certification")
    if require_person(assembly, act.by).office not in offices:
        raise OutOfOrder("record.certification", "certifies_not", office=offices)
    record = require_record(assembly, act.body, act.sitting)
    require_provisional(record)
    if record.take_minutes and not record.merged:
        raise OutOfOrder("record.take_minutes", "takes_not_merged", n=record.sitting)
    if is_open(record, act.at):
        until = record.corrections_until
        raise OutOfOrder("record.corrections_days", "corrections_open", until_at=until)
    waiting = unsettled(assembly, record)
    if waiting:
        raise OutOfOrder("record.certification", "corrections_wait", n=len(waiting))
    return [RecordCertified(body=act.body, at=act.at, sitting=record.sitting, member=act.by)]


def apply(assembly: Assembly, entry: RecordCertified) -> Assembly:
    record = assembly.records[entry.body, entry.sitting]
    return assembly.with_record(replace(record, certified_at=entry.at, certified_by=entry.member))


def minute(entry: RecordCertified) -> Phrase:
    return Phrase("minute.record_certified", number=entry.sitting, member=entry.member)


KIND = Kind(
    CertifyRecord,
    decide,
    {RecordCertified: apply},
    {RecordCertified: minute},
    "certifies the record[ of sitting {sitting}]",
)
