"""Instants as text: RFC 3339, UTC, always with milliseconds, so that text order is time order."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hemicycle.procedure.kernel import Instant

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


def written(instant: Instant) -> str:
    """Write an instant, as in `2026-03-02T05:00:00.000Z`."""
    moment = _EPOCH + instant * _MILLISECOND
    return moment.isoformat(timespec="milliseconds")[:-6] + "Z"


def read(text: str) -> Instant:
    """Read an instant that `written` has written; nothing else is accepted.

    Errors: ValueError
    """
    if _FORM.fullmatch(text):
        with suppress(ValueError):  # the 30th of February
            return Instant((datetime.fromisoformat(text) - _EPOCH) // _MILLISECOND)
    raise ValueError(f"{text!r} is not a time like 2026-03-02T05:00:00.000Z")


def on_clocks(at: Instant, zone: str) -> datetime:
    """An instant as the clocks of a time zone show it, to the second."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(ZoneInfo(zone))


def day_begins(day: str, zone: str) -> Instant:
    """When an ISO date begins on the clocks of a time zone."""
    midnight = datetime.combine(date.fromisoformat(day), time(), tzinfo=ZoneInfo(zone))
    return Instant(int(midnight.timestamp() * 1000))
