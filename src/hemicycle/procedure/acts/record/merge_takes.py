"""Merge the takes of a sitting: what was taken down belongs to its record, and is certified.

Article: record.take_minutes, record.second_reader, record.corrections_days
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.record import NEVER, NO_TEXT
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.records import DAY_MS, require_takes, without_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeTakes(Act):
    """The secretariat merges the takes of a sitting; 0 means the latest that is over.

    `read_by_writer` of the takes were read by nobody but who wrote them.
    """

    sitting: int = 0
    read_by_writer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakesMerged(Entry):
    """The record tells what was said in each speech of the sitting.

    `without_text` of the `speeches` only say why there is no text. `corrections_until` is 0 where
    the record is not issued yet; otherwise there is as much time as after an issue, or more.
    `read_by_writer` of the takes had no second reader, because the office has one person.
    """

    sitting: int
    speeches: int
    without_text: int
    corrections_until: Instant
    read_by_writer: int = 0


def decide(rules: Rulebook, assembly: Assembly, act: MergeTakes) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the actor is not of the secretariat; there is no such
    sitting, or it goes on; its record is final, is not written in takes, or they are merged; of
    some speech nothing was taken down; a take was read by nobody but its writer, and the rules
    ask for a second reader.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    record = require_takes(assembly, act.body, act.sitting)
    missing = without_text(assembly, record)
    if missing:
        raise OutOfOrder(
            "record.take_minutes", "speeches_without_text", n=len(missing), entry=missing[0]
        )
    if act.read_by_writer and rules.is_on("record.second_reader"):
        raise OutOfOrder("record.second_reader", "takes_read_by_their_writer", n=act.read_by_writer)
    until = Instant(act.at + rules.number("record.corrections_days") * DAY_MS)
    forms = [assembly.taken_down[one].form for one in record.speeches]
    return [
        TakesMerged(
            body=act.body,
            at=act.at,
            sitting=record.sitting,
            speeches=len(forms),
            without_text=forms.count(NO_TEXT),
            corrections_until=max(until, record.corrections_until) if record.issued_at else NEVER,
            read_by_writer=act.read_by_writer,
        )
    ]


def apply(assembly: Assembly, entry: TakesMerged) -> Assembly:
    record = assembly.records[entry.body, entry.sitting]
    return assembly.with_record(
        replace(
            record,
            merged=assembly.position + 1,
            merged_at=entry.at,
            corrections_until=entry.corrections_until,
        )
    )


def minute(entry: TakesMerged) -> Phrase:
    key = "minute.takes_merged_later" if entry.corrections_until else "minute.takes_merged"
    if entry.read_by_writer:
        key += "_by_writer"
    return Phrase(
        key,
        number=entry.sitting,
        n=entry.speeches,
        without=entry.without_text,
        until_at=entry.corrections_until,
        own=entry.read_by_writer,
    )


KIND = Kind(
    MergeTakes,
    decide,
    {TakesMerged: apply},
    {TakesMerged: minute},
    "merges the takes[ of sitting {sitting}][ with {read_by_writer} read by their writers alone]",
)
