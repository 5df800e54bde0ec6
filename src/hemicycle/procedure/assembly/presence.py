"""Who stands in for whom, and what was asked for before a vote."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import Instant, MemberId

from .agenda import ItemId
from .credentials import DelegationId

NOTHING = ItemId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Whom a delegation has named for a seat, and when; `signed_in` the sitting of the signature.

    A sitting of number 0 is none: the register was not signed.
    """

    member: MemberId
    substitute: MemberId
    delegation: DelegationId
    designated_at: Instant
    signed_in: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """A check of the quorum: whether the house has voted for it, and who has marked presence."""

    is_granted: bool = False
    marked: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCalling:
    """Who asks for a roll call on an item, and whether they are enough."""

    item: ItemId = NOTHING
    asked: tuple[MemberId, ...] = ()
    is_granted: bool = False
