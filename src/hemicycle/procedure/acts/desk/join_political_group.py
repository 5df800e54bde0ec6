"""Join a political group, or leave it, where the house has groups of persons.

Article: groups.max_groups_per_member
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.political_groups import (
    PER_MEMBER,
    require_free_of_groups,
    require_groups,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPoliticalGroup(Act):
    """The secretariat records who of the house sits in a political group, or `no_longer` does."""

    group: str
    members: tuple[MemberId, ...]
    no_longer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliticalGroupJoined(Entry):
    """These persons sit in the group from now on, or no longer."""

    group: str
    members: tuple[MemberId, ...]
    no_longer: int = 0


def decide(rules: Rulebook, assembly: Assembly, act: JoinPoliticalGroup) -> list[Entry]:
    """Record them.

    Out of order: the actor is not of the secretariat; the rules know no groups of persons; a
    person is not accredited, of no delegation, in a group already, or is to leave one without
    sitting in it.
    """
    require_secretariat(assembly, act)
    require_groups(rules)
    for member in act.members:
        if not act.no_longer:
            require_free_of_groups(assembly, member)
        elif member not in assembly.people or assembly.people[member].group != act.group:
            raise OutOfOrder(PER_MEMBER, "not_of_political_group", member=member, group=act.group)
    return [
        PoliticalGroupJoined(
            body=act.body,
            at=act.at,
            group=act.group,
            members=act.members,
            no_longer=1 if act.no_longer else 0,
        )
    ]


def apply(assembly: Assembly, entry: PoliticalGroupJoined) -> Assembly:
    group = "" if entry.no_longer else entry.group
    moved = {one: replace(assembly.people[one], group=group) for one in entry.members}
    return replace(assembly, people={**assembly.people, **moved})


def minute(entry: PoliticalGroupJoined) -> Phrase:
    return Phrase(
        "minute.political_group_left" if entry.no_longer else "minute.political_group_joined",
        group=entry.group,
        n=len(entry.members),
    )


KIND = Kind(
    JoinPoliticalGroup,
    decide,
    {PoliticalGroupJoined: apply},
    {PoliticalGroupJoined: minute},
    "enters in the group {group}: {members}[ no longer {no_longer}]",
)
