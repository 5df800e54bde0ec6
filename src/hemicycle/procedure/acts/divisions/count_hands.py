"""Count the hands: each of two tellers enters what was seen, without knowing of the other.

Article: division.two_tellers, division.methods, division.stages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Division, HandsCount, Tally
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_division, require_teller
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import TELLERS, counts_of_round, require_hands


@dataclass(frozen=True, slots=True, kw_only=True)
class CountHands(Act):
    """A teller enters the hands counted. Units: hands."""

    for_votes: int
    against_votes: int
    abstention_votes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCounted(Entry):
    """What one teller counted; it is kept as said, even where the other counted otherwise."""

    division: int
    teller: MemberId
    round: int
    for_votes: int
    against_votes: int
    abstention_votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsAgreed(Entry):
    """Both tellers counted the same; these are the figures of the division."""

    division: int
    for_votes: int
    against_votes: int
    abstention_votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsDiffered(Entry):
    """The tellers do not agree; by how much, and never what either of them counted."""

    division: int
    for_differ: int
    against_differ: int
    abstentions_differ: int


def decide(rules: Rulebook, assembly: Assembly, act: CountHands) -> list[Entry]:
    """Record the count, and whether it agrees where it is the second.

    Out of order: the body is unknown; it has no division; the actor is neither teller nor of the
    secretariat; hands are not counted in it; the counting is over; a figure is negative; more are
    counted than are in the hall; the actor has counted already, or two others have.
    """
    division = require_division(assembly, require_body(assembly, act.body))
    require_teller(assembly, act.by)
    require_hands(division)
    if division.stage != "open":
        raise OutOfOrder("division.stages", "counting_over", division=division.number)
    require_in_hall(division, act)
    before = counts_of_round(division)
    if any(one.teller == act.by for one in before):
        raise OutOfOrder("division.two_tellers", "counted_already", member=act.by)
    if len(before) == TELLERS:
        raise OutOfOrder("division.two_tellers", "two_have_counted", division=division.number)
    counted = HandsCounted(
        body=act.body,
        at=act.at,
        division=division.number,
        teller=act.by,
        round=division.count_round,
        for_votes=act.for_votes,
        against_votes=act.against_votes,
        abstention_votes=act.abstention_votes,
    )
    return [counted, *(compared(before[0], counted) for _ in before[:1])]


def require_in_hall(division: Division, act: CountHands) -> None:
    """No less than nobody, and no more than those with a vote in the hall.

    Out of order: as `decide` says.
    """
    parts = (act.for_votes, act.against_votes, act.abstention_votes)
    if min(parts) < 0:
        raise OutOfOrder("division.two_tellers", "negative_votes")
    if sum(parts) > division.entitled_votes:
        raise OutOfOrder(
            "division.two_tellers",
            "above_the_hall",
            entered=sum(parts),
            n=division.entitled_votes,
        )


def compared(first: HandsCount, second: HandsCounted) -> Entry:
    """That the two counts are one, or by how much they differ."""
    parts = ("for_votes", "against_votes", "abstention_votes")
    gaps = [abs(getattr(first, part) - getattr(second, part)) for part in parts]
    if any(gaps):
        return CountsDiffered(
            body=second.body,
            at=second.at,
            division=second.division,
            for_differ=gaps[0],
            against_differ=gaps[1],
            abstentions_differ=gaps[2],
        )
    return CountsAgreed(
        body=second.body,
        at=second.at,
        division=second.division,
        for_votes=second.for_votes,
        against_votes=second.against_votes,
        abstention_votes=second.abstention_votes,
    )


def apply(assembly: Assembly, entry: HandsCounted) -> Assembly:
    division = assembly.divisions[entry.division]
    counted = HandsCount(
        teller=entry.teller,
        round=entry.round,
        for_votes=entry.for_votes,
        against_votes=entry.against_votes,
        abstention_votes=entry.abstention_votes,
    )
    return assembly.with_division(replace(division, hands=(*division.hands, counted)))


def apply_agreed(assembly: Assembly, entry: CountsAgreed) -> Assembly:
    """The counting is over, and both tellers have reported."""
    tally = Tally(
        for_votes=entry.for_votes,
        against_votes=entry.against_votes,
        abstention_votes=entry.abstention_votes,
    )
    division = assembly.divisions[entry.division]
    return assembly.with_division(
        replace(division, stage="reported", closed_at=entry.at, tally=tally, reported=tally)
    )


def apply_differed(assembly: Assembly, _entry: CountsDiffered) -> Assembly:
    """Both counts stand in the record; what follows is for the presiding officer to say."""
    return assembly


def minute(entry: HandsCounted) -> Phrase:
    again = "_again" if entry.round > 1 else ""
    return Phrase(f"minute.hands_counted{again}", teller=entry.teller, division=entry.division)


def minute_agreed(entry: CountsAgreed) -> Phrase:
    """That the two counts are one."""
    return Phrase("minute.counts_agreed", division=entry.division)


def minute_differed(entry: CountsDiffered) -> Phrase:
    """By how much they differ."""
    return Phrase(
        "minute.counts_differed",
        division=entry.division,
        for_differ=entry.for_differ,
        against_differ=entry.against_differ,
        abstentions_differ=entry.abstentions_differ,
    )


KIND = Kind(
    CountHands,
    decide,
    {HandsCounted: apply, CountsAgreed: apply_agreed, CountsDiffered: apply_differed},
    {HandsCounted: minute, CountsAgreed: minute_agreed, CountsDiffered: minute_differed},
    "counts {for_votes} for, {against_votes} against[, {abstention_votes} abstaining]",
)
