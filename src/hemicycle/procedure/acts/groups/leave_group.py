"""Leave a group: what a delegation did through it before stands.

Article: groups.membership
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.groups import members_of, name_of, require_group
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveGroup(Act):
    """The chair of a group, or the secretariat for it, says who has left."""

    delegations: tuple[DelegationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLeft(Entry):
    """These delegations are members of the group no longer, and stand through it no longer."""

    delegations: tuple[DelegationId, ...]
    group: str
    title: Words


def decide(_rules: Rulebook, assembly: Assembly, act: LeaveGroup) -> list[Entry]:
    """Record that they left.

    Out of order: the body is no group; the actor neither presides over it nor is of the
    secretariat; no delegation is named; one is not a member.
    """
    body = require_group(assembly, act)
    if not act.delegations:
        raise OutOfOrder("groups.membership", "group_not_named")
    group = name_of(assembly, body.id)
    members = members_of(assembly, body.id, at=act.at)
    for delegation in act.delegations:
        if delegation not in members:
            raise OutOfOrder(
                "groups.membership", "not_of_group", delegation=delegation, group=group
            )
    return [
        GroupLeft(
            body=act.body,
            at=act.at,
            delegations=tuple(dict.fromkeys(act.delegations)),
            group=group,
            title=body.title,
        )
    ]


def apply(assembly: Assembly, entry: GroupLeft) -> Assembly:
    leaving = set(entry.delegations)
    memberships = tuple(
        replace(one, left_at=entry.at)
        if one.body == entry.body and one.delegation in leaving and not one.is_over
        else one
        for one in assembly.memberships
    )
    through = {
        delegation: group
        for delegation, group in assembly.groups.items()
        if delegation not in leaving or group != entry.group
    }
    return replace(assembly, memberships=memberships, groups=through)


def minute(entry: GroupLeft) -> Phrase:
    return Phrase(
        "minute.group_left",
        n=len(entry.delegations),
        delegations=entry.delegations,
        title=entry.title,
    )


KIND = Kind(
    LeaveGroup,
    decide,
    {GroupLeft: apply},
    {GroupLeft: minute},
    "lets {delegations} leave the group",
)
