"""Who is accredited: delegations with their votes, and persons with their offices."""

from dataclasses import dataclass, field
from typing import NewType

from hemicycle.procedure.kernel import Instant, MemberId

from .session import Words

DelegationId = NewType("DelegationId", str)
NO_DELEGATION = DelegationId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Those whom a parliament sends; `members` has the head first, and no adviser.

    `sorted_as` are its sorting keys by language, from which rolls take their order.
    Units: votes. `cause` says why a delegation has no vote, and is empty when it has one.
    `credentials` is how far the house has come with them where it decides on them itself: sent,
    challenged, ratified, not_ratified or limited, with the rights in `limits`.
    """

    id: DelegationId
    status: str
    votes: int
    has_vote: bool
    cause: str
    members: tuple[MemberId, ...]
    sorted_as: Words = field(default_factory=dict)
    credentials: str = "sent"
    limits: tuple[str, ...] = ()

    @property
    def head(self) -> MemberId:
        """The member who acts for the whole delegation."""
        return self.members[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One accredited person; `office` is empty for a delegate without one.

    `accredited_as` tells what somebody of a delegation is in it: delegate, adviser, ...
    `group` is the political group the person sits in, where the house has groups of persons.
    """

    id: MemberId
    delegation: DelegationId = NO_DELEGATION
    office: str = ""
    accredited_as: str = "delegate"
    is_withdrawn: bool = False
    group: str = ""

    @property
    def capacity(self) -> str:
        """In which office or status the person acts."""
        return self.office or self.accredited_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputisation:
    """For a time, `to` has the rights of `member` in a body, and `member` has none of them."""

    member: MemberId
    to: MemberId
    starts_at: Instant
    ends_at: Instant

    def is_in_force(self, at: Instant) -> bool:
        """Whether the rights have passed, at this moment."""
        return self.starts_at <= at < self.ends_at

    def overlaps(self, other: "Deputisation") -> bool:
        """Whether there is a moment in which both are in force."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at
