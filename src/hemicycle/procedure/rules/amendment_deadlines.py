"""Until when an amendment is received: until a day before the opening, or hours before a sitting.

Article: amendments.deadline_by, amendments.deadline_days, amendments.deadline_day_1,
amendments.deadline_day_2, amendments.deadline_later_days, amendments.sub_amendment_deadline,
amendments.deadline_waived_for
"""

from typing import NamedTuple

from hemicycle.procedure.assembly import Assembly, Body, Slot, Text
from hemicycle.procedure.assembly.urgent import URGENT
from hemicycle.procedure.kernel import Instant, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.timetable import MINUTE_MS, day_of, sitting_before, sitting_for

DAYS_BEFORE_OPENING, HOURS_BEFORE_SITTING = "days_before_opening", "hours_before_sitting"
DEADLINES = (DAYS_BEFORE_OPENING, HOURS_BEFORE_SITTING)
SECOND_DAY = 2
URGENT_PROCEDURE = "urgent_procedure"


class Deadline(NamedTuple):
    """From when an amendment comes too late, and by which rule."""

    at: Instant
    rule_key: str


def deadline_of(
    rules: Rulebook, assembly: Assembly, text: Text, *, first_day: Instant, is_sub: bool = False
) -> Deadline | None:
    """The deadline for amendments to a text, or for amendments to these; None where there is none.

    `first_day` is when the first day of the session begins where it meets. A time that was given
    with the text comes before what follows from the programme.
    """
    if text.closes_at:
        return Deadline(text.closes_at, "amendments.deadline_by")
    if rules.choice("amendments.deadline_by") != HOURS_BEFORE_SITTING:
        return None
    body = assembly.bodies[text.body]
    sitting = sitting_for(assembly, body, text.item)
    if sitting is None or is_waived(rules, body, text):
        return None
    before = sitting_before(assembly, sitting) if is_sub else None
    if before is not None:
        return earlier(before.ends_at, rules, "amendments.sub_amendment_deadline")
    return by_day(rules, sitting, first_day=first_day)


def is_waived(rules: Rulebook, body: Body, text: Text) -> bool:
    """Whether the rules ask for no deadline on such an item."""
    is_urgent = text.item in body.items and body.items[text.item].kind == URGENT
    return is_urgent and URGENT_PROCEDURE in rules.choices("amendments.deadline_waived_for")


def by_day(rules: Rulebook, sitting: Slot, *, first_day: Instant) -> Deadline:
    """The deadline of a sitting by the day of the session on which it begins."""
    day = day_of(sitting, first_day)
    if day == SECOND_DAY:
        hours, minutes = map(int, rules.choice("amendments.deadline_day_2").split(":"))
        at = Instant(first_day + (60 * hours + minutes) * MINUTE_MS)
        return Deadline(at, "amendments.deadline_day_2")
    of_later = "amendments.deadline_later_days" if day > SECOND_DAY else "amendments.deadline_day_1"
    return earlier(sitting.begins_at, rules, of_later)


def earlier(than: Instant, rules: Rulebook, rule_key: str) -> Deadline:
    """So much before an instant as a rule says."""
    return Deadline(Instant(than - rules.minutes(rule_key) * MINUTE_MS), rule_key)


def require_before(deadline: Deadline | None, *, at: Instant) -> None:
    """An amendment comes in time for the sitting in which its text is debated.

    Out of order: the deadline of that sitting is over.
    """
    if deadline is not None and at >= deadline.at:
        raise OutOfOrder(deadline.rule_key, "amendment_too_late", at=deadline.at)
