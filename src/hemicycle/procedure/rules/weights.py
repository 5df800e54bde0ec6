"""How many votes a delegation holds, and how many it can cast.

Article: weights.base, weights.brackets, weights.single_sex_minus, weights.max_per_person,
rights.member_delegate
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Assembly, Body, Delegation, RollRow
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.rights import rights_of
from hemicycle.procedure.rules.rulebook import Rulebook


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


def roll_row(
    rules: Rulebook, assembly: Assembly, body: Body, *, delegation: Delegation, max_per_person: int
) -> RollRow:
    """One delegation's line of the roll, frozen when a division opens. Units: votes."""
    members = tuple(
        member
        for member in voting_members(assembly, body, delegation)
        if "vote" in rights_of(rules, assembly, body, member=member)
    )
    if body.unit == "delegation":
        entitled = delegation.votes
    elif body.unit == "person":
        entitled = sum(not assembly.people[m].is_withdrawn for m in delegation.members)
    else:
        entitled = 1
    return RollRow(
        delegation=delegation.id,
        entitled=entitled,
        castable=min(entitled, max_per_person * len(members)),
        members=members,
    )


def roll(
    rules: Rulebook, assembly: Assembly, body: Body, *, max_per_person: int
) -> tuple[RollRow, ...]:
    """Every delegation that has a vote, in the order of its id."""
    return tuple(
        roll_row(rules, assembly, body, delegation=delegation, max_per_person=max_per_person)
        for _, delegation in sorted(assembly.delegations.items())
        if delegation.has_vote
    )
