"""Open the division: the roll is frozen and ballots are accepted.

Article: division.roll, division.component_votes, weights.max_per_person, weights.split_allowed,
quorum.to_decide, division.methods, division.period, division.stages, quorum.on_request_only,
quorum.presence, speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Division, RollRow, Words
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.call_order import begun_with, call_seed
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_question,
    require_sitting,
)
from hemicycle.procedure.rules.quorums import delegations_present, require_no_quorum_due
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import VOTED, hall_roll, hands_of, is_by_hands
from hemicycle.procedure.rules.weights import most_per_person, roll

LONGEST_PERIOD_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDivision(Act):
    """The presiding officer opens the voting; `period_s` 0 leaves its end to the chair.

    Units: seconds. `dice` thrown in the room and a number `published` elsewhere draw with whom a
    roll that is called aloud begins, where the rules have it drawn.
    """

    period_s: int = 0
    dice: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionOpened(Entry):
    """Voting runs on this roll. Units: votes; `closes_at` 0 means no fixed end.

    `component_votes` are those the body has by its constitution, 0 for those on the roll. Where
    hands are counted, `counts` says whose, and the roll holds those in the hall. Where it was
    drawn with whom a roll that is called begins, `seed` draws it again.
    """

    division: int
    question: int
    title: Words
    roll: tuple[RollRow, ...]
    max_per_person: int
    split_allowed: bool
    closes_at: Instant
    component_votes: int = 0
    repeats: int = 0
    counts: str = ""
    seed: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: OpenDivision) -> list[Entry]:
    """Record the opening with its roll.

    Out of order: no sitting is open; the actor does not preside; a point of order is pending; no
    question stands; the question is decided otherwise; its division has been opened; someone
    speaks; the period is negative or too long, or given for hands or a call; the lots of a call
    are missing, or given where none are drawn; nobody on the roll is present; too few
    delegations are present, where the rules ask for them without request.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    question = require_question(body)
    require_no_quorum_due(body)
    if question.method not in VOTED:
        raise OutOfOrder("division.methods", "decided_otherwise", method=question.method)
    if body.division:
        raise OutOfOrder("division.stages", "division_opened_already", division=body.division)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    if not 0 <= act.period_s <= LONGEST_PERIOD_S:
        raise OutOfOrder("division.period", "period_out_of_range", n=LONGEST_PERIOD_S)
    is_hands = is_by_hands(question.method)
    if act.period_s and question.method != "roll_call":
        raise OutOfOrder("division.period", "no_period_for_hands")
    rows = (hall_roll if is_hands else roll)(rules, assembly, body, at=act.at)
    require_voters(rules, assembly, body, rows)
    seed = call_seed(rules, question.method, dice=act.dice, published=act.published)
    return [opened(rules, assembly, act, rows=begun_with(rows, seed), seed=seed)]


def opened(
    rules: Rulebook,
    assembly: Assembly,
    act: OpenDivision,
    *,
    rows: tuple[RollRow, ...],
    seed: str,
) -> DivisionOpened:
    """The opening with its roll."""
    body = assembly.bodies[act.body]
    question = require_question(body)
    is_hands = is_by_hands(question.method)
    return DivisionOpened(
        body=act.body,
        at=act.at,
        division=len(assembly.divisions) + 1,
        question=question.number,
        title=question.title,
        roll=rows,
        max_per_person=1 if is_hands else most_per_person(rules, body),
        split_allowed=not is_hands and rules.is_on("weights.split_allowed"),
        closes_at=Instant(act.at + 1000 * act.period_s if act.period_s else 0),
        component_votes=rules.number("division.component_votes"),
        repeats=body.repeats,
        counts=hands_of(rules, body) if is_hands else "",
        seed=seed,
    )


def require_voters(
    rules: Rulebook, assembly: Assembly, body: Body, rows: tuple[RollRow, ...]
) -> None:
    """Somebody can vote, and the quorum is there where it is checked without request."""
    if not any(row.castable for row in rows):
        raise OutOfOrder("quorum.presence", "nobody_can_vote", body=body.id)
    present = delegations_present(assembly, body)
    needed = rules.quorum_delegations(assembly)
    if present < needed and not rules.is_on("quorum.on_request_only"):
        raise OutOfOrder("quorum.to_decide", "no_quorum", present=present, n=needed)


def apply(assembly: Assembly, entry: DivisionOpened) -> Assembly:
    body = assembly.bodies[entry.body]
    assert body.question is not None
    division = Division(
        number=entry.division,
        question=body.question,
        roll={row.delegation: row for row in entry.roll},
        max_per_person=entry.max_per_person,
        split_allowed=entry.split_allowed,
        opened_at=entry.at,
        opened_position=assembly.position + 1,
        closes_at=entry.closes_at,
        component_votes=entry.component_votes,
        repeats=entry.repeats,
        counts=entry.counts,
        seed=entry.seed,
    )
    return assembly.with_division(division).with_body(replace(body, division=entry.division))


def minute(entry: DivisionOpened) -> Phrase:
    if entry.counts:
        return Phrase(
            f"minute.hands_opened_{entry.counts}",
            division=entry.division,
            n=sum(row.entitled for row in entry.roll),
            title=entry.title,
        )
    if entry.seed:
        return Phrase(
            "minute.call_opened",
            division=entry.division,
            delegation=entry.roll[0].delegation,
            seed_words=entry.seed,
            title=entry.title,
        )
    return Phrase(
        "minute.division_opened",
        division=entry.division,
        n=len(entry.roll),
        votes=sum(row.entitled for row in entry.roll),
        title=entry.title,
    )


KIND = Kind(
    OpenDivision,
    decide,
    {DivisionOpened: apply},
    {DivisionOpened: minute},
    "opens the division[ for {period_s} s][ with dice {dice} and number {published}]",
)
