"""What a delegate may try, in the order of importance: data, without a rule in it."""

from hemicycle.procedure.acts.credentials.deputise import Deputise
from hemicycle.procedure.acts.credentials.end_deputisation import EndDeputisation
from hemicycle.procedure.acts.credentials.name_seat import NameSeat
from hemicycle.procedure.acts.divisions.ask_for_count import AskForCount
from hemicycle.procedure.acts.divisions.ask_for_quorum import AskForQuorum
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.floor.accept_swap import AcceptSwap
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.ask_for_reply import AskForReply
from hemicycle.procedure.acts.floor.ask_to_explain import AskToExplain
from hemicycle.procedure.acts.floor.ask_to_intervene import AskToIntervene
from hemicycle.procedure.acts.floor.move_motion import MoveMotion
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.share_time import ShareTime
from hemicycle.procedure.acts.floor.speak_on_motion import SpeakOnMotion
from hemicycle.procedure.acts.floor.withdraw_motion import WithdrawMotion
from hemicycle.procedure.acts.floor.withdraw_offer import WithdrawOffer
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.screens import act_subjects as subject
from hemicycle.screens import motion_subjects as motions
from hemicycle.screens import seat_subjects as seats
from hemicycle.screens.candidate import Candidate, quiet
from hemicycle.screens.parts_candidates import PARTS_OF_DELEGATE
from hemicycle.screens.presence_candidates import ABOUT_PRESENCE

DELEGATE: tuple[Candidate, ...] = (
    *PARTS_OF_DELEGATE,
    *ABOUT_PRESENCE,
    Candidate(
        act=AskForQuorum,
        rule_key="quorum.on_request_only",
        quiet=frozenset(
            {
                *("no_question", "no_sitting", "sitting_suspended", "no_right_to_move"),
                *("no_quorum_known", "quorum_checked_anyway", "voting_has_begun"),
                "quorum_asked_already",
            }
        ),
    ),
    Candidate(
        act=AskForCount,
        rule_key="division.doubt",
        quiet=frozenset(
            {
                *("no_division", "not_by_hands", "nothing_found", "no_sitting"),
                *("sitting_suspended", "not_on_the_roll", "no_count_on_doubt"),
            }
        ),
    ),
    Candidate(act=YieldFloor, rule_key="speaking.one_speaker", quiet=quiet("nobody_speaks")),
    Candidate(act=WithdrawRequest, rule_key="speaking.list", quiet=quiet("not_on_list")),
    Candidate(
        act=AskForFloor,
        rule_key="speaking.list",
        quiet=frozenset({"already_on_list", "holds_the_floor"}),
    ),
    Candidate(
        act=RaisePointOfOrder,
        rule_key="motions.point_first",
        of=subject.rule,
        form="rule",
        quiet=frozenset(),
    ),
    Candidate(
        act=SpeakOnMotion,
        rule_key="motions.speakers_for",
        of=motions.for_it,
        label=motions.speak_for,
        quiet=frozenset({"speaks_on_motion"}),
    ),
    Candidate(
        act=SpeakOnMotion,
        rule_key="motions.speakers_against",
        of=motions.against_it,
        label=motions.speak_against,
        quiet=frozenset({"speaks_on_motion"}),
    ),
    Candidate(
        act=WithdrawMotion,
        rule_key="motions.precedence",
        quiet=frozenset({"no_motion", "not_the_mover"}),
    ),
    Candidate(
        act=MoveMotion,
        rule_key="motions.precedence",
        of=motions.any_motion,
        form="move",
        quiet=frozenset({"no_ruling", "motion_pending"}),
    ),
    Candidate(
        act=AskForReply,
        rule_key="motions.right_of_reply",
        quiet=frozenset({"asked_already"}),
    ),
    Candidate(
        act=AskToExplain,
        rule_key="motions.explanation_of_vote",
        quiet=frozenset({"nothing_to_explain", "asked_already"}),
    ),
    Candidate(
        act=AskToIntervene,
        rule_key="motions.interventions",
        quiet=frozenset(
            {"no_interventions", "no_speech_to_intervene_on", "own_speaker", "asked_already"}
        ),
    ),
    Candidate(
        act=ShareTime,
        rule_key="speaking.time_shared",
        of=motions.a_colleague,
        form="colleague",
        quiet=frozenset({"no_limit_runs", "not_presiding", "no_time_left"}),
    ),
    Candidate(
        act=OfferSwap,
        rule_key="speaking.swap_allowed",
        of=motions.own_number,
        form="swap",
        quiet=frozenset({"no_number_yet", "not_on_list", "no_swaps"}),
    ),
    Candidate(
        act=WithdrawOffer,
        rule_key="speaking.swap_allowed",
        quiet=frozenset({"nothing_offered"}),
    ),
    Candidate(
        act=AcceptSwap,
        rule_key="speaking.swap_allowed",
        of=motions.offered,
        label=motions.accept,
    ),
    Candidate(
        act=RecordReservation,
        rule_key="division.reservations",
        of=subject.latest_question,
        quiet=frozenset({"nothing_decided", "question_not_adopted"}),
    ),
    Candidate(
        act=Deputise,
        rule_key="credentials.deputisation",
        of=seats.colleague,
        form="deputise",
        quiet=frozenset({"deputised_already", "no_right_to_pass"}),
    ),
    Candidate(
        act=EndDeputisation,
        rule_key="credentials.deputisation",
        quiet=frozenset({"not_deputised"}),
    ),
    Candidate(
        act=NameSeat,
        rule_key="credentials.seats",
        of=seats.own_seat,
        form="seat",
        quiet=frozenset({"not_head", "no_such_seat", "may_not_sit", "seat_taken"}),
    ),
)
