"""What is entered ahead of a sitting: what is set down for it, who sits in which group, changes."""

from hemicycle.procedure.kernel import Kind

from . import change_request, join_political_group, set_down_item

KINDS: tuple[Kind, ...] = (
    join_political_group.KIND,
    set_down_item.KIND,
    change_request.KIND,
)
