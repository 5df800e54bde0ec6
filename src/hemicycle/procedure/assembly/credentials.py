"""Who is accredited: delegations with their votes, and persons with their offices."""

from dataclasses import dataclass
from typing import NewType

from hemicycle.procedure.kernel import MemberId

DelegationId = NewType("DelegationId", str)
NO_DELEGATION = DelegationId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Those whom a parliament sends; `members` has the head first, and no adviser.

    Units: votes. `cause` says why a delegation has no vote, and is empty when it has one.
    """

    id: DelegationId
    status: str
    votes: int
    has_vote: bool
    cause: str
    members: tuple[MemberId, ...]

    @property
    def head(self) -> MemberId:
        """The member who acts for the whole delegation."""
        return self.members[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One accredited person; `office` is empty for a delegate without one.

    `accredited_as` tells what somebody of a delegation is in it: delegate, adviser, ...
    """

    id: MemberId
    delegation: DelegationId = NO_DELEGATION
    office: str = ""
    accredited_as: str = "delegate"
    is_withdrawn: bool = False

    @property
    def capacity(self) -> str:
        """In which office or status the person acts."""
        return self.office or self.accredited_as
