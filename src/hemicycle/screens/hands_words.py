"""What is said while hands are raised and counted, and for which case."""

from hemicycle.procedure.assembly import Division
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.ways import counts_of_round
from hemicycle.screens.hands import gaps
from hemicycle.screens.view import View

Said = tuple[tuple[Phrase, ...], str]


def hands_said(view: View, division: Division) -> tuple[Said, ...]:
    """The sentences for each case, until hands are counted or a plain result is declared."""
    title = division.question.title
    if division.stage == "found":
        result = Phrase(f"say.plain_{division.found}", title=title)
        return ((result,), ""), ((Phrase("say.count_is_asked"),), "chair.when_doubted")
    differ = gaps(division)
    if differ:
        told = dict(
            zip(("for_differ", "against_differ", "abstentions_differ"), differ, strict=True)
        )
        again = (Phrase("say.counts_differ", **told), Phrase("say.count_again"))
        return (again, "act.count_again"), ((Phrase("say.roll_instead"),), "act.call_roll_instead")
    method = division.question.method
    if counts_of_round(division) or division.count_round > 1:
        return (((Phrase("say.keep_raised"), Phrase(f"say.in_favour_{method}")), ""),)
    seen = (
        ((Phrase(f"say.seen_{outcome}"),), f"chair.find_{outcome}")
        for outcome in ("adopted", "rejected")
        if view.rules.is_on("division.plain_result")
    )
    raised = tuple(Phrase(f"say.{part}_{method}") for part in ("in_favour", "against", "abstain"))
    return (raised, "chair.when_raised"), ((Phrase("say.tellers_count"),), "act.count_hands"), *seen
