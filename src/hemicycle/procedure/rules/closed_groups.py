"""Who may see what a geopolitical group keeps to itself: its papers and its closed sittings.

Article: groups.closed, groups.closed_also_for
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, DelegationId, Person
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.groups import GROUP, members_of
from hemicycle.procedure.rules.guards import is_of_secretariat
from hemicycle.procedure.rules.rights import rights_of
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """When something was put before a group: the moment, and the date where the session meets."""

    at: Instant
    day_on: str


def sees_closed(
    rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId, at: Instant
) -> bool:
    """Whether somebody may see anything at all that a group keeps to itself.

    Note: the matrix of rights must let the person see closed papers there, and then the parliament
    must be in the group now, or the person preside over it, or hold an office that the rules name.
    """
    person = assembly.people.get(member)
    if body.organ != GROUP or person is None:
        return False
    if "see" not in rights_of(rules, assembly, body, member=member, at=at):
        return False
    is_in = person.delegation in members_of(assembly, body.id, at=at)
    return is_in or sees_every_day(rules, body, person)


def sees_every_day(rules: Rulebook, body: Body, person: Person) -> bool:
    """Whether it does not matter to somebody since when the own parliament is in the group."""
    is_chair = body.constituted_presiding == person.id
    return is_chair or person.office in rules.choices("groups.closed_also_for")


def sees_put(
    rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId, put: Put
) -> bool:
    """Whether somebody who sees closed things now may see what was put before a group on a day.

    Note: who joined later does not read what was said among those who were members then.
    """
    person = assembly.people[member]
    return sees_every_day(rules, body, person) or was_in(
        assembly, body, delegation=person.delegation, put=put
    )


def was_in(assembly: Assembly, body: Body, *, delegation: DelegationId, put: Put) -> bool:
    """Whether a parliament was in a group on a day, by the dates that the group gives."""
    return any(
        one.since_on <= put.day_on and not (one.is_over and one.left_at <= put.at)
        for one in assembly.memberships
        if (one.body, one.delegation) == (body.id, delegation)
    )


def keeps_closed(
    rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId, at: Instant
) -> bool:
    """Whether somebody keeps what a group has to itself: its chair, or the secretariat for it."""
    if not sees_closed(rules, assembly, body, member=member, at=at):
        return False
    return body.constituted_presiding == member or is_of_secretariat(assembly, member)
