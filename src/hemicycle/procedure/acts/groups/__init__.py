"""Delegations join a geopolitical group and leave it."""

from hemicycle.procedure.acts.groups import join_group, leave_group
from hemicycle.procedure.kernel import Kind

KINDS: tuple[Kind, ...] = (join_group.KIND, leave_group.KIND)
