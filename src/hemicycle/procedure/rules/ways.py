"""The ways in which a question is decided, and how hands are counted.

Article: division.methods, division.hands_count, division.two_tellers
"""

from hemicycle.procedure.assembly import Assembly, Body, Division, HandsCount, Question, RollRow
from hemicycle.procedure.kernel import Instant, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.weights import roll

BY_NAME = ("roll_call", "voice")
BY_HANDS = ("show_of_hands", "standing")
VOTED = (*BY_NAME, *BY_HANDS)
# A plain result has no figures, so only majorities of the votes cast can be seen at a glance.
SEEN_IN_HALL = ("votes_cast", "votes_cast_with_abstentions", "those_present")
DELEGATIONS, PERSONS = "delegations", "persons"
HANDS = (DELEGATIONS, PERSONS)
TELLERS = 2


def is_by_hands(method: str) -> bool:
    """Whether hands are raised, or people stand, and nobody is named."""
    return method in BY_HANDS


def hands_of(rules: Rulebook, body: Body) -> str:
    """Whether each delegation counts once, or each person, where hands are counted."""
    if body.unit == "delegation":
        return rules.choice("division.hands_count")
    return PERSONS if body.unit == "person" else DELEGATIONS


def hall_roll(
    rules: Rulebook, assembly: Assembly, body: Body, *, at: Instant
) -> tuple[RollRow, ...]:
    """Who is in the hall and may raise a hand; whoever is not there cannot be counted."""
    is_each = hands_of(rules, body) == PERSONS
    rows = roll(rules, assembly, body, at=at)
    return tuple(
        RollRow(
            delegation=row.delegation,
            entitled=hands,
            castable=hands,
            members=row.members,
        )
        for row in rows
        if (hands := hands_in(row, is_each=is_each))
    )


def hands_in(row: RollRow, *, is_each: bool) -> int:
    """How often a delegation is counted when hands are raised; never above the votes it has."""
    return min(row.castable, len(row.members) if is_each else 1)


def require_hands(division: Division) -> None:
    """Hands are counted in this division.

    Out of order: its votes are given by name.
    """
    if not is_by_hands(division.question.method):
        raise OutOfOrder("division.methods", "not_by_hands", division=division.number)


def counts_of_round(division: Division) -> tuple[HandsCount, ...]:
    """What the tellers have entered since the counting began, or began again."""
    return tuple(one for one in division.hands if one.round == division.count_round)


def do_counts_differ(division: Division) -> bool:
    """Whether two tellers have counted and do not agree."""
    counts = counts_of_round(division)
    return len(counts) == TELLERS and counts[0].figures != counts[1].figures


def require_seen_in_hall(question: Question) -> None:
    """The majority can be told from those in the hall.

    Out of order: it is reckoned on all votes, which hands do not show.
    """
    if question.base not in SEEN_IN_HALL:
        raise OutOfOrder("division.methods", "hands_do_not_show", base=question.base)
