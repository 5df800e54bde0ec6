"""Close the division: what the ballot box holds becomes part of the record.

Article: division.stages, division.period, quorum.roll_call_always, division.methods,
division.two_tellers
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Count, DelegationId, Division, Words
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.ballots import tally
from hemicycle.procedure.rules.guards import require_body, require_division, require_presiding
from hemicycle.procedure.rules.put_off import put_off
from hemicycle.procedure.rules.roll_calls import lacks_quorum
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import is_by_hands

CLOCK = MemberId("o-clock")
NAMED = 5  # so many of those that are unsettled are named; the rest stand on the desks


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDivision(Act):
    """The presiding officer closes the voting, or the clock does when its period is over.

    `count` is the content of the ballot box; it comes with the act, as drawn lots do. So do the
    delegations on which two tellers do not agree, and those that voted on paper.
    """

    count: Count = field(default_factory=Count, metadata=FROM_CLERK)
    unsettled: tuple[DelegationId, ...] = field(default=(), metadata=FROM_CLERK)
    on_paper: tuple[DelegationId, ...] = field(default=(), metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionClosed(Entry):
    """Voting has ended; nobody outside chair, tellers and clerk sees the count yet."""

    division: int
    count: Count
    on_paper: tuple[DelegationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallVoid(Entry):
    """Too few answered the roll call: it is not valid, and no figure of it is kept or shown.

    Units: members. The vote goes to the next sitting.
    """

    division: int
    question: int
    title: Words
    needed: int


def decide(rules: Rulebook, assembly: Assembly, act: CloseDivision) -> list[Entry]:
    """Record the close with the count.

    Out of order: the body is unknown; it has no division; the actor does not preside, or is
    the clock before the period is over; hands are counted in it; the division is not open;
    two tellers do not agree on an answer, or only one has entered it.
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
    if act.unsettled:
        raise OutOfOrder(
            "division.two_tellers",
            "answers_not_settled",
            n=len(act.unsettled),
            delegations=act.unsettled[:NAMED],
        )
    require_whole_count(division, act.count)
    missed = lacks_quorum(rules, assembly, division, act.count)
    if missed:
        return [roll_call_void(division, act, needed=missed)]
    return [
        DivisionClosed(
            body=act.body,
            at=act.at,
            division=division.number,
            count=act.count,
            on_paper=act.on_paper,
        )
    ]


def roll_call_void(division: Division, act: CloseDivision, *, needed: int) -> RollCallVoid:
    """That the roll call is not valid."""
    return RollCallVoid(
        body=act.body,
        at=act.at,
        division=division.number,
        question=division.question.number,
        title=division.question.title,
        needed=needed,
    )


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
            paper=entry.on_paper,
        )
    )


def apply_void(assembly: Assembly, entry: RollCallVoid) -> Assembly:
    """The division has no result, and its question is put in the next sitting."""
    aside = replace(assembly.divisions[entry.division], stage="set_aside", closed_at=entry.at)
    body = put_off(assembly.bodies[entry.body])
    return assembly.with_division(aside).with_body(replace(body, question=None, division=0))


def minute_void(entry: RollCallVoid) -> Phrase:
    """That too few answered, and never how many."""
    return Phrase(
        "minute.roll_call_void", division=entry.division, needed=entry.needed, title=entry.title
    )


def minute(entry: DivisionClosed) -> Phrase:
    if entry.on_paper:
        return Phrase(
            "minute.division_closed_paper", division=entry.division, n=len(entry.on_paper)
        )
    return Phrase("minute.division_closed", division=entry.division)


KIND = Kind(
    CloseDivision,
    decide,
    {DivisionClosed: apply, RollCallVoid: apply_void},
    {DivisionClosed: minute, RollCallVoid: minute_void},
    "closes the division",
)
