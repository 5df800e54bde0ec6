"""Who speaks, since when and for how long, and who waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.replacing import replace

from .credentials import DelegationId

NOBODY = MemberId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody's place on a list: the number in the section, which nobody else ever gets.

    `number` is 0 until the lot has given one. `further` are other places of the same delegation
    that were taken with it, so that the time adds up. `missed` tells how often the call was vain;
    `for_group` is the political group that the person speaks for.
    """

    member: MemberId
    section: str = ""
    number: int = 0
    further: int = 0
    on_behalf_of: tuple[DelegationId, ...] = ()
    missed: int = 0
    for_group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapOffer:
    """Somebody would give the own place for one with a number between two others."""

    member: MemberId
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersList:
    """The members who wait to speak on one item, in their order.

    `digest` is that of the list as it was frozen for the drawing of lots; `used` are the places
    each delegation has taken, those who have spoken included; `highest` is the last number given
    in each section. `heard` are those who made their speech, `unheard` those who still waited
    when the debate was closed.
    """

    places: tuple[Listed, ...] = ()
    is_open: bool = True
    digest: str = ""
    seed: str = ""
    used: Mapping[DelegationId, int] = field(default_factory=dict)
    highest: Mapping[str, int] = field(default_factory=dict)
    offers: tuple[SwapOffer, ...] = ()
    heard: tuple[MemberId, ...] = ()
    unheard: tuple[MemberId, ...] = ()

    @property
    def waiting(self) -> tuple[MemberId, ...]:
        """Who waits, the next first."""
        return tuple(one.member for one in self.places)

    @property
    def is_drawn(self) -> bool:
        """Whether the lots have been drawn."""
        return bool(self.seed)

    @property
    def is_frozen(self) -> bool:
        """Whether it waits for the drawing of lots, and nothing about it may change."""
        return bool(self.digest) and not self.seed

    def of(self, member: MemberId) -> Listed | None:
        """The place of somebody who waits."""
        return next((one for one in self.places if one.member == member), None)

    def offer_of(self, member: MemberId) -> SwapOffer | None:
        """What somebody would exchange the own place for."""
        return next((one for one in self.offers if one.member == member), None)

    def with_place(self, listed: Listed, *, before: int) -> "SpeakersList":
        """The list with one more on it, at that place from the top."""
        places = (*self.places[: before - 1], listed, *self.places[before - 1 :])
        highest = max(listed.number, self.highest.get(listed.section, 0))
        return replace(self, places=places, highest={**self.highest, listed.section: highest})

    def in_order(self, order: Sequence[MemberId]) -> "SpeakersList":
        """The list with those who wait in another order."""
        by_member = {one.member: one for one in self.places}
        return replace(self, places=tuple(by_member[one] for one in order))

    def without(self, *members: MemberId) -> "SpeakersList":
        """The list without those who no longer wait, and without their offers."""
        return replace(
            self,
            places=tuple(one for one in self.places if one.member not in members),
            offers=tuple(one for one in self.offers if one.member not in members),
        )

    def with_used(self, delegation: DelegationId, places: int) -> "SpeakersList":
        """The list after a delegation has taken some places, or given some back."""
        if not delegation:
            return self
        return replace(self, used={**self.used, delegation: self.used.get(delegation, 0) + places})


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfOrder:
    """A claim that a rule is broken; until the ruling it comes before everything else."""

    member: MemberId
    rule: str
    raised_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The right to speak in one body.

    Units: seconds; `limit_s` 0 means that no limit applies; `spoken_s` is what the holder spoke
    before `since`, where a point of order interrupted; `grace_s` is what may follow the limit
    before the microphone may be cut; `paused` is the floor of whoever was interrupted.
    Note: an interrupted speaker does not hold the floor; it comes back with the ruling.
    """

    holder: MemberId = NOBODY
    purpose: str = "speech"
    since: Instant = Instant(0)
    limit_s: int = 0
    grace_s: int = 0
    spoken_s: int = 0
    is_called_to_order: bool = False
    point: PointOfOrder | None = None
    paused: "Floor | None" = None

    @property
    def interrupted(self) -> MemberId:
        """Who goes on to speak after the ruling."""
        return self.paused.holder if self.paused else NOBODY

    @property
    def interrupted_left_s(self) -> int:
        """Seconds that are left to whoever was interrupted; 0 where no limit applies."""
        return self.paused.limit_s if self.paused else 0

    @property
    def ends_at(self) -> Instant:
        """When the speaking time runs out, or 0 where no limit applies."""
        return Instant(self.since + 1000 * self.limit_s if self.limit_s else 0)

    @property
    def cut_from(self) -> Instant:
        """From when the microphone may be cut, or 0 where no limit applies."""
        return Instant(self.ends_at + 1000 * self.grace_s if self.limit_s else 0)

    @property
    def allowed_s(self) -> int:
        """Seconds the whole speech may last, what was spoken before an interruption included."""
        return self.limit_s + self.spoken_s if self.limit_s else 0

    def left_s(self, at: Instant) -> int:
        """Seconds left to the holder at an instant, never below zero."""
        return max(0, self.limit_s - (at - self.since) // 1000)

    def spoke_s(self, at: Instant) -> int:
        """Seconds the holder has spoken so far, without the interruptions."""
        return self.spoken_s + max(0, (at - self.since) // 1000)
