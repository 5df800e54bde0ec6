"""What tellers enter for delegations: answers called aloud, and ballots on paper.

Two desks enter apart. What both enter alike stands; where they differ it is told for whom, and
never how. It lies in the ballot box with everything else, so the root covers it.

Article: division.two_tellers, division.paper, division.ballots, division.roll, weights.castable,
weights.split_allowed
"""

from collections.abc import Mapping

from hemicycle.procedure.assembly import (
    Assembly,
    Ballot,
    DelegationId,
    Division,
    RollRow,
    Row,
)
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.ballot_box import SAID, Box, EnterAnswer
from hemicycle.procedure.rules.guards import require_teller

ABSENT, UNDONE = "absent", "undone"
ANSWERS = (SAID, ABSENT, UNDONE)
VOICE = "voice"
DESKS = 2


def enter_answer(assembly: Assembly, box: Box, act: EnterAnswer) -> Ballot:
    """The entry as it is kept, or the reason why it cannot be.

    Out of order: the division is unknown or not open; it is neither called aloud nor on paper; the
    actor is no teller; two others keep the desks; the delegation is not on the roll; the answer is
    unknown; a number is negative, or votes stand beside no answer; votes are split where that is
    not allowed; more votes than the delegation can cast.
    """
    division = require_entered(assembly, act)
    require_teller(assembly, act.by)
    if not may_keep_desk(box, act.by):
        raise OutOfOrder("division.two_tellers", "two_desks_only", member=act.by)
    row = division.roll.get(act.delegation)
    if row is None:
        raise OutOfOrder("division.roll", "delegation_not_on_roll", delegation=act.delegation)
    require_votes(division, row, act=act)
    return Ballot(
        member=act.by,
        delegation=row.delegation,
        number=box.received + 1,
        key=act.act_id,
        at=act.at,
        for_votes=act.for_votes,
        against_votes=act.against_votes,
        abstention_votes=act.abstention_votes,
        unused_votes=0,
        entered=act.answer,
    )


def require_entered(assembly: Assembly, act: EnterAnswer) -> Division:
    """The open division in which tellers enter answers.

    Out of order: as `enter_answer` says.
    """
    division = assembly.divisions.get(act.division)
    if division is None:
        raise OutOfOrder("division.ballots", "no_such_division", division=act.division)
    if division.stage != "open":
        raise OutOfOrder(
            "division.ballots",
            "too_late",
            division=division.number,
            at=division.closed_at,
            arrived_at=act.at,
        )
    if not takes_answers(division):
        raise OutOfOrder("division.paper", "not_entered_by_tellers", division=division.number)
    return division


def takes_answers(division: Division) -> bool:
    """Whether tellers enter how delegations voted: called aloud, or on sheets of paper."""
    return division.question.method == VOICE or division.is_on_paper


def may_keep_desk(box: Box, member: MemberId) -> bool:
    """Whether somebody keeps one of the two desks, or may take one that is free."""
    return member in desks(box) or len(desks(box)) < DESKS


def require_votes(division: Division, row: RollRow, *, act: EnterAnswer) -> None:
    """The answer is one that the delegation can give.

    Out of order: as `enter_answer` says.
    """
    parts = (act.for_votes, act.against_votes, act.abstention_votes)
    if act.answer not in ANSWERS:
        raise OutOfOrder("division.two_tellers", "unknown_answer", text=act.answer)
    if min(parts) < 0:
        raise OutOfOrder("division.ballots", "negative_votes")
    if act.answer != SAID and any(parts):
        raise OutOfOrder("division.two_tellers", "unknown_answer", text=act.answer)
    if not division.split_allowed and sum(part > 0 for part in parts) > 1:
        raise OutOfOrder("weights.split_allowed", "split_not_allowed")
    if sum(parts) > row.castable:
        raise OutOfOrder(
            "weights.castable",
            "above_castable",
            delegation=row.delegation,
            n=row.castable,
            placed=sum(parts),
        )


def desks(box: Box) -> tuple[MemberId, ...]:
    """The tellers who have entered anything, in the order in which they began."""
    return tuple(box.desks)


def entries_of(box: Box, member: MemberId) -> Mapping[DelegationId, Ballot]:
    """What stands at one desk; what was taken back does not."""
    own = box.desks.get(member, {})
    return {delegation: one for delegation, one in own.items() if one.entered != UNDONE}


def entries_for(box: Box, delegation: DelegationId) -> tuple[Ballot, ...]:
    """What stands for a delegation, one entry from each desk that has one."""
    found = (own.get(delegation) for own in box.desks.values())
    return tuple(one for one in found if one is not None and one.entered != UNDONE)


def told(entry: Ballot) -> tuple[object, ...]:
    """An entry as it is held against that of the other desk."""
    return entry.entered, entry.for_votes, entry.against_votes, entry.abstention_votes


def is_settled(box: Box, delegation: DelegationId) -> bool:
    """Whether both desks have entered the same."""
    entries = entries_for(box, delegation)
    return len(entries) == DESKS and told(entries[0]) == told(entries[1])


def differing(division: Division, box: Box) -> tuple[DelegationId, ...]:
    """The delegations for which both desks have an entry, and not the same."""
    return tuple(
        delegation
        for delegation in division.roll
        if len(entries_for(box, delegation)) == DESKS and not is_settled(box, delegation)
    )


def unsettled(division: Division, box: Box) -> tuple[DelegationId, ...]:
    """The delegations that keep the division open: all not answered alike at both desks.

    Note: where ballots are cast on screens too, only those for which a sheet was entered.
    """
    is_called = division.question.method == VOICE
    return tuple(
        row.delegation
        for row in division.roll.values()
        if (row.castable if is_called else entries_for(box, row.delegation))
        and not is_settled(box, row.delegation)
    )


def on_paper(division: Division, box: Box) -> tuple[DelegationId, ...]:
    """The delegations whose vote is that of a sheet, and not of a screen."""
    if not division.is_on_paper:
        return ()
    return tuple(one for one in division.roll if is_settled(box, one))


def stands_on_paper(division: Division, box: Box, *, delegation: DelegationId) -> bool:
    """Whether a sheet counts for a delegation, so that its ballots on screens do not."""
    if division.stage != "open":
        return delegation in division.paper
    return division.is_on_paper and is_settled(box, delegation)


def answer_row(row: RollRow, entry: Ballot) -> Row:
    """How a delegation voted by what both desks entered. Units: votes."""
    is_said = entry.entered == SAID
    rest = row.castable - entry.placed_votes
    is_away = not row.members
    return Row(
        delegation=row.delegation,
        entitled=row.entitled,
        for_votes=entry.for_votes,
        against_votes=entry.against_votes,
        abstention_votes=entry.abstention_votes,
        left_unused=rest if is_said else 0,
        above_ceiling=0 if is_away else row.entitled - row.castable,
        no_ballot=0 if is_said else rest,
        absent=row.entitled if is_away else 0,
    )
