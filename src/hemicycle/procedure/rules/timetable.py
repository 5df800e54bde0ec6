"""Which sitting of the programme a matter is set down for, and what was planned before it.

Article: agenda.timetable
"""

from hemicycle.procedure.assembly import Assembly, Body, ItemId, Slot, SlotId
from hemicycle.procedure.assembly.programme import SITTING
from hemicycle.procedure.kernel import Instant, OutOfOrder

HOUR_MS = 3_600_000
MINUTE_MS = 60_000
DAY_MS = 24 * HOUR_MS


def slot_named(assembly: Assembly, name: SlotId) -> Slot | None:
    """A place in the programme as its latest release has it; None where it has it no more."""
    last = assembly.programme[-1].slots if assembly.programme else ()
    return next((one for one in last if one.id == name), None)


def sitting_for(assembly: Assembly, body: Body, item: ItemId) -> Slot | None:
    """The sitting that an item is set down for; None while it is for none."""
    found = body.items.get(item)
    return slot_named(assembly, found.slot) if found and found.slot else None


def sitting_before(assembly: Assembly, sitting: Slot) -> Slot | None:
    """The sitting of the same body that is planned last before another."""
    last = assembly.programme[-1].slots if assembly.programme else ()
    earlier = [one for one in last if is_earlier(one, sitting)]
    return max(earlier, key=lambda one: one.ends_at, default=None)


def is_earlier(one: Slot, sitting: Slot) -> bool:
    """Whether a place in the programme is a sitting of the same body that ends before another."""
    is_own = one.body == sitting.body and one.kind == SITTING
    return is_own and one.ends_at <= sitting.begins_at


def day_of(sitting: Slot, first_day: Instant) -> int:
    """On which day of the session a sitting begins, 1 for the first.

    Note: a night on which the clocks are changed is an hour longer or shorter.
    """
    return (sitting.begins_at - first_day + HOUR_MS) // DAY_MS + 1


def require_sitting_slot(assembly: Assembly, body: Body, name: SlotId) -> Slot:
    """A sitting of the body in the programme.

    Out of order: the latest release has none of that name, or it is of something else.
    """
    slot = slot_named(assembly, name)
    if slot is None or slot.kind != SITTING or slot.body != body.id:
        raise OutOfOrder("agenda.timetable", "not_in_programme", name=name, title=body.title)
    return slot
