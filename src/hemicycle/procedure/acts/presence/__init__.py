"""Who stands in for whom, who is there, and what may be asked for before a vote."""

from hemicycle.procedure.kernel import Kind

from . import (
    ask_for_roll_call,
    designate_substitute,
    mark_presence,
    note_voting_system,
    put_quorum_request,
    sign_register,
)

KINDS: tuple[Kind, ...] = (
    designate_substitute.KIND,
    sign_register.KIND,
    put_quorum_request.KIND,
    mark_presence.KIND,
    note_voting_system.KIND,
    ask_for_roll_call.KIND,
)
