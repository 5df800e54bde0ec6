"""Who may try which acts, in the order of importance: data, without a rule in it."""

from collections.abc import Mapping

from hemicycle.procedure.acts.agenda.carry_over_item import CarryOverItem
from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.credentials.admit_member import AdmitMember
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.credentials.end_deputisation import EndDeputisation
from hemicycle.procedure.acts.credentials.name_seat import NameSeat
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
from hemicycle.procedure.acts.floor.call_to_order import CallToOrder
from hemicycle.procedure.acts.floor.close_list import CloseList
from hemicycle.procedure.acts.floor.cut_microphone import CutMicrophone
from hemicycle.procedure.acts.floor.decide_motion import DecideMotion
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.extend_time import ExtendTime
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.note_no_show import NoteNoShow
from hemicycle.procedure.acts.floor.reopen_list import ReopenList
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.cite_decision import CiteDecision
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.screens import act_subjects as subject
from hemicycle.screens import hands_candidates as hands
from hemicycle.screens import motion_subjects as motions
from hemicycle.screens import seat_subjects as seats
from hemicycle.screens.candidate import Candidate, quiet
from hemicycle.screens.debate_candidates import DEBATES
from hemicycle.screens.delegate_candidates import DELEGATE
from hemicycle.screens.election_candidates import latest, of_console
from hemicycle.screens.emergency_candidates import AT_THE_DESK, DRAFTING, PUT
from hemicycle.screens.group_candidates import OF_CLOSED_SITTINGS
from hemicycle.screens.parts_candidates import PARTS_DECIDED
from hemicycle.screens.presence_candidates import QUORUM_REQUEST, STAND_IN, VOTING_SYSTEM
from hemicycle.screens.textdesk.candidates import FALLEN, PUT_TEXTS, VERSIONS

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
        act=GiveFloor,
        rule_key="motions.precedence",
        of=motions.on_motion,
        label=motions.hear_on_motion,
        quiet=quiet("someone_speaks", "point_of_order_pending"),
    ),
    Candidate(
        act=DecideMotion,
        rule_key="motions.precedence",
        of=motions.outcome,
        form="motion",
        key="M",
        quiet=quiet("no_motion", "point_of_order_pending"),
    ),
    Candidate(
        act=OpenSitting,
        rule_key="sitting.opening",
        of=subject.next_sitting,
        key="O",
        quiet=quiet("sitting_open_already"),
    ),
    *OF_CLOSED_SITTINGS,
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
        act=DeclareResult,
        rule_key="division.tie",
        of=subject.cast_for,
        label=subject.name_cast_for,
        confirm=subject.confirm_cast_for,
        quiet=quiet("no_division"),
    ),
    Candidate(
        act=DeclareResult,
        rule_key="division.tie",
        of=subject.cast_against,
        label=subject.name_cast_against,
        confirm=subject.confirm_cast_against,
        quiet=quiet("no_division"),
    ),
    Candidate(
        act=CloseDivision,
        rule_key="division.stages",
        confirm=subject.confirm_close,
        key="K",
        quiet=quiet("no_division", "division_closed", "by_hands"),
    ),
    *of_console(latest),
    *PARTS_DECIDED,
    QUORUM_REQUEST,
    hands.QUORUM,
    *FALLEN,
    Candidate(
        act=OpenDivision,
        rule_key="division.roll",
        of=hands.by_name,
        form="period",
        key="V",
        quiet=quiet("division_opened_already", "decided_otherwise"),
    ),
    hands.OPEN_HANDS,
    hands.OPEN_CALL,
    hands.DRAW_CALL,
    *hands.HANDS_ACTS,
    hands.PAPER,
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
        act=GiveFloor,
        rule_key="motions.right_of_reply",
        of=motions.replying,
        label=motions.call_to_reply,
        place="lead",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=GiveFloor,
        rule_key="motions.explanation_of_vote",
        of=motions.explaining,
        label=motions.call_to_explain,
        place="lead",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=GiveFloor,
        rule_key="motions.interventions",
        of=motions.answering,
        label=motions.call_to_answer,
        place="lead",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=GiveFloor,
        rule_key="motions.interventions",
        of=motions.intervening,
        label=motions.call_to_intervene,
        place="lead",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=NoteNoShow,
        rule_key="speaking.no_show",
        of=motions.missing,
        label=motions.not_there,
        place="floor",
        quiet=quiet("someone_speaks"),
    ),
    Candidate(
        act=TakeUpItem,
        rule_key="agenda.order",
        of=subject.next_item,
        label=subject.take_up_next,
        place="agenda",
    ),
    *DEBATES,
    *PUT,
    *PUT_TEXTS,
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
    *DRAFTING,
    Candidate(
        act=CarryOverItem,
        rule_key="agenda.carried_over",
        of=subject.item,
        place="bar",
        quiet=quiet("no_sitting", "sitting_suspended", "someone_speaks", "question_pending"),
        confirm=subject.confirm_carry_over,
    ),
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
        act=CallToOrder,
        rule_key="speaking.call_to_order",
        place="floor",
        quiet=quiet("nobody_speaks", "called_already"),
    ),
    Candidate(
        act=CutMicrophone,
        rule_key="speaking.hard_limit",
        place="floor",
        confirm=motions.confirm_cut,
        quiet=quiet("nobody_speaks", "not_to_be_cut_yet"),
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
    VOTING_SYSTEM,
    Candidate(
        act=AdjournSitting,
        rule_key="sitting.adjournment",
        confirm=subject.confirm_adjourn,
        place="bar",
    ),
)

TELLER: tuple[Candidate, ...] = (
    Candidate(
        act=ReportTally,
        rule_key="division.tellers",
        key="T",
        quiet=quiet("no_division", "division_not_closed", "by_hands"),
    ),
    Candidate(
        act=ReportTally,
        rule_key="division.tellers",
        label=subject.other_tally,
        form="tally",
        quiet=quiet("no_division", "division_not_closed", "by_hands"),
    ),
    hands.COUNT,
)

SECRETARIAT_ACTS: tuple[Candidate, ...] = (
    *TELLER,
    *AT_THE_DESK,
    *VERSIONS,
    Candidate(act=AskForFloor, rule_key="speaking.list", of=motions.to_be_listed, form="listing"),
    Candidate(
        act=FreezeList,
        rule_key="speaking.order",
        of=motions.debate_ahead,
        quiet=quiet("no_lots", "nobody_to_draw", "list_frozen", "lots_drawn_already"),
    ),
    Candidate(act=DrawLots, rule_key="speaking.order", of=motions.lots_of, form="lots"),
    Candidate(
        act=ReopenList,
        rule_key="speaking.list",
        of=motions.frozen_ahead,
        label=motions.take_back_freezing,
    ),
    Candidate(
        act=CloseList,
        rule_key="speaking.list",
        of=motions.debate_ahead,
        label=motions.close_ahead,
        quiet=quiet("list_closed_already"),
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
    Candidate(act=CiteDecision, rule_key="record.citation", of=subject.citable, form="citation"),
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
    Candidate(act=NameSeat, rule_key="credentials.seats", of=seats.any_seat, form="seat"),
    STAND_IN,
    Candidate(
        act=EndDeputisation,
        rule_key="credentials.deputisation",
        of=seats.deputised,
        form="deputised",
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
        confirm=subject.confirm_withdraw_credentials,
    ),
)

LISTS: Mapping[str, tuple[Candidate, ...]] = {
    "presiding": PRESIDING,
    "secretariat": SECRETARIAT_ACTS,
    "teller": TELLER,
    "delegate": DELEGATE,
}
