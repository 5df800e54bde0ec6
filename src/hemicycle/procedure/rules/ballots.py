"""When one person's ballot is accepted, and what the ballots of a division add up to.

Article: weights.max_per_person, weights.split_allowed, weights.castable, division.ballots,
credentials.votes_on_own_credentials, division.methods, division.roll, division.unused
"""

from collections.abc import Mapping

from hemicycle.procedure.assembly import (
    Assembly,
    Ballot,
    Count,
    DelegationId,
    Division,
    RollRow,
    Row,
    Tally,
)
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.answers import (
    ABSENT,
    answer_row,
    enter_answer,
    entries_for,
    is_settled,
)
from hemicycle.procedure.rules.ballot_box import BallotBox, Box, CastBallot, EnterAnswer, ToBox
from hemicycle.procedure.rules.contests import is_own_case
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.seats import require_signature

MOST_NAMED = 16  # presses that one ballot may come instead of


def placed_by_colleagues(box: Box, row: RollRow, *, member: MemberId) -> int:
    """Votes the other members of the delegation have placed."""
    return sum(b.placed_votes for m, b in box.of(row.delegation).items() if m != member)


def available_votes(division: Division, box: Box, *, row: RollRow, member: MemberId) -> int:
    """What one person can place now: the own ceiling, or what colleagues left."""
    rest = row.castable - placed_by_colleagues(box, row, member=member)
    return max(0, min(division.max_per_person, rest))


def require_row(assembly: Assembly, division: Division, member: MemberId) -> RollRow:
    """The person's line of the roll; out of order when the roll does not name the person."""
    person = require_person(assembly, member)
    row = division.roll.get(person.delegation)
    if row is None and is_own_case(assembly, division.question.number, person.delegation):
        raise OutOfOrder("credentials.votes_on_own_credentials", "own_credentials", member=member)
    if row is None or member not in row.members:
        require_signature(assembly.bodies[division.question.body], member)
    if row is None or member not in row.members:
        raise OutOfOrder("division.roll", "not_on_the_roll", member=member)
    return row


def require_open(assembly: Assembly, act: CastBallot) -> Division:
    """The division while voting runs; who comes late is told by how much."""
    number = act.division
    division = assembly.divisions.get(number)
    if division is None:
        raise OutOfOrder("division.ballots", "no_such_division", division=number)
    if division.counts:
        raise OutOfOrder("division.methods", "by_hands", division=number)
    if not division.takes_ballots:
        raise OutOfOrder("division.methods", "called_by_voice", division=number)
    if division.stage != "open":
        raise OutOfOrder(
            "division.ballots",
            "too_late",
            division=number,
            at=division.closed_at,
            arrived_at=act.at,
        )
    return division


def accept_ballot(assembly: Assembly, box: Box, act: ToBox) -> Ballot:
    """The ballot as it is kept, or the reason why it cannot be.

    Out of order: the division is not open, by hands, or called aloud; the person is not accredited
    or not on the roll; a number of votes is negative; votes are split where that is not
    allowed; more than the person's ceiling; more than colleagues left; votes neither placed nor
    left unused.
    """
    if isinstance(act, EnterAnswer):
        return enter_answer(assembly, box, act)
    division = require_open(assembly, act)
    row = require_row(assembly, division, act.by)
    parts = (act.for_votes, act.against_votes, act.abstention_votes)
    if min(*parts, act.unused_votes) < 0:
        raise OutOfOrder("division.ballots", "negative_votes")
    if not division.split_allowed and sum(part > 0 for part in parts) > 1:
        raise OutOfOrder("weights.split_allowed", "split_not_allowed")
    require_within_share(division, box, row=row, act=act)
    return Ballot(
        member=act.by,
        delegation=row.delegation,
        number=box.received + 1,
        key=act.act_id,
        at=act.at,
        for_votes=act.for_votes,
        against_votes=act.against_votes,
        abstention_votes=act.abstention_votes,
        unused_votes=act.unused_votes,
        through=act.through or None,
        instead_of=act.instead_of[-MOST_NAMED:] or None,
    )


def require_within_share(division: Division, box: Box, *, row: RollRow, act: CastBallot) -> None:
    """All the person's votes are placed or left unused, and no more than those."""
    placed = act.for_votes + act.against_votes + act.abstention_votes
    if placed > division.max_per_person:
        raise OutOfOrder(
            "weights.max_per_person", "above_ceiling", n=division.max_per_person, placed=placed
        )
    available = available_votes(division, box, row=row, member=act.by)
    if placed > available:
        raise OutOfOrder(
            "weights.castable",
            "above_share",
            n=available,
            placed=placed,
            castable=row.castable,
            colleagues_votes=placed_by_colleagues(box, row, member=act.by),
        )
    if placed + act.unused_votes != available:
        raise OutOfOrder(
            "division.unused", "votes_left_over", n=available - placed, available=available
        )


def count_row(row: RollRow, ballots: Mapping[MemberId, Ballot]) -> Row:
    """How one delegation voted, with what was not cast and why. Units: votes."""
    current = ballots.values()
    placed = sum(b.placed_votes for b in current)
    unused = min(sum(b.unused_votes for b in current), row.castable - placed)
    is_absent = not row.members
    return Row(
        delegation=row.delegation,
        entitled=row.entitled,
        for_votes=sum(b.for_votes for b in current),
        against_votes=sum(b.against_votes for b in current),
        abstention_votes=sum(b.abstention_votes for b in current),
        left_unused=unused,
        above_ceiling=0 if is_absent else row.entitled - row.castable,
        no_ballot=row.castable - placed - unused,
        absent=row.entitled if is_absent else 0,
    )


def count(division: Division, box: BallotBox, *, root: str) -> Count:
    """What the box holds at the close: every delegation of the roll, in its order."""
    rows = tuple(
        answer_row(row, entries_for(box, row.delegation)[0])
        if is_settled(box, row.delegation)
        else count_row(row, box.of(row.delegation))
        for row in division.roll.values()
    )
    return Count(rows=rows, ballots=box.received, root=root)


def counting_for(box: BallotBox, delegation: DelegationId) -> tuple[Ballot, ...]:
    """What counts for a delegation now: the sheet on which both tellers agree, or its ballots."""
    if box.desks and is_settled(box, delegation):  # asked of all delegations at each batch
        return entries_for(box, delegation)[:1]
    return tuple(box.of(delegation).values())


def has_voted(counting: tuple[Ballot, ...]) -> bool:
    """Whether what counts for a delegation is a vote; a sheet that says "absent" is none."""
    return any(ballot.entered != ABSENT for ballot in counting)


def voted_in(division: Division, box: BallotBox) -> tuple[DelegationId, ...]:
    """The delegations that have voted so far."""
    return tuple(one for one in division.roll if has_voted(counting_for(box, one)))


def tally(rows: tuple[Row, ...]) -> Tally:
    """The sum of the delegations' rows."""
    return Tally(
        for_votes=sum(row.for_votes for row in rows),
        against_votes=sum(row.against_votes for row in rows),
        abstention_votes=sum(row.abstention_votes for row in rows),
    )
