"""The record of a sitting on its way from provisional to final, and what is asked of it.

Article: record.stages, record.corrections_days, record.take_minutes
"""

from hemicycle.procedure.assembly import Assembly, CorrectionRequest, SittingRecord
from hemicycle.procedure.assembly.record import ASKED, FINAL, PROVISIONAL
from hemicycle.procedure.kernel import BodyId, Instant, OutOfOrder
from hemicycle.procedure.rules.guards import require_body

DAY_MS = 24 * 60 * 60 * 1000


def require_record(assembly: Assembly, body: BodyId, sitting: int) -> SittingRecord:
    """The record of a sitting that is over; 0 means the latest that is.

    Out of order: the body is unknown; there is no such sitting; it goes on.
    """
    require_body(assembly, body)
    own = [one for one in assembly.records.values() if one.body == body]
    over = [one for one in own if one.last]
    found = [one for one in (own if sitting else over) if sitting in (0, one.sitting)]
    if not found:
        raise OutOfOrder("record.stages", "no_such_sitting", n=sitting)
    if not found[-1].last:
        raise OutOfOrder("record.stages", "sitting_goes_on", n=found[-1].sitting)
    return found[-1]


def require_provisional(record: SittingRecord) -> None:
    """The record was issued, and is not final yet."""
    if record.stage != PROVISIONAL:
        raise OutOfOrder("record.stages", f"record_{record.stage}", n=record.sitting)


def require_takes(assembly: Assembly, body: BodyId, sitting: int) -> SittingRecord:
    """The record of a sitting that is over, which is written in takes that are not merged yet.

    Out of order: as `require_record` says; it is final; no takes were opened; they are merged.
    """
    record = require_record(assembly, body, sitting)
    if record.stage == FINAL:
        raise OutOfOrder("record.stages", "record_final", n=record.sitting)
    if not record.take_minutes:
        raise OutOfOrder("record.take_minutes", "takes_not_opened", n=record.sitting)
    if record.merged:
        raise OutOfOrder("record.take_minutes", "takes_merged_already", n=record.sitting)
    return record


def without_text(assembly: Assembly, record: SittingRecord) -> list[int]:
    """The speeches of a sitting of which nothing was taken down yet, the first one first."""
    return [one for one in record.speeches if one not in assembly.taken_down]


def record_holding(assembly: Assembly, body: BodyId, position: int) -> SittingRecord | None:
    """The record of the sitting of a body during which an entry was made."""
    own = (one for one in assembly.records.values() if one.body == body)
    return next((one for one in own if one.holds(position)), None)


def is_open(record: SittingRecord, at: Instant) -> bool:
    """Whether corrections may still be asked for."""
    return record.stage == PROVISIONAL and at <= record.corrections_until


def unsettled(assembly: Assembly, record: SittingRecord) -> list[CorrectionRequest]:
    """The requests for corrections of a record that nobody has decided yet."""
    known = assembly.correction_requests.values()
    own = (one for one in known if (one.body, one.sitting) == (record.body, record.sitting))
    return [one for one in own if one.stage == ASKED]


def require_asked(assembly: Assembly, body: BodyId, number: int) -> CorrectionRequest:
    """A request of this body that waits for an answer.

    Out of order: there is none of that number; it is settled already.
    """
    request = assembly.correction_requests.get(number)
    if request is None or request.body != body:
        raise OutOfOrder("record.corrections_days", "no_such_correction", number=number)
    if request.stage != ASKED:
        raise OutOfOrder("record.corrections_days", "correction_settled", number=number)
    return request
