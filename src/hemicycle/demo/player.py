"""Plays a scenario live: each scripted act at its time, while visitors may sit in any seat.

A scripted act is skipped when its seat is taken over or the act has become out of order; it is
kept with its reason, so that the page can say so.
"""

import asyncio
from collections.abc import Callable, Container, MutableMapping, Sequence
from dataclasses import dataclass, field

from hemicycle.clerk import Asked, ClerkQueue, Failed, Refused
from hemicycle.demo.clock import ScenarioClock
from hemicycle.demo.scenario import Line, Scenario
from hemicycle.demo.staging import acts, script
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.web.house import Clock

TAKEN_OVER, OUT_OF_ORDER, NOT_RECORDED = "taken_over", "out_of_order", "not_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A scripted act that was not done: `cause` is taken_over, out_of_order or not_recorded."""

    number: int
    text: str
    at: Instant
    member: MemberId
    cause: str
    refusal: OutOfOrder | None = None


@dataclass(slots=True)
class Round:
    """One playing of the scenario, in a session of its own; `played` lines are behind us."""

    session: SessionId
    clock: ScenarioClock
    played: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    taken: set[MemberId] = field(default_factory=set)


class Player:
    """Keeps one scenario playing, round after round.

    `clocks` is the table in which the house finds the clock of a session; every round enters
    its own there. `steady_ns` is a clock that never runs back.
    """

    def __init__(
        self,
        scenario: Scenario,
        queue: ClerkQueue,
        *,
        clocks: MutableMapping[SessionId, Clock],
        load_rules: Callable[[str], Rulebook],
        steady_ns: Callable[[], int],
    ) -> None:
        self.scenario = scenario
        self.lines = [n for n in script(scenario) if isinstance(n, Line) and n.expected is None]
        self._queue, self._clocks, self._steady_ns = queue, clocks, steady_ns
        self._rules = load_rules(scenario.header.rulebook)
        self._changed = asyncio.Event()
        self._playing = asyncio.Lock()
        self.round = self._new_round(speed=1)

    @property
    def current(self) -> SessionId:
        """The session that is played now."""
        return self.round.session

    @property
    def clock(self) -> ScenarioClock:
        """The clock of the session that is played now."""
        return self.round.clock

    @property
    def skipped(self) -> Sequence[Skipped]:
        """What was not done in this round, and why."""
        return self.round.skipped

    @property
    def taken(self) -> frozenset[MemberId]:
        """Whose seats are taken over by visitors."""
        return frozenset(self.round.taken)

    @property
    def is_finished(self) -> bool:
        """Whether every line of the script is behind us."""
        return self.round.played >= len(self.lines)

    @property
    def next_line(self) -> Line | None:
        """What the script has coming."""
        return None if self.is_finished else self.lines[self.round.played]

    def pause(self) -> None:
        """Let the session's time stand still."""
        self.clock.pause()
        self._changed.set()

    def resume(self) -> None:
        """Let the session go on."""
        self.clock.resume()
        self._changed.set()

    def set_speed(self, speed: int) -> None:
        """Play faster or slower.

        Errors: ValueError
        """
        self.clock.set_speed(speed)
        self._changed.set()

    def take_over(self, member: MemberId) -> None:
        """A visitor sits in a seat: what the script has for it is skipped from here on."""
        self.round.taken.add(member)

    def give_back(self, member: MemberId) -> None:
        """The script acts for the seat again."""
        self.round.taken.discard(member)

    async def play_again(self) -> SessionId:
        """Begin anew in a fresh session; the record of the round before stays as it is."""
        async with self._playing:
            self.clock.pause()
            self.round = self._new_round(speed=self.clock.speed)
        self.resume()
        return self.current

    async def fast_forward(self, until: Instant) -> None:
        """Play at once all that comes before a time, each act at its own time."""
        async with self._playing:
            while (line := self.next_line) is not None and line.at < until:
                self.clock.move_to(line.at)
                await self._play_next()
            self.clock.move_to(until)
        self._changed.set()

    async def go_on_by_hand(self) -> None:
        """Leave the rest of the script; the clock goes on as clocks do."""
        async with self._playing:
            self.round.played = len(self.lines)
            self.clock.set_speed(1)
        self.resume()

    async def play_due(self) -> None:
        """Do what the script has for now and before."""
        async with self._playing:
            while (line := self.next_line) is not None and line.at <= self.clock.now():
                await self._play_next()

    async def run(self) -> None:
        """Play until cancelled; at the end of a round, wait for what the visitors choose."""
        while True:
            self._changed.clear()
            await self.play_due()
            line = self.next_line
            wait_s = self.clock.wait_s(line.at) if line else None
            try:
                await asyncio.wait_for(self._changed.wait(), wait_s)
            except TimeoutError:
                continue

    def _new_round(self, *, speed: int) -> Round:
        """A round in a session that has no record yet, its clock standing at the first line."""
        session = fresh_session(self.scenario.header.session, self._queue.clerk.states)
        clock = ScenarioClock(self.scenario.starts_at, steady_ns=self._steady_ns, speed=speed)
        self._clocks[session] = clock
        return Round(session, clock)

    async def _play_next(self) -> None:
        """Do the next line, and with it the ballots of the same moment."""
        lines = self._next_lines()
        acted: list[tuple[Line, Act]] = []
        for line in lines:
            if line.actor in self.round.taken:
                self._skip(line, TAKEN_OVER)
            else:
                acted += [(line, act) for act in self._acts(line)]
        asked = [self._queue.ask(Asked(self.current, act)) for _, act in acted]
        for (line, _), outcome in zip(acted, await asyncio.gather(*asked), strict=True):
            if isinstance(outcome, Refused):
                self._skip(line, OUT_OF_ORDER, refusal=outcome.refusal)
            elif isinstance(outcome, Failed):
                self._skip(line, NOT_RECORDED)
        self.round.played += len(lines)

    def _next_lines(self) -> list[Line]:
        """The next line; or all ballots that are due, which need not wait for one another."""
        first, *rest = self.lines[self.round.played :]
        if first.spoken.act is not CastBallot:
            return [first]
        now, due = self.clock.now(), [first]
        for line in rest:
            if line.spoken.act is not CastBallot or line.at > now:
                break
            due.append(line)
        return due

    def _acts(self, line: Line) -> list[Act]:
        """What a line asks for, as the session stands."""
        state = self._queue.clerk.state(self.current)
        return acts(
            line,
            self.scenario,
            assembly=state.assembly,
            rules=state.rules or self._rules,
            session=self.current,
        )

    def _skip(self, line: Line, cause: str, *, refusal: OutOfOrder | None = None) -> None:
        """Keep what is not done, with its reason."""
        self.round.skipped.append(
            Skipped(
                number=line.number,
                text=line.text,
                at=line.at,
                member=line.actor,
                cause=cause,
                refusal=refusal,
            )
        )


def fresh_session(name: SessionId, known: Container[str]) -> SessionId:
    """The name of a round: rehearsal-150, then rehearsal-150-2 and so on."""
    if name not in known:
        return name
    number = 2
    while f"{name}-{number}" in known:
        number += 1
    return SessionId(f"{name}-{number}")
