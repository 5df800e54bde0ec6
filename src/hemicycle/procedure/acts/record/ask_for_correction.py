"""Ask that the provisional record of a sitting be corrected.

Article: record.corrections_days, record.stages, record.corrigendum
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, CorrectionRequest, SittingRecord, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.records import (
    is_open,
    record_holding,
    require_provisional,
    unsettled,
)
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForCorrection(Act):
    """Whoever may speak in the body says how an entry of its record should read."""

    corrects: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(Entry):
    """A correction is asked for; the record stays as it is until the secretariat has decided."""

    number: int
    sitting: int
    corrects: int
    words: Words
    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AskForCorrection) -> list[Entry]:
    """Record the request.

    Out of order: the body is unknown; the actor is not accredited, or may not speak there; the
    entry is of no sitting; the record of its sitting is not issued yet, or final; the time for
    corrections is over; nothing is said; the actor has asked for this entry already.
    """
    require_body(assembly, act.body)
    require_person(assembly, act.by)
    require_speaker(rules, assembly, act)
    record = record_holding(assembly, act.body, act.corrects)
    if record is None:
        raise OutOfOrder("record.corrections_days", "not_of_a_sitting", n=act.corrects)
    require_provisional(record)
    if not is_open(record, act.at):
        until = record.corrections_until
        raise OutOfOrder("record.corrections_days", "corrections_closed", until_at=until)
    if not any(text.strip() for text in act.words.values()):
        raise OutOfOrder("record.corrigendum", "nothing_said")
    require_first(assembly, record, act)
    return [
        CorrectionAsked(
            body=act.body,
            at=act.at,
            number=len(assembly.correction_requests) + 1,
            sitting=record.sitting,
            corrects=act.corrects,
            words=act.words,
            member=act.by,
        )
    ]


def require_first(assembly: Assembly, record: SittingRecord, act: AskForCorrection) -> None:
    """Nobody asks twice for the same entry while the first request waits."""
    for one in unsettled(assembly, record):
        if (one.by, one.corrects) == (act.by, act.corrects):
            raise OutOfOrder(
                "record.corrections_days", "correction_asked_already", number=one.number
            )


def apply(assembly: Assembly, entry: CorrectionAsked) -> Assembly:
    request = CorrectionRequest(
        number=entry.number,
        body=entry.body,
        sitting=entry.sitting,
        corrects=entry.corrects,
        words=entry.words,
        by=entry.member,
        at=entry.at,
    )
    return assembly.with_correction_request(request)


def minute(entry: CorrectionAsked) -> Phrase:
    return Phrase(
        "minute.correction_asked",
        number=entry.number,
        entry=entry.corrects,
        member=entry.member,
        words=entry.words,
    )


KIND = Kind(
    AskForCorrection,
    decide,
    {CorrectionAsked: apply},
    {CorrectionAsked: minute},
    "asks for a correction of entry {corrects} {words}",
)
