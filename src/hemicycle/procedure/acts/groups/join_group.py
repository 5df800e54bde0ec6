"""Join a group: from now on the record has these delegations as its members.

Article: groups.membership, groups.per_delegation, credentials.accepted
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, DelegationId, Membership, Words
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.follow_up import require_day
from hemicycle.procedure.rules.groups import body_named, current, name_of, require_group
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinGroup(Act):
    """The chair of a group, or the secretariat for it, says who has joined.

    `group` is what elections call it, said with its first members and by itself afterwards;
    `since_on` the day that the group gives, today where it gives none.
    """

    delegations: tuple[DelegationId, ...]
    group: str = ""
    since_on: str = ""
    today_on: str = field(default="", metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupJoined(Entry):
    """These delegations are members of the group from now on."""

    delegations: tuple[DelegationId, ...]
    group: str
    since_on: str
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: JoinGroup) -> list[Entry]:
    """Record the membership.

    Out of order: the body is no group; the actor neither presides over it nor is of the
    secretariat; no group or no delegation is named; the group is called otherwise, or another is
    called so; the day is none or is still to come; a delegation does not sit, is in the group
    already, or is in as many groups as the rules allow.
    """
    body = require_group(assembly, act)
    known = name_of(assembly, body.id)
    group = act.group or known
    if not group or not act.delegations:
        raise OutOfOrder("groups.membership", "group_not_named")
    if known and group != known:
        raise OutOfOrder("groups.membership", "group_has_name", known=known)
    if body_named(assembly, group) not in ("", body.id):
        raise OutOfOrder("groups.membership", "group_name_taken", group=group)
    if act.since_on:
        require_day(act.since_on)
        if act.since_on > act.today_on:
            raise OutOfOrder("groups.membership", "joins_later", day_on=act.since_on)
    for delegation in act.delegations:
        require_free(rules, assembly, delegation, group=group)
    return [
        GroupJoined(
            body=act.body,
            at=act.at,
            delegations=tuple(dict.fromkeys(act.delegations)),
            group=group,
            since_on=act.since_on or act.today_on,
            title=body.title,
        )
    ]


def require_free(
    rules: Rulebook, assembly: Assembly, delegation: DelegationId, *, group: str
) -> None:
    """A delegation may join: it sits, is not in the group, and has a group left to join.

    Out of order: as it says.
    """
    if delegation not in assembly.delegations:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=delegation)
    own = current(assembly, delegation)
    if any(one.group == group for one in own):
        raise OutOfOrder("groups.membership", "in_group_already", delegation=delegation)
    most = rules.number("groups.per_delegation")
    if most and len(own) >= most:
        raise OutOfOrder(
            "groups.per_delegation",
            "in_groups_enough",
            delegation=delegation,
            group=own[0].group,
            n=most,
        )


def apply(assembly: Assembly, entry: GroupJoined) -> Assembly:
    joined = tuple(
        Membership(
            body=entry.body,
            group=entry.group,
            delegation=delegation,
            since_on=entry.since_on,
            joined_at=entry.at,
        )
        for delegation in entry.delegations
    )
    return replace(assembly, memberships=(*assembly.memberships, *joined))


def minute(entry: GroupJoined) -> Phrase:
    return Phrase(
        "minute.group_joined",
        n=len(entry.delegations),
        delegations=entry.delegations,
        title=entry.title,
        day_on=entry.since_on,
    )


KIND = Kind(
    JoinGroup,
    decide,
    {GroupJoined: apply},
    {GroupJoined: minute},
    "takes {delegations} into the group[ {group}][ since {since_on}]",
)
