"""One division: the result sentence, the seats, the arithmetic, and how each delegation voted."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.journal.speeches import speeches_in
from hemicycle.procedure.assembly import Body, Correction, Decision, DelegationId, Row
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.screens.by_group import Group, by_group
from hemicycle.screens.corrected import corrections_of
from hemicycle.screens.decisions import Arithmetic, Result, arithmetic, result_of
from hemicycle.screens.hemicycle import Hemicycle, hemicycle, mark_of
from hemicycle.screens.view import View
from hemicycle.screens.visibility import VisibleDivision, visible_division

REASONS = ("left_unused", "above_ceiling", "no_ballot", "absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationVote:
    """One line of the table: entitled = yes + no + abstain + not cast. Units: votes."""

    delegation: DelegationId
    mark: str
    entitled: int
    for_votes: int
    against_votes: int
    abstention_votes: int
    not_cast_votes: int
    reasons: tuple[tuple[str, int], ...]
    is_on_paper: bool

    @property
    def is_absent(self) -> bool:
        """Whether no member of the delegation was in the room."""
        return self.entitled > 0 and dict(self.reasons).get("absent") == self.entitled


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Somebody explained the vote of a delegation, at this entry of the record."""

    member: MemberId
    at: Instant
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionPage:
    """A division as far as the viewer may see it; the table is empty until it may be shown."""

    division: VisibleDivision
    body: Body
    arithmetic: Arithmetic | None
    hemicycle: Hemicycle
    table: tuple[DelegationVote, ...]
    groups: Sequence[Group]
    result: Result | None
    corrections: tuple[Correction, ...]
    explanations: Sequence[Explanation]


def vote_of(row: Row, *, is_on_paper: bool) -> DelegationVote:
    """How a delegation voted, with the reasons of what was not cast."""
    counted = ((reason, int(getattr(row, reason))) for reason in REASONS)
    return DelegationVote(
        delegation=row.delegation,
        mark=mark_of(row),
        entitled=row.entitled,
        for_votes=row.for_votes,
        against_votes=row.against_votes,
        abstention_votes=row.abstention_votes,
        not_cast_votes=row.not_cast_votes,
        reasons=tuple((reason, votes) for reason, votes in counted if votes),
        is_on_paper=is_on_paper,
    )


def table(division: VisibleDivision) -> tuple[DelegationVote, ...]:
    """The delegations in the order of the roll, as it was frozen when the division opened."""
    return tuple(
        vote_of(row, is_on_paper=row.delegation in division.paper) for row in division.rows
    )


def division(view: View, number: int) -> DivisionPage | None:
    """The page of a division; None where there is no such division."""
    seen = visible_division(view, number)
    if seen is None:
        return None
    decision = view.assembly.decisions.get(seen.question.number)
    result = result_of(view, decision) if decision and decision.division == number else None
    return DivisionPage(
        division=seen,
        body=view.assembly.bodies[seen.question.body],
        arithmetic=arithmetic(seen),
        hemicycle=hemicycle(view, seen),
        table=table(seen),
        groups=by_group(view, seen.rows, at=seen.opened_at),
        result=result,
        corrections=(*corrections_of(view, seen.opened_position), *_later(view, number)),
        explanations=explanations(view, decision) if result and decision else (),
    )


def explanations(view: View, decision: Decision) -> Sequence[Explanation]:
    """Who explained the vote: after this decision, and before the body took its next."""
    body = decision.question.body
    own = (one.position for one in view.assembly.decisions.values() if one.question.body == body)
    until = min((one for one in own if one > decision.position), default=view.assembly.position + 1)
    return [
        Explanation(member=one.speaker, at=one.began_at, position=one.position)
        for one in speeches_in(view.history)
        if one.purpose == "explanation" and one.body == body
        if decision.position < one.position < until
    ]


def _later(view: View, number: int) -> tuple[Correction, ...]:
    """Corrigenda beside any later entry of the division."""
    positions = {
        written.position
        for written in view.history
        if getattr(written.entry, "division", 0) == number
    } - {d.opened_position for d in view.assembly.divisions.values()}
    return tuple(c for c in view.assembly.corrections if c.corrects in positions)
