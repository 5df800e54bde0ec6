"""Who is in a geopolitical group, and through which group a delegation stands for office.

Article: groups.membership, elections.one_group
"""

from hemicycle.procedure.assembly import Assembly, Body, DelegationId, Membership
from hemicycle.procedure.kernel import Act, BodyId, Instant, OutOfOrder
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_person

GROUP = "group"  # the kind of body that a geopolitical group is


def members_of(assembly: Assembly, body: BodyId, *, at: Instant) -> tuple[DelegationId, ...]:
    """The delegations of a group at a moment, in the order in which they joined."""
    own = (one for one in assembly.memberships if one.body == body)
    return tuple(one.delegation for one in own if one.is_in_force(at))


def name_of(assembly: Assembly, body: BodyId) -> str:
    """What elections call a group; nothing before its first member joined."""
    return next((one.group for one in assembly.memberships if one.body == body), "")


def body_named(assembly: Assembly, group: str) -> BodyId:
    """The body that a group is; nothing where the record has no members of it."""
    known = (one.body for one in assembly.memberships if one.group == group)
    return next(known, BodyId(""))


def current(assembly: Assembly, delegation: DelegationId) -> tuple[Membership, ...]:
    """The groups that a delegation is in now."""
    own = (one for one in assembly.memberships if one.delegation == delegation)
    return tuple(one for one in own if not one.is_over)


def group_for_office(assembly: Assembly, delegation: DelegationId) -> str:
    """Through which group a delegation stands: the one declared, or the only one it is in."""
    if delegation in assembly.groups:
        return assembly.groups[delegation]
    own = current(assembly, delegation)
    return own[0].group if len(own) == 1 else ""


def was_member(assembly: Assembly, delegation: DelegationId, *, group: str, at: Instant) -> bool:
    """Whether a delegation was in a group at a moment."""
    body = body_named(assembly, group)
    return bool(body) and delegation in members_of(assembly, body, at=at)


def require_group(assembly: Assembly, act: Act) -> Body:
    """The act's body, which is a group in the hands of who acts.

    Out of order: it is none; the actor neither presides over it nor is of the secretariat.
    """
    body = require_body(assembly, act.body)
    if body.organ != GROUP:
        raise OutOfOrder("groups.membership", "not_a_group", title=body.title)
    require_person(assembly, act.by)
    if body.constituted_presiding != act.by and not is_of_secretariat(assembly, act.by):
        raise OutOfOrder("groups.membership", "not_for_group", member=act.by, title=body.title)
    return body


def require_member(assembly: Assembly, delegation: DelegationId, *, group: str) -> None:
    """A delegation stands only through a group that it is in, where its members are on record.

    Out of order: it is not.
    """
    body = body_named(assembly, group)
    if body and all(one.body != body for one in current(assembly, delegation)):
        raise OutOfOrder("groups.membership", "not_of_group", delegation=delegation, group=group)
