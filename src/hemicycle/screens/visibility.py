"""What may be seen of a division, by whom and when: written once, asked by every screen.

Open: turnout only, unless the rulebook says otherwise. Closed: figures for the presiding officer,
tellers and secretariat alone. Declared: everything, for everyone, at once.
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import (
    Assembly,
    DelegationId,
    Division,
    Question,
    RollRow,
    Row,
    Tally,
)
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.ballot_box import BallotBox
from hemicycle.procedure.rules.ballots import count, counting_for, has_voted, tally, voted_in
from hemicycle.screens.view import View, Viewer

COUNTING_OFFICES = ("teller", "clerk", "secretary_general")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many have voted, never how. Units: votes and delegations."""

    placed_votes: int
    delegations_voted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleDivision:
    """Of a division, that which one viewer may see at this moment.

    `tally` and `rows` are absent while the viewer may not see the figures; `turnout` is absent
    where the rulebook shows nothing. Units: votes; `closes_at` 0 means no fixed end. Where hands
    are counted, `counts` says whose, and `found` what was seen without a count.
    """

    number: int
    question: Question
    stage: str
    opened_at: Instant
    opened_position: int
    closes_at: Instant
    closed_at: Instant
    declared_at: Instant
    entitled_votes: int
    castable_votes: int
    delegations: int
    max_per_person: int
    split_allowed: bool
    roll: tuple[RollRow, ...]
    turnout: Turnout | None
    tally: Tally | None
    rows: tuple[Row, ...]
    outcome: str
    base_votes: int
    required_votes: int
    casting_vote: str
    repeats: int
    annulled_by: int
    counts: str
    found: str
    paper: tuple[DelegationId, ...]

    @property
    def not_cast_votes(self) -> int:
        """Votes entitled but not placed; known where the figures are."""
        if self.tally is None:
            return 0
        return self.entitled_votes - self.tally.placed_votes


def as_public(view: View) -> View:
    """The same view with the eyes of anyone; for what everybody in a room sees."""
    return replace(view, viewer=Viewer())


def sees_count(assembly: Assembly, division: Division, viewer: Viewer) -> bool:
    """Whether the viewer may see what the ballot box held."""
    if division.stage == "declared":
        return True
    if division.stage == "open":
        return False
    body = assembly.bodies[division.question.body]
    person = assembly.people.get(viewer.member)
    if person is None or person.is_withdrawn:
        return False
    return body.presiding == viewer.member or person.office in COUNTING_OFFICES


def visible_division(view: View, number: int) -> VisibleDivision | None:
    """What the viewer may see of a division; None where there is no such division."""
    division = view.assembly.divisions.get(number)
    if division is None:
        return None
    rows = visible_rows(view, division)
    is_declared = division.stage == "declared"
    return VisibleDivision(
        number=number,
        question=division.question,
        stage=division.stage,
        opened_at=division.opened_at,
        opened_position=division.opened_position,
        closes_at=division.closes_at,
        closed_at=division.closed_at,
        declared_at=division.declared_at,
        entitled_votes=division.entitled_votes,
        castable_votes=sum(row.castable for row in division.roll.values()),
        delegations=len(division.roll),
        max_per_person=division.max_per_person,
        split_allowed=division.split_allowed,
        roll=tuple(division.roll.values()),
        turnout=visible_turnout(view, division),
        tally=visible_tally(view, division, rows),
        rows=rows,
        outcome=division.outcome if is_declared else "",
        base_votes=division.base_votes if is_declared else 0,
        required_votes=division.required_votes if is_declared else 0,
        casting_vote=division.casting_vote,
        repeats=division.repeats,
        annulled_by=division.annulled_by,
        counts=division.counts,
        found=division.found,
        paper=division.paper if rows else (),
    )


def visible_rows(view: View, division: Division) -> tuple[Row, ...]:
    """How each delegation voted, or nothing while the viewer may not see it."""
    if sees_count(view.assembly, division, view.viewer):
        return division.count.rows
    is_live = view.rules.choice("division.shown_while_open") == "live_tally"
    if division.stage == "open" and is_live:
        return count(division, view.box(division.number), root="").rows
    return ()


def visible_tally(view: View, division: Division, rows: tuple[Row, ...]) -> Tally | None:
    """The sum of the rows that may be seen; of hands the agreed count, and of a plain result none.

    Note: a tally of nothing is never made up where nothing was counted.
    """
    if rows:
        return tally(rows)
    is_agreed = bool(division.counts) and division.reported is not None
    return (
        division.tally if is_agreed and sees_count(view.assembly, division, view.viewer) else None
    )


def visible_turnout(view: View, division: Division) -> Turnout | None:
    """How many have voted, unless the rulebook keeps even that until the declaration.

    Note: of hands, and of a roll called aloud, nothing is shown before the close.
    """
    is_open = division.stage == "open"
    if division.counts or (is_open and not division.takes_ballots):
        return None
    shown = view.rules.choice("division.shown_while_open")
    if division.stage != "declared" and shown == "nothing":
        return None
    if division.stage == "open":
        return turnout_of_box(division, view.box(division.number))
    return turnout_of_rows(division.count.rows)


def turnout_of_box(division: Division, box: BallotBox) -> Turnout:
    """Turnout while ballots come in, and sheets of paper that both tellers have entered."""
    counting = [counting_for(box, delegation) for delegation in division.roll]
    return Turnout(
        placed_votes=sum(one.placed_votes for own in counting for one in own),
        delegations_voted=sum(map(has_voted, counting)),
    )


def turnout_of_rows(rows: tuple[Row, ...]) -> Turnout:
    """Turnout as it stood at the close."""
    return Turnout(
        placed_votes=tally(rows).placed_votes,
        delegations_voted=sum(placed_votes(row) + row.left_unused > 0 for row in rows),
    )


def placed_votes(row: Row) -> int:
    """What a delegation placed. Units: votes."""
    return row.for_votes + row.against_votes + row.abstention_votes


def voted(view: View, division: VisibleDivision) -> frozenset[DelegationId]:
    """Which delegations have voted, where turnout may be seen at all."""
    if division.turnout is None:
        return frozenset()
    whole = view.assembly.divisions[division.number]
    if division.stage == "open":
        return frozenset(voted_in(whole, view.box(division.number)))
    counted = whole.count.rows
    return frozenset(r.delegation for r in counted if placed_votes(r) + r.left_unused > 0)
