"""Close the division: what the ballot box holds becomes part of the record.

Article: division.stages, division.period
"""

from dataclasses import dataclass, field, replace

from hemicycle.procedure.assembly import Assembly, Count, Division
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.ballots import tally
from hemicycle.procedure.rules.guards import require_body, require_division, require_presiding
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import is_by_hands

CLOCK = MemberId("o-clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDivision(Act):
    """The presiding officer closes the voting, or the clock does when its period is over.

    `count` is the content of the ballot box; it comes with the act, as drawn lots do.
    """

    count: Count = field(default_factory=Count)


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionClosed(Entry):
    """Voting has ended; nobody outside chair, tellers and clerk sees the count yet."""

    division: int
    count: Count


def decide(rules: Rulebook, assembly: Assembly, act: CloseDivision) -> list[Entry]:
    """Record the close with the count.

    Out of order: the body is unknown; it has no division; the actor does not preside, or is
    the clock before the period is over; hands are counted in it; the division is not open.
    """
    body = require_body(assembly, act.body)
    division = require_division(assembly, body)
    if act.by != CLOCK:
        require_presiding(assembly, body, act.by)
    elif not division.closes_at or act.at < division.closes_at:
        raise OutOfOrder("division.period", "period_not_over", division=division.number)
    if is_by_hands(division.question.method):
        raise OutOfOrder("division.methods", "by_hands", division=division.number)
    if division.stage != "open":
        raise OutOfOrder(
            "division.stages", "division_closed", division=division.number, at=division.closed_at
        )
    require_whole_count(division, act.count)
    return [DivisionClosed(body=act.body, at=act.at, division=division.number, count=act.count)]


def require_whole_count(division: Division, count: Count) -> None:
    """Every delegation of the roll is counted once, and its votes add up."""
    assert [row.delegation for row in count.rows] == list(division.roll)
    for row in count.rows:
        placed = row.for_votes + row.against_votes + row.abstention_votes
        assert placed + row.not_cast_votes == row.entitled
        assert min(row.left_unused, row.above_ceiling, row.no_ballot, row.absent) >= 0


def apply(assembly: Assembly, entry: DivisionClosed) -> Assembly:
    division = assembly.divisions[entry.division]
    return assembly.with_division(
        replace(
            division,
            stage="closed",
            closed_at=entry.at,
            count=entry.count,
            tally=tally(entry.count.rows),
        )
    )


def minute(entry: DivisionClosed) -> Phrase:
    return Phrase("minute.division_closed", division=entry.division)


KIND = Kind(
    CloseDivision,
    decide,
    {DivisionClosed: apply},
    {DivisionClosed: minute},
    "closes the division",
)
