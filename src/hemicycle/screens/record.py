"""The record of each sitting: how far it has come, what was asked to be corrected, one entry of it.

An entry keeps its address for ever; what is said of it later stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hemicycle.journal.forms import Written
from hemicycle.journal.header import header_hash
from hemicycle.journal.header import written as as_written
from hemicycle.procedure.acts.record.accept_correction import AcceptCorrection
from hemicycle.procedure.acts.record.ask_for_correction import AskForCorrection
from hemicycle.procedure.acts.record.certify_record import CertifyRecord
from hemicycle.procedure.acts.record.issue_record import IssueRecord
from hemicycle.procedure.acts.record.withdraw_correction import WithdrawCorrection
from hemicycle.procedure.assembly import CorrectionRequest, SittingRecord, TakenDown, Words
from hemicycle.procedure.assembly.record import ASKED
from hemicycle.procedure.kernel import BodyId, Phrase
from hemicycle.procedure.rules.records import is_open, record_holding
from hemicycle.screens.acts_offered import roles
from hemicycle.screens.minutes import MinuteLine, line_of
from hemicycle.screens.reported import ReportLine, day_of, report_at
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public

TRIED = {"en": "Read otherwise."}  # what a form is tried with before it is filled in


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSeen:
    """One request for a correction, with the entry it is about as the minutes say it."""

    request: CorrectionRequest
    line: MinuteLine
    may_withdraw: bool
    may_settle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingSeen:
    """The record of one sitting and the requests about it; `day` is where the session meets.

    `refused` says why a sitting that is over cannot be issued or certified by the viewer now.
    """

    record: SittingRecord
    title: Words
    day: str
    is_open: bool
    requests: Sequence[RequestSeen]
    may_issue: bool
    may_certify: bool
    refused: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Every sitting of the session, the latest first; `is_reported` where there can be none."""

    sittings: Sequence[SittingSeen]
    is_reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry by its permanent address, with everything that was said of it later.

    `record` is the sitting it belongs to, None outside sittings; `before` and `after` are its
    neighbours, 0 at the ends; `fingerprint` is the hash by which the next entry refers to it.
    `taken` is what record clerks wrote, where the entry is that text or gave the floor for it;
    `told` is what others reported, where the entry notes that.
    """

    line: MinuteLine
    written: Written
    fingerprint: str
    title: Words
    day: str
    record: SittingRecord | None
    is_open: bool
    requests: Sequence[RequestSeen]
    before: int
    after: int
    taken: TakenDown | None = None
    told: ReportLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """What the viewer may do for the record: ask, withdraw, settle, issue, certify.

    `askable` are the entries of the body for which a correction may be asked now, the viewer's
    own first.
    """

    sittings: Sequence[SittingSeen]
    askable: Sequence[tuple[MinuteLine, bool]]
    is_secretariat: bool


def record(view: View) -> RecordPage:
    """The records as anybody may see them."""
    return RecordPage(
        sittings=sittings(as_public(view)),
        is_reported=view.is_reported,
    )


def sittings(view: View) -> Sequence[SittingSeen]:
    """The sittings of all bodies, the latest first."""
    records = sorted(view.assembly.records.values(), key=lambda one: -one.first)
    return [sitting_seen(view, one) for one in records]


def sitting_seen(view: View, record: SittingRecord) -> SittingSeen:
    """One sitting, and what the viewer may do with its record."""
    known = view.assembly.correction_requests.values()
    own = [one for one in known if (one.body, one.sitting) == (record.body, record.sitting)]
    here = in_body(view, record.body)
    issue = here.act(IssueRecord, sitting=record.sitting)
    certify = here.act(CertifyRecord, sitting=record.sitting)
    is_over = bool(record.last) and bool(view.viewer.member)
    refusal = view.may(certify if record.issued_at else issue) if is_over else None
    return SittingSeen(
        record=record,
        title=view.assembly.bodies[record.body].title,
        day=day_of(record.opened_at, view.zone),
        is_open=is_open(record, view.at),
        requests=[request_seen(view, one) for one in own],
        may_issue=is_over and not record.issued_at and refusal is None,
        may_certify=is_over and bool(record.issued_at) and refusal is None,
        refused=Phrase(f"reason.{refusal.reason_key}", **refusal.facts) if refusal else None,
    )


def request_seen(view: View, request: CorrectionRequest) -> RequestSeen:
    """One request, and what the viewer may do with it."""
    here = in_body(view, request.body)
    withdraw = here.act(WithdrawCorrection, request=request.number)
    accept = here.act(AcceptCorrection, request=request.number)
    waits = request.stage == ASKED and bool(view.viewer.member)
    return RequestSeen(
        request=request,
        line=line_of(view, view.history[request.corrects - 1], {}),
        may_withdraw=waits and view.may(withdraw) is None,
        may_settle=waits and view.may(accept) is None,
    )


def entry(view: View, position: int) -> EntryPage | None:
    """One entry of the record as anybody may see it, or None where there is none."""
    view = as_public(view)
    if not 1 <= position <= len(view.history):
        return None
    written = view.history[position - 1]
    beside = {position: [c for c in view.assembly.corrections if c.corrects == position]}
    record = record_holding(view.assembly, written.entry.body, position)
    body = view.assembly.bodies.get(written.entry.body)
    known = view.assembly.correction_requests.values()
    texts = view.assembly.taken_down.values()
    return EntryPage(
        line=line_of(view, written, beside),
        written=written,
        fingerprint=header_hash(as_written(written.header)),
        title=body.title if body else {},
        day=day_of(written.entry.at, view.zone),
        record=record,
        is_open=record is not None and is_open(record, view.at),
        requests=[request_seen(view, one) for one in known if one.corrects == position],
        before=position - 1,
        after=position + 1 if position < len(view.history) else 0,
        taken=next((one for one in texts if position in (one.position, one.speech)), None),
        told=report_at(view, position),
    )


def corrections(view: View) -> CorrectionsPage:
    """The page of whoever has a seat: what is asked for, and by the secretariat what is settled."""
    return CorrectionsPage(
        sittings=sittings(view),
        askable=askable(view),
        is_secretariat="secretariat" in roles(view),
    )


def askable(view: View) -> Sequence[tuple[MinuteLine, bool]]:
    """Entries of open records of the body for which the viewer may ask, own ones first."""
    open_records = [
        one
        for one in view.assembly.records.values()
        if one.body == view.body and is_open(one, view.at)
    ]
    found = [
        (line_of(view, view.history[position - 1], {}), concerns(view, position))
        for one in open_records
        for position in (*range(one.first, one.last + 1), *one.texts)
        if view.history[position - 1].entry.body == view.body
        and view.may(view.act(AskForCorrection, corrects=position, words=TRIED)) is None
    ]
    return sorted(found, key=lambda pair: (not pair[1], pair[0].position))


def concerns(view: View, position: int) -> bool:
    """Whether an entry is about the viewer: made by the viewer, or with the viewer named in it."""
    written, own = view.history[position - 1], view.viewer.member
    return own in (written.header.by, getattr(written.entry, "speaker", ""))


def in_body(view: View, body: BodyId) -> View:
    """The same view of another body, for acts that name it."""
    return replace(view, body=body)
