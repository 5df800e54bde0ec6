"""Which delegations are in which geopolitical group, from when to when."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import BodyId, Instant

from .credentials import DelegationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One delegation in one group; `body` is the group, `group` what elections call it.

    `since_on` is the day that the group gives for it, which may lie years before the session; it
    was put on record at `joined_at`. `left_at` is 0 while the delegation is a member.
    """

    body: BodyId
    group: str
    delegation: DelegationId
    since_on: str
    joined_at: Instant
    left_at: Instant = Instant(0)

    @property
    def is_over(self) -> bool:
        """Whether the delegation has left."""
        return bool(self.left_at)

    def is_in_force(self, at: Instant) -> bool:
        """Whether the record has the delegation as a member at a moment."""
        return self.joined_at <= at and not (self.left_at and self.left_at <= at)
