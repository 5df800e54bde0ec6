"""What a scenario may ask of commitments: whether each stands, and how each parliament answered."""

from collections import Counter
from collections.abc import Callable, Mapping

from hemicycle.procedure.assembly import Commitment
from hemicycle.procedure.rules.follow_up import addressed, answer_state, state_of
from hemicycle.screens.view import View

NOTHING = "none"


def commitments(view: View) -> str:
    """Whether each commitment stands, by its number."""
    known = view.assembly.commitments.values()
    return ", ".join(f"{one.number} {state_of(view.assembly, one)}" for one in known) or NOTHING


def answered(view: View) -> Mapping[str, str]:
    """How many of those that each commitment asks stand to it in which way."""
    return {f"answers to {n}": told(view, one) for n, one in view.assembly.commitments.items()}


def told(view: View, commitment: Commitment) -> str:
    """The answers to one commitment, and who has not answered."""
    asked = addressed(view.assembly, commitment)
    counted = Counter(answer_state(commitment, one, at=view.at) for one in asked)
    return ", ".join(f"{state} {n}".replace("_", " ") for state, n in counted.items()) or NOTHING


FOLLOW_UP_FACTS: Mapping[str, Callable[[View], str]] = {
    "commitments": commitments,
}
