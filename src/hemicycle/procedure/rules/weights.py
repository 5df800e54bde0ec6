"""How many votes a delegation holds, and how many it can cast.

Article: weights.base, weights.brackets, weights.single_sex_minus, weights.max_per_person,
rights.titular, rights.substitute, council.seats, substitutes.votes_when
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Assembly, Body, Delegation, RollRow
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.contests import votes_here
from hemicycle.procedure.rules.rights import rights_of
from hemicycle.procedure.rules.roll_order import in_roll_order
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.seats import is_by_seat, voters_of_seats

VOTING = {"vote", "vote_as_substitute"}


def extra_votes(population: int, brackets: Sequence[tuple[int, int]], *, edge: str) -> int:
    """Extra votes by population; `edge` says to which bracket an exact limit belongs."""
    reached = [
        votes
        for lower, votes in brackets
        if population > lower or (population == lower and (edge == "lower_inclusive" or not lower))
    ]
    return reached[-1] if reached else 0


def voting_members(assembly: Assembly, body: Body, delegation: Delegation) -> tuple[MemberId, ...]:
    """The members of a delegation who are in the room and may vote."""
    people = assembly.people
    return tuple(
        member
        for member in delegation.members
        if member in body.present and not people[member].is_withdrawn
    )


def on_roll(
    rules: Rulebook, assembly: Assembly, body: Body, *, delegation: Delegation, at: Instant
) -> tuple[MemberId, ...]:
    """Those of a delegation who vote; its substitutes only while nobody else of it can."""
    if is_by_seat(rules, body, delegation):
        return seat_voters(rules, assembly, body, delegation=delegation, at=at)
    held = {
        member: rights_of(rules, assembly, body, member=member, at=at)
        for member in voting_members(assembly, body, delegation)
    }
    voters = tuple(member for member, rights in held.items() if "vote" in rights)
    return voters or tuple(m for m, rights in held.items() if "vote_as_substitute" in rights)


def seat_voters(
    rules: Rulebook, assembly: Assembly, body: Body, *, delegation: Delegation, at: Instant
) -> tuple[MemberId, ...]:
    """Those in the room who vote for the seats of a delegation, one for each at most."""
    present = [
        member
        for member in voting_members(assembly, body, delegation)
        if rights_of(rules, assembly, body, member=member, at=at) & VOTING
    ]
    return voters_of_seats(rules, body, delegation, present=present)


def entitled_votes(rules: Rulebook, assembly: Assembly, body: Body, delegation: Delegation) -> int:
    """What a delegation holds in a body, whoever of it is there. Units: votes."""
    if body.unit == "delegation":
        return delegation.votes
    if body.unit != "person":
        return 1
    named = body.seats.get(delegation.id, {})
    seated = [m for m in delegation.members if named.get(m, "titular") == "titular"]
    standing = sum(not assembly.people[m].is_withdrawn for m in seated if not named or m in named)
    if body.organ == "assembly" and rules.has("substitutes.votes_when") and delegation.votes:
        return min(standing, delegation.votes)
    is_council = body.organ == "council" and rules.has("council.seats")
    return min(standing, rules.number("council.seats")) if is_council else standing


def roll_row(
    rules: Rulebook, assembly: Assembly, body: Body, *, delegation: Delegation, at: Instant
) -> RollRow:
    """One delegation's line of the roll, frozen when a division opens. Units: votes."""
    members = on_roll(rules, assembly, body, delegation=delegation, at=at)
    entitled = entitled_votes(rules, assembly, body, delegation)
    return RollRow(
        delegation=delegation.id,
        entitled=entitled,
        castable=min(entitled, most_per_person(rules, body) * len(members)),
        members=members,
    )


def most_per_person(rules: Rulebook, body: Body) -> int:
    """What one person may place in a body. Units: votes."""
    return rules.number("weights.max_per_person") if body.unit == "delegation" else 1


def roll(rules: Rulebook, assembly: Assembly, body: Body, *, at: Instant) -> tuple[RollRow, ...]:
    """Every delegation that has a vote, in the order that the rulebook gives rolls."""
    return tuple(
        roll_row(rules, assembly, body, delegation=delegation, at=at)
        for delegation in in_roll_order(rules, assembly)
        if delegation.has_vote and votes_here(rules, assembly, body, delegation)
    )
