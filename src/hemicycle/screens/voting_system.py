"""Whether the house can vote at its places, and who asks for the roll where it cannot."""

from dataclasses import dataclass

from hemicycle.procedure.acts.presence.note_voting_system import DOWN, WORKS
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.quorum_checks import Support
from hemicycle.procedure.rules.roll_calls import is_fallback, support_of_roll_call
from hemicycle.screens.act_subjects import Fields, body_of
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemDown:
    """The places cannot be used; `support` is of the roll call on the item before the body."""

    support: Support
    is_granted: bool


def system_down(view: View) -> SystemDown | None:
    """What waits while the voting system cannot be used; None while it works."""
    body = body_of(view)
    if not body.is_system_down:
        return None
    calling = body.roll_calling
    is_here = calling.item == body.item
    asking = calling.asked if is_here else ()
    return SystemDown(
        support=support_of_roll_call(view.rules, view.assembly, body, asking=asking),
        is_granted=is_here and calling.is_granted,
    )


def other_condition(view: View) -> Fields | None:
    """The condition that the presiding officer could tell of; None where it makes no difference."""
    body = body_of(view)
    if not is_fallback(view.rules, body):
        return None
    return {"condition": WORKS if body.is_system_down else DOWN}


def tell_condition(view: View) -> Phrase:
    """What is told: that the places cannot be used, or can again."""
    condition = WORKS if body_of(view).is_system_down else DOWN
    return Phrase(f"chair.voting_system_{condition}")


def confirm_condition(view: View) -> Phrase:
    """What the second press says."""
    condition = WORKS if body_of(view).is_system_down else DOWN
    return Phrase(f"chair.confirm_system_{condition}")
