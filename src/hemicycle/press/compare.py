"""A press report against the record: what agrees, what it does not hold, what contradicts it."""

from collections.abc import Callable, Mapping

from hemicycle.press.compared import Compared, Line
from hemicycle.press.judged_matters import judge_decision, judge_figure, judge_stage, judge_title
from hemicycle.press.judged_persons import (
    judge_address,
    judge_chaired,
    judge_credit,
    judge_meeting,
    judge_office,
    judge_said,
)
from hemicycle.press.reading import Proposal, Reading

JUDGES: Mapping[str, Callable[[Proposal, Compared], Line]] = {
    "address": judge_address,
    "chaired": judge_chaired,
    "decision": judge_decision,
    "figure": judge_figure,
    "meeting": judge_meeting,
    "office": judge_office,
    "picture_credit": judge_credit,
    "quotation": judge_said,
    "stage": judge_stage,
    "statement": judge_said,
    "title": judge_title,
}


def compare(reading: Reading, record: Compared) -> tuple[Line, ...]:
    """Each proposal that speaks of the assembly, with what the record says of it.

    Note: what only helps to read a report (names, short forms, days) is not compared.
    """
    if record.assembly.session is None:
        return ()
    return tuple(JUDGES[one.kind](one, record) for one in reading.proposals if one.kind in JUDGES)
