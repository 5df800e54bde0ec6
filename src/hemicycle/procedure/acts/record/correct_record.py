"""Correct the record: a corrigendum stands beside the entry, never instead of it.

Article: record.corrigendum
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Correction, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRecord(Act):
    """The secretariat says what is wrong with an entry; 0 means the latest one."""

    corrects: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrected(Entry):
    """The entry at position `corrects` is to be read with these words beside it."""

    corrects: int
    words: Words


def decide(rules: Rulebook, assembly: Assembly, act: CorrectRecord) -> list[Entry]:
    """Record the corrigendum.

    Out of order: the actor is not of the secretariat; there is no such entry; nothing is said.
    """
    require_secretariat(assembly, act)
    corrects = act.corrects or assembly.position
    if not 1 <= corrects <= assembly.position:
        raise OutOfOrder("record.corrigendum", "no_such_entry", n=act.corrects)
    if not any(act.words.values()):
        raise OutOfOrder("record.corrigendum", "nothing_said")
    return [RecordCorrected(body=act.body, at=act.at, corrects=corrects, words=act.words)]


def apply(assembly: Assembly, entry: RecordCorrected) -> Assembly:
    correction = Correction(
        corrects=entry.corrects,
        words=entry.words,
        at=entry.at,
        position=assembly.position + 1,
    )
    return replace(assembly, corrections=(*assembly.corrections, correction))


def minute(entry: RecordCorrected) -> Phrase:
    return Phrase("minute.record_corrected", entry=entry.corrects, words=entry.words)


KIND = Kind(
    CorrectRecord,
    decide,
    {RecordCorrected: apply},
    {RecordCorrected: minute},
    "corrects entry {corrects} {words}",
)
