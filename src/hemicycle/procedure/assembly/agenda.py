"""Agenda items and how far each has come."""

from dataclasses import dataclass
from typing import NewType

from hemicycle.procedure.kernel import Instant

from .programme import SlotId
from .session import Words
from .urgent import Delay

NO_SLOT = SlotId("")
ItemId = NewType("ItemId", str)

GENERAL_DEBATE = "general_debate"
CURRENT_AFFAIRS = "current_affairs"  # a debate at whose end nothing is decided
KINDS = (GENERAL_DEBATE, CURRENT_AFFAIRS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One matter on a body's agenda.

    `stage` is placed, taken_up, adjourned, concluded or carried_over; `kind` is general_debate
    for an item whose list of speakers has its own rules, current_affairs, or urgent;
    `carried_from` is the session that left the item over, under the same number. `slot` is the
    sitting of the programme for which it is set down, where it is for one. `report_at` is when the
    report on it was distributed, 0 before; `delay` says who asks to put its debate off, where
    somebody does. `taken_up_at` is when its debate began, 0 before that.
    """

    id: ItemId
    title: Words
    stage: str = "placed"
    kind: str = ""
    carried_from: str = ""
    slot: SlotId = NO_SLOT
    report_at: Instant = Instant(0)
    delay: Delay | None = None
    taken_up_at: Instant = Instant(0)

    @property
    def is_over(self) -> bool:
        """Whether this session does no more with it."""
        return self.stage in ("concluded", "carried_over")
