"""What may be tried before a vote where members vote one by one: data, without a rule in it."""

from hemicycle.procedure.acts.presence.ask_for_roll_call import AskForRollCall
from hemicycle.procedure.acts.presence.designate_substitute import DesignateSubstitute
from hemicycle.procedure.acts.presence.mark_presence import MarkPresence
from hemicycle.procedure.acts.presence.note_voting_system import NoteVotingSystem
from hemicycle.procedure.acts.presence.put_quorum_request import PutQuorumRequest
from hemicycle.procedure.acts.presence.sign_register import SignRegister
from hemicycle.screens.candidate import Candidate, quiet
from hemicycle.screens.stand_ins import STANDING_IN, a_stand_in
from hemicycle.screens.voting_system import confirm_condition, other_condition, tell_condition

STAND_IN = Candidate(
    act=DesignateSubstitute,
    rule_key=STANDING_IN,
    of=a_stand_in,
    form="stand_in",
    quiet=quiet("not_head"),
)

ABOUT_PRESENCE = (
    STAND_IN,
    Candidate(
        act=SignRegister,
        rule_key="substitutes.register_signature_required",
        quiet=quiet(
            *("no_sitting", "sitting_suspended", "named_for_no_seat"),
            *("named_too_late", "register_signed_already"),
        ),
    ),
    Candidate(
        act=MarkPresence,
        rule_key="quorum.presence",
        quiet=quiet(
            *("no_sitting", "sitting_suspended", "quorum_not_asked"),
            *("no_vote_now", "marked_already"),
        ),
    ),
    Candidate(
        act=AskForRollCall,
        rule_key="division.roll_call_share",
        quiet=quiet(
            *("no_sitting", "sitting_suspended", "no_right_to_vote", "no_roll_call_asked_for"),
            *("voting_system_works", "nothing_before_body", "item_voted_on_already"),
            "roll_call_asked_already",
        ),
    ),
)
QUORUM_REQUEST = Candidate(
    act=PutQuorumRequest,
    rule_key="quorum.request_by",
    quiet=quiet("no_quorum_request", "no_sitting", "sitting_suspended"),
)
VOTING_SYSTEM = Candidate(
    act=NoteVotingSystem,
    rule_key="division.roll_call_for",
    of=other_condition,
    label=tell_condition,
    confirm=confirm_condition,
    place="bar",
)
