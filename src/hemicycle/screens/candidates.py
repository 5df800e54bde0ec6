"""Who may try which acts, in the order of importance: data, without a rule in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.credentials.admit_member import AdmitMember
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.restore_vote import RestoreVote
from hemicycle.procedure.acts.credentials.suspend_vote import SuspendVote
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.divisions.withdraw_question import WithdrawQuestion
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.close_list import CloseList
from hemicycle.procedure.acts.floor.extend_time import ExtendTime
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.reopen_list import ReopenList
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.procedure.kernel import Act, Phrase
from hemicycle.screens import act_subjects as subject
from hemicycle.screens.view import View

Fields = Mapping[str, object]

# Said once at the top of the console, so they need no line for each act.
SAID_ONCE = frozenset({"no_sitting", "sitting_suspended", "not_presiding", "session_not_open"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An act that a person may try, and how a screen shows it.

    `of` finds what it would be done to, or None where there is nothing; `form` names the fields
    that are still to be filled in; `place` says where its button stands: centre, lead (beside the
    speaker, unless it comes next), floor, list, agenda or bar; `quiet` are the reasons that need
    not be shown at once.
    """

    act: type[Act]
    rule_key: str
    of: Callable[[View], Fields | None] = subject.nothing
    label: Callable[[View], Phrase] | None = None
    form: str = ""
    key: str = ""
    place: str = "centre"
    confirm: Callable[[View], Phrase] | None = None
    quiet: frozenset[str] = SAID_ONCE

    def on(self, found: Fields, *, key: str = "") -> "Candidate":
        """The same act done to something in particular."""
        return replace(self, of=lambda _view: found, label=None, key=key)


def quiet(*reasons: str) -> frozenset[str]:
    """The reasons that are plain to see for an act, with those that are said once."""
    return SAID_ONCE | frozenset(reasons)


PRESIDING: tuple[Candidate, ...] = (
    Candidate(
        act=GiveFloor,
        rule_key="motions.point_first",
        of=subject.point_of_order,
        label=subject.hear_point,
        key="P",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=GiveRuling,
        rule_key="motions.ruling",
        of=subject.ruling,
        form="ruling",
        key="U",
        quiet=quiet("no_point_of_order"),
    ),
    Candidate(
        act=OpenSitting,
        rule_key="sitting.opening",
        of=subject.next_sitting,
        key="O",
        quiet=quiet("sitting_open_already"),
    ),
    Candidate(
        act=ResumeSitting, rule_key="sitting.suspension", key="S", quiet=quiet("not_suspended")
    ),
    Candidate(
        act=YieldFloor,
        rule_key="speaking.one_speaker",
        label=subject.thank_speaker,
        key="Y",
        place="lead",
        quiet=quiet("nobody_speaks"),
    ),
    Candidate(
        act=DeclareResult,
        rule_key="division.declaration",
        of=subject.outcome,
        confirm=subject.confirm_declare,
        key="D",
        quiet=quiet("no_division"),
    ),
    Candidate(
        act=CloseDivision,
        rule_key="division.stages",
        confirm=subject.confirm_close,
        key="K",
        quiet=quiet("no_division", "division_closed"),
    ),
    Candidate(
        act=OpenDivision,
        rule_key="division.roll",
        form="period",
        key="V",
        quiet=quiet("division_opened_already", "decided_otherwise"),
    ),
    Candidate(
        act=AdoptWithoutVote,
        rule_key="division.without_vote",
        label=subject.adopt,
        confirm=subject.confirm_adopt,
        key="C",
        quiet=quiet("no_question", "division_needed"),
    ),
    Candidate(
        act=GiveFloor,
        rule_key="speaking.order",
        of=subject.next_speaker,
        label=subject.call_next,
        key="N",
        place="lead",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=TakeUpItem,
        rule_key="agenda.order",
        of=subject.next_item,
        label=subject.take_up_next,
        place="agenda",
    ),
    Candidate(
        act=PutQuestion, rule_key="division.one_question", of=subject.question, form="question"
    ),
    Candidate(
        act=WithdrawQuestion,
        rule_key="division.withdrawal",
        place="bar",
        quiet=quiet("no_question"),
        confirm=subject.confirm_withdraw,
    ),
    Candidate(act=ConcludeItem, rule_key="agenda.order", of=subject.item, place="agenda"),
    Candidate(
        act=ExtendTime,
        rule_key="speaking.extension",
        of=subject.half_a_minute,
        label=subject.extend,
        key="+",
        place="floor",
        quiet=quiet("no_limit_runs"),
    ),
    Candidate(
        act=CloseList, rule_key="speaking.list", place="list", quiet=quiet("list_closed_already")
    ),
    Candidate(
        act=ReopenList, rule_key="speaking.list", place="list", quiet=quiet("list_open_already")
    ),
    Candidate(act=SuspendSitting, rule_key="sitting.suspension", key="S", place="bar"),
    Candidate(
        act=HandChair,
        rule_key="chair.hand_over",
        of=subject.officer,
        form="chair",
        place="bar",
    ),
    Candidate(
        act=AdjournSitting,
        rule_key="sitting.adjournment",
        confirm=subject.confirm_adjourn,
        place="bar",
    ),
)

SECRETARIAT_ACTS: tuple[Candidate, ...] = (
    Candidate(
        act=ReportTally,
        rule_key="division.tellers",
        key="T",
        quiet=quiet("no_division", "division_not_closed"),
    ),
    Candidate(
        act=ReportTally,
        rule_key="division.tellers",
        label=subject.other_tally,
        form="tally",
        quiet=quiet("no_division", "division_not_closed"),
    ),
    Candidate(act=CallRoll, rule_key="quorum.step_in_agenda", form="roll", key="R"),
    Candidate(act=NoteArrival, rule_key="quorum.presence", of=subject.absent, form="arrival"),
    Candidate(act=NoteDeparture, rule_key="quorum.presence", of=subject.present, form="departure"),
    Candidate(act=PlaceItem, rule_key="agenda.items", of=subject.new_item, form="item"),
    Candidate(
        act=RecordReservation,
        rule_key="division.reservations",
        of=subject.any_delegation,
        form="reservation",
        quiet=quiet("nothing_decided"),
    ),
    Candidate(
        act=CorrectRecord, rule_key="record.corrigendum", of=subject.entry, form="correction"
    ),
    Candidate(
        act=AccreditPerson, rule_key="credentials.offices", of=subject.newcomer, form="person"
    ),
    Candidate(
        act=AcceptCredentials,
        rule_key="credentials.accepted",
        of=subject.new_delegation,
        form="delegation",
    ),
    Candidate(
        act=AdmitMember,
        rule_key="credentials.accepted",
        of=subject.late_member,
        form="admission",
    ),
    Candidate(
        act=SuspendVote, rule_key="credentials.voting_right", of=subject.voting, form="suspend_vote"
    ),
    Candidate(
        act=RestoreVote,
        rule_key="credentials.voting_right",
        of=subject.without_vote,
        form="restore_vote",
    ),
    Candidate(
        act=WithdrawCredentials,
        rule_key="credentials.withdrawn",
        of=subject.accredited,
        form="withdrawal",
    ),
)

TELLER: tuple[Candidate, ...] = SECRETARIAT_ACTS[:2]

DELEGATE: tuple[Candidate, ...] = (
    Candidate(act=YieldFloor, rule_key="speaking.one_speaker", quiet=quiet("nobody_speaks")),
    Candidate(act=WithdrawRequest, rule_key="speaking.list", quiet=quiet("not_on_list")),
    Candidate(act=AskForFloor, rule_key="speaking.list", quiet=frozenset({"already_on_list"})),
    Candidate(
        act=RaisePointOfOrder,
        rule_key="motions.point_first",
        of=subject.rule,
        form="rule",
        quiet=frozenset(),
    ),
    Candidate(
        act=RecordReservation,
        rule_key="division.reservations",
        of=subject.latest_question,
        quiet=frozenset({"nothing_decided", "question_not_adopted"}),
    ),
)


LISTS: Mapping[str, tuple[Candidate, ...]] = {
    "presiding": PRESIDING,
    "secretariat": SECRETARIAT_ACTS,
    "teller": TELLER,
    "delegate": DELEGATE,
}
