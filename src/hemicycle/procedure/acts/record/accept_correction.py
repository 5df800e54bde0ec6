"""Accept a correction that was asked for: the corrigendum stands beside the entry.

Article: record.corrigendum, record.corrections_days
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Correction, Words
from hemicycle.procedure.assembly.record import ACCEPTED
from hemicycle.procedure.kernel import Act, Entry, Kind, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.records import require_asked
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCorrection(Act):
    """The secretariat corrects the record as asked, or in better words where some are given."""

    request: int
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAccepted(Entry):
    """The entry at position `corrects` is to be read with these words beside it, as was asked."""

    request: int
    corrects: int
    words: Words


def decide(rules: Rulebook, assembly: Assembly, act: AcceptCorrection) -> list[Entry]:
    """Record the corrigendum, and with it that the request is settled.

    Out of order: the actor is not of the secretariat; there is no such request; it is settled.
    """
    require_secretariat(assembly, act)
    request = require_asked(assembly, act.body, act.request)
    has_words = any(text.strip() for text in act.words.values())
    return [
        CorrectionAccepted(
            body=act.body,
            at=act.at,
            request=request.number,
            corrects=request.corrects,
            words=act.words if has_words else request.words,
        )
    ]


def apply(assembly: Assembly, entry: CorrectionAccepted) -> Assembly:
    position = assembly.position + 1
    request = assembly.correction_requests[entry.request]
    correction = Correction(
        corrects=entry.corrects, words=entry.words, at=entry.at, position=position
    )
    beside = replace(assembly, corrections=(*assembly.corrections, correction))
    return beside.with_correction_request(replace(request, stage=ACCEPTED, corrigendum=position))


def minute(entry: CorrectionAccepted) -> Phrase:
    return Phrase(
        "minute.correction_accepted", number=entry.request, entry=entry.corrects, words=entry.words
    )


KIND = Kind(
    AcceptCorrection,
    decide,
    {CorrectionAccepted: apply},
    {CorrectionAccepted: minute},
    "accepts correction {request}[ as {words}]",
)
