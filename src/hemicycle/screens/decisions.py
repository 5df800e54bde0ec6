"""What was decided, by division, consensus or acclamation: equal citizens of one list."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Citation, Correction, Decision, DelegationId, Question
from hemicycle.procedure.kernel import BodyId, Instant
from hemicycle.procedure.rules.emergency import takes_requests
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.corrected import corrections_of
from hemicycle.screens.hemicycle import delegations_placing
from hemicycle.screens.reported import Group, told_of
from hemicycle.screens.view import View
from hemicycle.screens.visibility import VisibleDivision, visible_division

BAR = 1000  # bars are drawn in thousandths


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """The figures of a result that add up: entitled = yes + no + abstain + not cast.

    Units: votes; `*_delegations` count delegations that placed such votes. The three shares are
    thousandths of the votes that the majority is reckoned on, for drawing only. A `casting_vote`,
    for or against, stands beside the figures and is in none of them.
    """

    for_votes: int
    against_votes: int
    abstention_votes: int
    not_cast_votes: int
    entitled_votes: int
    base: str
    base_votes: int
    required_votes: int
    casting_vote: str
    for_delegations: int
    against_delegations: int
    abstention_delegations: int
    for_share: int
    against_share: int
    required_share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One decision; `arithmetic` only where it was taken by a division.

    `fate` is what became of these `parts` of a text, apart from the outcome of the question.
    `annulled_at` is the entry of the decision that annulled it, 0 where none did.
    """

    question: Question
    method: str
    outcome: str
    at: Instant
    position: int
    division: int
    arithmetic: Arithmetic | None
    reservations: tuple[DelegationId, ...]
    annulled_at: int
    fate: str
    parts: tuple[str, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All decisions of the session, the latest first, and those of other bodies that it cited.

    `takes_requests` where the body in view chooses an emergency item. `told` is what others
    reported of decisions, and all there is of a reported session.
    """

    results: tuple[Result, ...]
    told: tuple[Group, ...]
    citations: tuple[Citation, ...]
    takes_requests: bool


def arithmetic(division: VisibleDivision) -> Arithmetic | None:
    """The figures of a division as far as they may be seen.

    Note: before the declaration there is no base and no threshold yet; they read 0.
    """
    if division.tally is None:
        return None
    counted, rows = division.tally, division.rows
    base = division.base_votes
    return Arithmetic(
        for_votes=counted.for_votes,
        against_votes=counted.against_votes,
        abstention_votes=counted.abstention_votes,
        not_cast_votes=division.not_cast_votes,
        entitled_votes=division.entitled_votes,
        base=division.question.base,
        base_votes=base,
        required_votes=division.required_votes,
        casting_vote=division.casting_vote,
        for_delegations=delegations_placing(rows, "for_votes"),
        against_delegations=delegations_placing(rows, "against_votes"),
        abstention_delegations=delegations_placing(rows, "abstention_votes"),
        for_share=share(counted.for_votes, base),
        against_share=share(counted.against_votes, base),
        required_share=share(division.required_votes, base),
    )


def share(votes: int, base: int) -> int:
    """So many thousandths of the base, for a drawing; never more than the whole."""
    return min(BAR, BAR * votes // base) if base else 0


def result_of(view: View, decision: Decision) -> Result:
    """A decision with its figures and what was recorded beside it."""
    division = visible_division(view, decision.division)
    return Result(
        question=decision.question,
        method=decision.method,
        outcome=decision.outcome,
        at=decision.at,
        position=decision.position,
        division=decision.division,
        arithmetic=arithmetic(division) if division else None,
        reservations=decision.reservations,
        annulled_at=annulled_at(view, decision),
        fate=decision.fate,
        parts=decision.parts,
        corrections=corrections_of(view, decision.position),
    )


def annulled_at(view: View, decision: Decision) -> int:
    """The entry of the decision that annulled one; 0 where none did."""
    by = view.assembly.decisions.get(decision.annulled_by)
    return by.position if by else 0


def results(view: View, body: BodyId | None = None) -> tuple[Result, ...]:
    """The decisions of the session, or of one body; the latest first."""
    taken = sorted(view.assembly.decisions.values(), key=lambda d: -d.position)
    return tuple(result_of(view, d) for d in taken if body in (None, d.question.body))


def decisions(view: View) -> Decisions:
    """The list of decisions, on a page of its own and on the public page."""
    return Decisions(
        results=results(view),
        told=told_of(view, "decision", "stage"),
        citations=view.assembly.citations,
        takes_requests=takes_requests(view.rules, body_of(view)),
    )
