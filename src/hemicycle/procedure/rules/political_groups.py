"""Political groups of persons, where a house has them.

Article: groups.max_groups_per_member
"""

from hemicycle.procedure.assembly import Assembly, Person
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.rulebook import Rulebook

PER_MEMBER = "groups.max_groups_per_member"


def require_groups(rules: Rulebook) -> None:
    """The house has political groups of persons.

    Out of order: its rules know none.
    """
    if not rules.number(PER_MEMBER):
        raise OutOfOrder(PER_MEMBER, "no_groups_of_persons")


def require_free_of_groups(assembly: Assembly, member: MemberId) -> None:
    """A person of a delegation who sits in no other group.

    Out of order: not accredited; of no delegation; in a group already.
    """
    person = require_person(assembly, member)
    if not person.delegation:
        raise OutOfOrder(PER_MEMBER, "group_without_delegation", member=member)
    if person.group:
        raise OutOfOrder(
            PER_MEMBER, "in_political_group_already", member=member, group=person.group
        )


def require_own_group(group: str, person: Person) -> None:
    """Whoever speaks for a group sits in it.

    Out of order: the person does not.
    """
    if group and person.group != group:
        raise OutOfOrder(PER_MEMBER, "not_of_political_group", member=person.id, group=group)
