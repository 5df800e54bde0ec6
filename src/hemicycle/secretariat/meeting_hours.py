"""Hours at which several delegations could meet: quarters of an hour that clash with nothing."""

from collections.abc import Iterator, Sequence

from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.meeting import MINUTE_MS, Meeting, Span, overlap

QUARTER_MS = 15 * MINUTE_MS
NOTICE_MS = 10 * MINUTE_MS  # nobody is asked to be somewhere at once


def free_hours(
    meeting: Meeting, *, days: Sequence[Span], busy: Sequence[Span], now: Instant
) -> list[Instant]:
    """When a meeting could begin: within the days and every side's hours, and nobody engaged.

    `days` are the hours of each day at which anybody meets at all.
    """
    asked = [wish.hours for wish in meeting.wishes.values() if wish.hours]
    length = meeting.minutes * MINUTE_MS
    return [
        start
        for start in quarters(days, length=length, after=now + NOTICE_MS)
        if all(any(holds(one, start, length=length) for one in hours) for hours in asked)
        and not any(overlap((start, start + length), one) for one in busy)
    ]


def quarters(days: Sequence[Span], *, length: int, after: int) -> Iterator[Instant]:
    """Each quarter of an hour of the days, as long as a meeting that begins then fits in."""
    for begins, ends in days:
        start = max(begins, -(-after // QUARTER_MS) * QUARTER_MS)
        while start + length <= ends:
            yield Instant(start)
            start += QUARTER_MS


def holds(span: Span, start: int, *, length: int) -> bool:
    """Whether a meeting that begins at a moment lies within."""
    return span[0] <= start and start + length <= span[1]


def of_others(meetings: Sequence[Meeting], meeting: Meeting) -> list[Span]:
    """When the sides of a meeting have others, fixed or with an hour that they have confirmed."""
    return [
        one.span
        for one in meetings
        if one.id != meeting.id
        and not one.is_off
        and one.start
        and set(one.confirmed) & set(meeting.wishes)
    ]
