"""A count of hands as far as one viewer may see it: who has counted, and never what.

A teller sees the own figures; nobody sees those of another before both agree.
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Division, HandsCount
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.ways import TELLERS, counts_of_round, do_counts_differ
from hemicycle.screens.act_subjects import division_of
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsSeen:
    """The state of a count. Units: hands, except tellers and rounds.

    `gaps` says by how much two counts differ: for, against, abstaining.
    """

    division: int
    stage: str
    method: str
    counts: str
    in_hall: int
    round: int
    entered: tuple[MemberId, ...]
    tellers: int
    own: HandsCount | None
    gaps: tuple[int, int, int] | None
    found: str


def hands_seen(view: View) -> HandsSeen | None:
    """The count of the division before the body; None where hands are not counted."""
    division = division_of(view)
    if division is None or not division.counts:
        return None
    entered = counts_of_round(division)
    return HandsSeen(
        division=division.number,
        stage=division.stage,
        method=division.question.method,
        counts=division.counts,
        in_hall=division.entitled_votes,
        round=division.count_round,
        entered=tuple(one.teller for one in entered),
        tellers=TELLERS,
        own=next((one for one in entered if one.teller == view.viewer.member), None),
        gaps=gaps(division),
        found=division.found,
    )


def gaps(division: Division) -> tuple[int, int, int] | None:
    """By how much two counts differ, where they do."""
    if not do_counts_differ(division):
        return None
    (a, b, c), (d, e, f) = (one.figures for one in counts_of_round(division))
    return abs(a - d), abs(b - e), abs(c - f)
