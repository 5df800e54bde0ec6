"""Who speaks, since when and for how long, and who waits."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import Instant, MemberId

NOBODY = MemberId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersList:
    """The members who wait to speak on one item, in their order."""

    waiting: tuple[MemberId, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfOrder:
    """A claim that a rule is broken; until the ruling it comes before everything else."""

    member: MemberId
    rule: str
    raised_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The right to speak in one body.

    Units: seconds; `limit_s` 0 means that no limit applies.
    Note: an interrupted speaker does not hold the floor; it comes back with the ruling.
    """

    holder: MemberId = NOBODY
    purpose: str = "speech"
    since: Instant = Instant(0)
    limit_s: int = 0
    interrupted: MemberId = NOBODY
    interrupted_left_s: int = 0
    point: PointOfOrder | None = None

    @property
    def ends_at(self) -> Instant:
        """When the speaking time runs out, or 0 where no limit applies."""
        return Instant(self.since + 1000 * self.limit_s if self.limit_s else 0)

    def left_s(self, at: Instant) -> int:
        """Seconds left to the holder at an instant, never below zero."""
        return max(0, self.limit_s - (at - self.since) // 1000)
