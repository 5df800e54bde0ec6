"""Decline a correction that was asked for, with the reason.

Article: record.corrigendum, record.corrections_days
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.assembly.record import DECLINED
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.records import require_asked
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCorrection(Act):
    """The secretariat leaves the record as it is, and says why."""

    request: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDeclined(Entry):
    """The record stays as it is, for this reason."""

    request: int
    words: Words


def decide(rules: Rulebook, assembly: Assembly, act: DeclineCorrection) -> list[Entry]:
    """Record the answer.

    Out of order: the actor is not of the secretariat; there is no such request; it is settled;
    no reason is given.
    """
    require_secretariat(assembly, act)
    request = require_asked(assembly, act.body, act.request)
    if not any(text.strip() for text in act.words.values()):
        raise OutOfOrder("record.corrigendum", "nothing_said")
    return [CorrectionDeclined(body=act.body, at=act.at, request=request.number, words=act.words)]


def apply(assembly: Assembly, entry: CorrectionDeclined) -> Assembly:
    request = assembly.correction_requests[entry.request]
    declined = replace(request, stage=DECLINED, answer=entry.words)
    return assembly.with_correction_request(declined)


def minute(entry: CorrectionDeclined) -> Phrase:
    return Phrase("minute.correction_declined", number=entry.request, words=entry.words)


KIND = Kind(
    DeclineCorrection,
    decide,
    {CorrectionDeclined: apply},
    {CorrectionDeclined: minute},
    "declines correction {request} {words}",
)
