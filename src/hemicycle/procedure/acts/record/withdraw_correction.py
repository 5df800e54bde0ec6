"""Withdraw a request for a correction of the record that is not settled yet.

Article: record.corrections_days
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.record import WITHDRAWN
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.records import require_asked
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCorrection(Act):
    """Who asked for a correction no longer wants it."""

    request: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWithdrawn(Entry):
    """The request is withdrawn; the record stays as it is."""

    request: int


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawCorrection) -> list[Entry]:
    """Record the withdrawal.

    Out of order: the actor is not accredited; there is no such request; it is settled; it is
    somebody else's.
    """
    require_person(assembly, act.by)
    request = require_asked(assembly, act.body, act.request)
    if request.by != act.by:
        raise OutOfOrder("record.corrections_days", "not_own_correction", member=request.by)
    return [CorrectionWithdrawn(body=act.body, at=act.at, request=request.number)]


def apply(assembly: Assembly, entry: CorrectionWithdrawn) -> Assembly:
    request = assembly.correction_requests[entry.request]
    return assembly.with_correction_request(replace(request, stage=WITHDRAWN))


def minute(entry: CorrectionWithdrawn) -> Phrase:
    return Phrase("minute.correction_withdrawn", number=entry.request)


KIND = Kind(
    WithdrawCorrection,
    decide,
    {CorrectionWithdrawn: apply},
    {CorrectionWithdrawn: minute},
    "withdraws correction {request}",
)
