"""How far the question before a body has come: the strip of stages on the console."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Division, Question
from hemicycle.procedure.rules.ways import VOTED, is_by_hands
from hemicycle.screens.act_subjects import division_of
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of a question; `state` is done, current or ahead."""

    name: str
    state: str


def steps(view: View, question: Question | None) -> tuple[Step, ...]:
    """The stages of the question before the body, up to where it stands."""
    division = division_of(view)
    names: tuple[str, ...]
    if question is None:
        return ()
    if question.method not in VOTED:
        names, reached = ("put", f"ask_{question.method}", "decided"), 1
    elif is_by_hands(question.method):
        names = ("put", question.method, "counted", "declared")
        reached = 0 if division is None else 1 if division.stage == "open" else 2
    else:
        tellers = ("reported",) if view.rules.number("division.tellers") else ()
        names = ("put", "voting", "closed", *tellers, "declared")
        reached = names.index(stage_name(division, names)) if division else 0
    return tuple(
        Step(name=name, state="done" if n < reached else "current" if n == reached else "ahead")
        for n, name in enumerate(names)
    )


def stage_name(division: Division, names: tuple[str, ...]) -> str:
    """The stage of a division by the name that the strip of stages uses."""
    name = "voting" if division.stage == "open" else division.stage
    return name if name in names else "closed"
