"""Acts on the parts of a question: of who presides, and of delegates."""

from hemicycle.procedure.acts.divisions.ask_for_parts import AskForParts
from hemicycle.procedure.acts.divisions.decide_parts import DecideParts
from hemicycle.procedure.acts.divisions.take_out_part import TakeOutPart
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.act_subjects import Fields, body_of
from hemicycle.screens.candidate import Candidate, quiet
from hemicycle.screens.view import View

SELDOM = (
    *("no_question", "no_sitting", "sitting_suspended", "voting_has_begun", "no_right_to_move"),
    *("parts_asked_already", "only_part", "no_such_part", "no_parts"),
)


def several(view: View) -> Fields | None:
    """Nothing more, where the question has several parts."""
    return {} if len(body_of(view).proposal.parts) > 1 else None


def any_part(view: View) -> Fields | None:
    """The first part: whether one may be taken out hardly depends on which."""
    parts = body_of(view).proposal.parts
    return {"part": parts[0]} if len(parts) > 1 else None


def allowed(view: View) -> Fields | None:
    """That the question is divided, where that was asked."""
    return {"outcome": "allowed"} if body_of(view).proposal.asked else None


def refused(view: View) -> Fields | None:
    """That it is not."""
    return {"outcome": "refused"} if body_of(view).proposal.asked else None


def name_allowed(_view: View) -> Phrase:
    """The name of the act that divides the question."""
    return Phrase("chair.parts_allowed")


def name_refused(_view: View) -> Phrase:
    """The name of the act that does not."""
    return Phrase("chair.parts_refused")


PARTS_DECIDED = (
    Candidate(
        act=DecideParts,
        rule_key="division.in_parts",
        of=allowed,
        label=name_allowed,
        quiet=quiet("voting_has_begun"),
    ),
    Candidate(
        act=DecideParts,
        rule_key="division.in_parts",
        of=refused,
        label=name_refused,
        quiet=quiet("voting_has_begun"),
    ),
)
PARTS_OF_DELEGATE = (
    Candidate(act=AskForParts, rule_key="division.in_parts", of=several, quiet=frozenset(SELDOM)),
    Candidate(
        act=TakeOutPart,
        rule_key="division.en_bloc",
        of=any_part,
        form="part",
        quiet=frozenset(SELDOM),
    ),
)
