"""The programme: rooms and hours of sittings and breaks, as each numbered release gave them."""

from dataclasses import dataclass, field
from typing import NewType

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .floor import NOBODY
from .session import Words

SlotId = NewType("SlotId", str)
SITTING, EVENT, MEAL, PRAYER = "sitting", "event", "meal", "prayer"
SLOT_KINDS = (SITTING, EVENT, MEAL, PRAYER)
BREAKS = (MEAL, PRAYER)
NO_BODY = BodyId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room of the programme."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in the programme; it keeps its id in every release.

    `day` is the date on which it begins, on the clocks of the place: what goes on past midnight
    keeps it. `team` are the interpreters of `languages`. Of a closed sitting there is no title.
    """

    id: SlotId
    kind: str
    title: Words
    day: str
    begins_at: Instant
    ends_at: Instant
    body: BodyId = NO_BODY
    room: str = ""
    is_closed: bool = False
    languages: tuple[str, ...] = ()
    team: str = ""
    chair: MemberId = NOBODY

    def overlaps(self, other: "Slot") -> bool:
        """Whether there is a moment that is in both."""
        return self.begins_at < other.ends_at and other.begins_at < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The programme as it was published once: the whole of it, never what changed."""

    number: int
    at: Instant
    position: int
    rooms: tuple[Room, ...]
    slots: tuple[Slot, ...]
    clashes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotChange:
    """What became of a slot from one release to the next: `before` or `after` may be missing."""

    before: Slot | None
    after: Slot | None
    what: tuple[str, ...] = field(default=())

    @property
    def slot(self) -> Slot:
        """The slot as it is now, or as it last was."""
        found = self.after or self.before
        assert found is not None  # a change is of something
        return found
