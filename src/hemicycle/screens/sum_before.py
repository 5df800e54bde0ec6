"""The sum of a majority in words before the vote: how many votes in favour would be needed."""

from collections.abc import Iterable

from hemicycle.procedure.assembly import Question, RollRow, Tally
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.majorities import Electorate, base_votes, required_votes
from hemicycle.procedure.rules.ways import BY_NAME
from hemicycle.procedure.rules.weights import roll
from hemicycle.screens.act_subjects import body_of, division_of
from hemicycle.screens.view import View

# What is reckoned on the votes as they are cast is not known before; the others are.
AS_CAST = ("votes_cast", "votes_cast_with_abstentions")


def sum_before(view: View) -> Phrase | None:
    """The sum of the question before the body; nothing without one, or once its vote is closed.

    Note: what is reckoned on the votes cast is told for the case that all that can be are cast.
    """
    body, division = body_of(view), division_of(view)
    question = body.question
    if question is None or question.method not in BY_NAME:
        return None
    if division is None:
        rows: Iterable[RollRow] = roll(view.rules, view.assembly, body, at=view.at)
        return told(question, rows, members=view.rules.number("division.component_votes"))
    if division.stage != "open":
        return None
    return told(question, division.roll.values(), members=division.component_votes)


def told(question: Question, rows: Iterable[RollRow], *, members: int) -> Phrase:
    """The sum for a roll; `members` are the votes the body has, 0 for those on the roll."""
    roll_rows = list(rows)
    entitled = sum(row.entitled for row in roll_rows)
    present = sum(row.entitled for row in roll_rows if row.members)
    castable = sum(row.castable for row in roll_rows)
    among = Electorate(entitled=entitled, present=present, members=members or entitled)
    base = base_votes(question, Tally(for_votes=castable), among=among)
    key = "sum.if_all_cast" if question.base in AS_CAST else "sum.of_base"
    return Phrase(
        key, base=question.base, base_votes=base, required_votes=required_votes(question, base)
    )
