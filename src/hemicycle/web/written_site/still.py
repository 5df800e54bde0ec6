"""The clock of a house that is written as files: it stands where something last became public.

So the same record gives the same pages, whenever they are written.
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.web.house import House

HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that stands still."""

    at: Instant
    rate_thousandths: int = 0

    def now(self) -> Instant:
        """The moment at which it stands."""
        return self.at


def stand_still(house: House, now: Instant) -> None:
    """Let the clock of each session stand at the last moment that matters to its pages."""
    clocks = {one: StandingClock(last_moment(house, one, now=now)) for one in house.clerk.states}
    house.clock_of = clocks.__getitem__


def last_moment(house: House, session: SessionId, *, now: Instant) -> Instant:
    """The last entry, the last press item that came out, or the last full hour.

    Note: the hour is for what ends by itself, as the time to ask for corrections does.
    """
    assembly = house.clerk.state(session).assembly
    out = [one for one in house.press_room_of(session).moments if one <= now]
    return Instant(max(assembly.at, now - now % HOUR_MS, *out[-1:]))
