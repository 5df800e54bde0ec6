"""A delegate's vote: the question, what the person may place, the own ballot and its receipt.

Personal is only what stands in `Vote.paper`: how many votes the person may place now, how many
the colleagues have placed (never how), and the own ballot.
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Ballot, Division, Item, Question, RollRow
from hemicycle.procedure.kernel import Instant, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.answers import stands_on_paper
from hemicycle.procedure.rules.ballots import available_votes, require_row
from hemicycle.screens.act_subjects import body_of, next_placed
from hemicycle.screens.acts_offered import Offer, article, is_verified, offered
from hemicycle.screens.decisions import Arithmetic
from hemicycle.screens.decisions import arithmetic as arithmetic_of
from hemicycle.screens.hands import HandsSeen, hands_seen
from hemicycle.screens.seat import Seat, divisions_open, is_on_roll, seat
from hemicycle.screens.view import View
from hemicycle.screens.visibility import visible_division

# What a delegate asks for on the page of the question.
ASKED = (
    *("ask_for_count", "ask_for_quorum", "ask_for_parts", "take_out_part"),
    *("sign_register", "mark_presence", "ask_for_roll_call"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """How many votes a colleague has placed. Units: votes."""

    member: MemberId
    placed_votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One person's ballot paper. Units: votes.

    `may_split` is False where one choice takes all: one vote, or a rule against splitting.
    `takes_sheets` where the vote goes on on paper too, `is_on_paper` once a sheet counts instead.
    """

    division: int
    stage: str
    closes_at: Instant
    entitled: int
    castable: int
    up_to: int
    available: int
    may_split: bool
    takes_sheets: bool
    is_on_paper: bool
    colleagues: tuple[Colleague, ...]
    own: Ballot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The page of one division as one delegate sees it.

    `stage` is nothing, put, open, closed (counted or not) or declared. `why_not` says why the
    person cannot vote; `result` appears with the declaration.
    """

    seat: Seat
    stage: str
    division: int
    question: Question | None
    opened_at: Instant
    closes_at: Instant
    closed_at: Instant
    is_secret: bool
    publish: str
    paper: Paper | None
    why_not: Phrase | None
    why_not_article: str
    why_not_verified: bool
    outcome: str
    result: Arithmetic | None
    next_item: Item | None
    is_in_hall: bool
    hands: HandsSeen | None
    offers: tuple[Offer, ...]


def vote(view: View) -> Vote:
    """What this delegate votes on now, or what comes next."""
    division = division_for(view)
    body = body_of(view)
    question = division.question if division else body.question
    raised = hands_seen(view) if division and division.counts else None
    is_open = division is not None and division.stage == "open" and division.takes_ballots
    refusal = why_not(view, division) if division and is_open else None
    visible = visible_division(view, division.number) if division else None
    is_declared = division is not None and division.stage == "declared"
    return Vote(
        seat=seat(view),
        stage=stage(division, question),
        division=division.number if division else 0,
        question=question,
        opened_at=division.opened_at if division else Instant(0),
        closes_at=division.closes_at if division else Instant(0),
        closed_at=division.closed_at if division else Instant(0),
        is_secret=question is not None and question.method == "secret_ballot",
        publish=view.rules.choice("division.publish"),
        paper=paper(view, division) if division and division.takes_ballots else None,
        why_not=Phrase(f"reason.{refusal.reason_key}", **refusal.facts) if refusal else None,
        why_not_article=article(view, refusal.rule_key) if refusal else "",
        why_not_verified=is_verified(view, refusal.rule_key) if refusal else False,
        outcome=division.outcome if division and is_declared else "",
        result=arithmetic_of(visible) if visible and is_declared else None,
        next_item=next_placed(body),
        is_in_hall=division is not None
        and division.stage in ("open", "found")
        and not division.takes_ballots,
        hands=raised,
        offers=asked(view),
    )


def asked(view: View) -> tuple[Offer, ...]:
    """To ask for a count or for the quorum, where that is in order now."""
    return offered(view, "delegate", of=ASKED)


def stage(division: Division | None, question: Question | None) -> str:
    """How far the vote has come, in the words of the delegate's page."""
    if division is None:
        return "put" if question else "nothing"
    return "closed" if division.stage == "reported" else division.stage


def division_for(view: View) -> Division | None:
    """The division this page is about: an open one of the viewer's first, or the body's.

    Note: when a result is declared it stays until the next question is put.
    """
    found = divisions_open(view)
    own = next((d for d in found if is_on_roll(view, d)), None)
    if own:
        return own
    body, divisions = body_of(view), view.assembly.divisions
    if body.division:
        return divisions[body.division]
    if body.question:
        return None
    taken = [d for d in divisions.values() if d.question.body == body.id]
    return taken[-1] if taken else None


def why_not(view: View, division: Division) -> OutOfOrder | None:
    """Why the viewer has no ballot in this division, as the procedure would say it."""
    try:
        require_row(view.assembly, division, view.viewer.member)
    except OutOfOrder as refusal:
        return refusal
    return None


def paper(view: View, division: Division) -> Paper | None:
    """The viewer's ballot paper; None where the roll does not name the viewer."""
    row = own_row(view, division)
    if row is None:
        return None
    box, member = view.box(division.number), view.viewer.member
    ballots = box.of(row.delegation)
    available = available_votes(division, box, row=row, member=member)
    return Paper(
        division=division.number,
        stage=division.stage,
        closes_at=division.closes_at,
        entitled=row.entitled,
        castable=row.castable,
        up_to=min(division.max_per_person, row.castable),
        available=available,
        may_split=division.split_allowed and available > 1,
        takes_sheets=division.is_on_paper,
        is_on_paper=stands_on_paper(division, box, delegation=row.delegation),
        colleagues=tuple(
            Colleague(member=m, placed_votes=ballot.placed_votes)
            for m, ballot in ballots.items()
            if m != member
        ),
        own=untold(ballots.get(member)) if view.viewer.is_shared else ballots.get(member),
    )


def untold(ballot: Ballot | None) -> Ballot | None:
    """A ballot without its choice, for a device that others look at next."""
    if ballot is None:
        return None
    return replace(ballot, for_votes=0, against_votes=0, abstention_votes=0, unused_votes=0)


def own_row(view: View, division: Division) -> RollRow | None:
    """The line of the roll that names the viewer."""
    rows = division.roll.values()
    return next((row for row in rows if view.viewer.member in row.members), None)
