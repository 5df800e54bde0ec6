"""What a scenario may ask of geopolitical groups."""

from collections.abc import Callable, Mapping

from hemicycle.procedure.rules.groups import members_of
from hemicycle.screens.view import View


def members(view: View) -> str:
    """The delegations that are in the group now."""
    return ", ".join(members_of(view.assembly, view.body, at=view.at)) or "nobody"


GROUP_FACTS: Mapping[str, Callable[[View], str]] = {"members": members}
