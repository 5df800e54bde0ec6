"""What may be tried before a vote where members vote one by one: data, without a rule in it."""

from hemicycle.procedure.acts.presence.ask_for_roll_call import AskForRollCall
from hemicycle.procedure.acts.presence.mark_presence import MarkPresence
from hemicycle.procedure.acts.presence.put_quorum_request import PutQuorumRequest
from hemicycle.procedure.acts.presence.sign_register import SignRegister
from hemicycle.screens.candidate import Candidate, quiet

ABOUT_PRESENCE = (
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
