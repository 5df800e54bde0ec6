"""What who presides over a geopolitical group, or the secretariat for it, does with its members."""

from hemicycle.procedure.acts.groups.join_group import JoinGroup
from hemicycle.procedure.acts.groups.leave_group import LeaveGroup
from hemicycle.procedure.acts.sitting.open_closed_sitting import OpenClosedSitting
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.rules.groups import GROUP, members_of, name_of
from hemicycle.screens.act_subjects import body_of, next_sitting
from hemicycle.screens.candidate import Candidate, Fields, quiet
from hemicycle.screens.view import View

UNNAMED = "-"  # what elections call a group that has no members yet, to try the form with


def members(view: View) -> tuple[DelegationId, ...]:
    """The members of the body in view, where it is a group."""
    return members_of(view.assembly, view.body, at=view.at)


def others(view: View) -> tuple[DelegationId, ...]:
    """The delegations that are not in the group in view; none where the body is no group."""
    if body_of(view).organ != GROUP:
        return ()
    own = members(view)
    return tuple(one for one in view.assembly.delegations if one not in own)


def joining(view: View) -> Fields | None:
    """Some delegation that may join; the first where none may, so that the reason is told."""
    group = name_of(view.assembly, view.body) or UNNAMED
    tried: list[Fields] = [{"delegations": (one,), "group": group} for one in others(view)]
    possible = (one for one in tried if view.may(view.act(JoinGroup, **one)) is None)
    return next(possible, tried[0] if tried else None)


def leaving(view: View) -> Fields | None:
    """The first of the members."""
    own = members(view)
    return {"delegations": own[:1]} if own else None


def presides_over_group(view: View) -> bool:
    """Whether the body in view is a group over which the viewer presides."""
    body = body_of(view)
    return body.organ == GROUP and body.constituted_presiding == view.viewer.member


OF_GROUPS = (
    Candidate(act=JoinGroup, rule_key="groups.membership", of=joining, form="join"),
    Candidate(act=LeaveGroup, rule_key="groups.membership", of=leaving, form="leave"),
)


def next_closed_sitting(view: View) -> Fields | None:
    """The sitting that a group could hold behind closed doors next; none of any other body."""
    return next_sitting(view) if body_of(view).organ == GROUP else None


OF_CLOSED_SITTINGS = (
    Candidate(
        act=OpenClosedSitting,
        rule_key="groups.closed",
        of=next_closed_sitting,
        quiet=quiet("sitting_open_already"),
    ),
)
