"""Every kind of act, one file each; the list is in the order in which the manual explains them."""

from hemicycle.procedure.acts.agenda import conclude_item, place_item, take_up_item
from hemicycle.procedure.acts.bureau import hand_chair
from hemicycle.procedure.acts.credentials import (
    accept_credentials,
    accredit_person,
    admit_member,
    call_roll,
    note_arrival,
    note_departure,
    restore_vote,
    suspend_vote,
    withdraw_credentials,
)
from hemicycle.procedure.acts.divisions import (
    adopt_without_vote,
    close_division,
    declare_result,
    open_division,
    put_question,
    record_reservation,
    report_tally,
    withdraw_question,
)
from hemicycle.procedure.acts.floor import (
    ask_for_floor,
    close_list,
    extend_time,
    give_floor,
    give_ruling,
    raise_point_of_order,
    reopen_list,
    withdraw_request,
    yield_floor,
)
from hemicycle.procedure.acts.record import correct_record, report_fact
from hemicycle.procedure.acts.session import constitute_body, open_session
from hemicycle.procedure.acts.sitting import (
    adjourn_sitting,
    open_sitting,
    resume_sitting,
    suspend_sitting,
)
from hemicycle.procedure.kernel import Kind, Procedure

KINDS: tuple[Kind, ...] = (
    open_session.KIND,
    constitute_body.KIND,
    accredit_person.KIND,
    accept_credentials.KIND,
    admit_member.KIND,
    withdraw_credentials.KIND,
    suspend_vote.KIND,
    restore_vote.KIND,
    call_roll.KIND,
    note_arrival.KIND,
    note_departure.KIND,
    hand_chair.KIND,
    open_sitting.KIND,
    suspend_sitting.KIND,
    resume_sitting.KIND,
    adjourn_sitting.KIND,
    place_item.KIND,
    take_up_item.KIND,
    conclude_item.KIND,
    ask_for_floor.KIND,
    withdraw_request.KIND,
    give_floor.KIND,
    yield_floor.KIND,
    extend_time.KIND,
    close_list.KIND,
    reopen_list.KIND,
    raise_point_of_order.KIND,
    give_ruling.KIND,
    put_question.KIND,
    withdraw_question.KIND,
    adopt_without_vote.KIND,
    record_reservation.KIND,
    open_division.KIND,
    close_division.KIND,
    report_tally.KIND,
    declare_result.KIND,
    correct_record.KIND,
    report_fact.KIND,
)

PROCEDURE = Procedure(KINDS)
