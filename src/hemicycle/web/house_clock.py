"""The time of a house: begun by the clock of its computer, and kept whatever is done to that clock.

A clock that is set while the house serves would end votes early or late. So the house goes on by
how long the computer has been on, which nobody sets, and says that the two differ. Between two
starts nothing else tells the time: a record that is ahead of the clock goes on from its last entry.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hemicycle.clerk import system_now
from hemicycle.clerk.state import SessionState
from hemicycle.journal import instants
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, Phrase
from hemicycle.web.bell import due
from hemicycle.web.house import Clock, House
from hemicycle.web.since_boot import on_for_ms

TOLD_FROM_MS = 2_000
LOOK_EVERY_S = 5.0
A_MINUTE_S = 60
mistakes = logging.getLogger("hemicycle.clock")


@dataclass(slots=True, eq=False)
class SystemClock:
    """The clock of this computer as it was at the start, going on by itself."""

    wall: Callable[[], Instant] = system_now
    steady: Callable[[], int] = on_for_ms
    rate_thousandths: int = 1000
    begun: int = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.wall() - self.steady()

    def now(self) -> Instant:
        """The time now."""
        return Instant(self.begun + self.steady())

    @property
    def off_ms(self) -> int:
        """By how much the clock of the computer was set since, forward."""
        return self.wall() - self.now()


COMPUTER = SystemClock()  # one for all processes of a house here: they are made after it


class Later(NamedTuple):
    """The clock of a session whose record was ahead of the computer at the start."""

    clock: Clock
    ahead_ms: int

    @property
    def rate_thousandths(self) -> int:
        """It runs as the computer's does."""
        return self.clock.rate_thousandths

    def now(self) -> Instant:
        """The time now, after everything that is recorded."""
        return Instant(self.clock.now() + self.ahead_ms)


class Overdue(NamedTuple):
    """A vote whose time was over when this machine began to record, at its start or a take-over."""

    session: SessionId
    division: int
    over_s: int
    is_taken_over: bool = False


def later_clocks(states: Mapping[SessionId, SessionState], clock: Clock) -> dict[SessionId, Clock]:
    """The clocks of the sessions whose record is ahead of the computer."""
    found: dict[SessionId, Clock] = {}
    for session, state in states.items():
        ahead_ms = last_of(state) - clock.now()
        if ahead_ms > 0:
            found[session] = Later(clock, ahead_ms)
    return found


def last_of(state: SessionState) -> Instant:
    """The time of the last that was recorded in a session, or lies in the box of an open vote."""
    recorded = instants.read(state.tail.recorded_at) if state.tail.recorded_at else Instant(0)
    return max(recorded, state.assembly.at, *times_in_boxes(state))


def times_in_boxes(state: SessionState) -> Iterator[Instant]:
    """When the ballots of open votes came, which no entry tells yet."""
    for number, division in state.assembly.divisions.items():
        if division.stage == "open" and number in state.boxes:
            box = state.boxes[number].box
            yield from (one.at for own in box.current.values() for one in own.values())
            yield from (one.at for own in box.desks.values() for one in own.values())


def overdue(house: House, *, is_taken_over: bool = False) -> list[Overdue]:
    """The votes whose time was over while nobody recorded; said in the log as well."""
    found, begun = [], "this machine took over" if is_taken_over else "the house was started"
    for session, state in house.clerk.states.items():
        clock = house.clock_of(session)
        if not isinstance(clock, SystemClock | Later):
            continue
        for act in due(house, session):
            number = state.assembly.bodies[act.body].division
            over_s = (clock.now() - state.assembly.divisions[number].closes_at) // 1000
            found.append(Overdue(session, number, over_s, is_taken_over))
            mistakes.error(
                "The time of vote %s in %s was over %s min before %s.",
                *(number, session, over_s // A_MINUTE_S, begun),
            )
    return found


def told(house: House, clock: SystemClock, late: Iterable[Overdue]) -> Iterator[tuple[str, Phrase]]:
    """What an operator has to know of the time, with its level."""
    off_ms = clock.off_ms
    if abs(off_ms) > TOLD_FROM_MS:
        key = "operation.clock_forward" if off_ms > 0 else "operation.clock_back"
        yield "bad", Phrase(key, off_s=abs(off_ms) // 1000)
    for session, state in house.clerk.states.items():
        is_its_own = not isinstance(house.clock_of(session), SystemClock | Later)
        behind_ms = last_of(state) - clock.wall()
        if behind_ms > TOLD_FROM_MS and off_ms > -TOLD_FROM_MS and not is_its_own:
            facts = {"behind_s": behind_ms // 1000, "text": session}
            yield "bad", Phrase("operation.clock_behind", **facts)
    for one in late:
        facts = {"division": one.division, "text": one.session, "over_s": one.over_s}
        key = "operation.closed_after_take_over" if one.is_taken_over else "operation.closed_late"
        yield "look", Phrase(key, **facts)


async def look_at_clock(clock: SystemClock = COMPUTER) -> None:
    """Say in the log whenever the clock of the computer is set, until cancelled."""
    said_ms = 0
    while True:
        off_ms = clock.off_ms
        if abs(off_ms - said_ms) > TOLD_FROM_MS:
            said_ms = off_ms
            mistakes.error(
                "The clock of this computer was set: it is %+.1f s off the time of the house,"
                " which goes on as it began. If it is right now, start the house again.",
                off_ms / 1000,
            )
        await asyncio.sleep(LOOK_EVERY_S)  # nothing tells a program that somebody set the clock
