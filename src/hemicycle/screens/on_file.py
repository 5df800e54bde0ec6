"""What the secretariat has on file of those who speak, for sums that name nobody.

It comes from outside, beside the names, and is shown of nobody alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from hemicycle.procedure.kernel import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """What is on file of one member; what is empty or None is not known.

    `sex` and `is_young` are only what the person declares. `is_first` tells of the person, and
    `is_new` of the parliament, that no earlier session of this installation saw them.
    """

    groups: tuple[str, ...] = ()
    sex: str = ""
    is_young: bool = False
    is_first: bool | None = None
    is_new: bool | None = None


NOTHING = OnFile()


@dataclass(frozen=True, slots=True)
class Files:
    """What is on file of the members of a session, at one revision."""

    revision: int = 0
    members: Mapping[MemberId, OnFile] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, member: MemberId) -> OnFile:
        """What is on file of a member."""
        return self.members.get(member, NOTHING)


NO_FILES = Files()
