"""The player: a scenario goes on by its own clock, whoever sits in its seats. Nobody sleeps."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hemicycle.clerk import Asked, Clerk, ClerkQueue, Done
from hemicycle.demo.clock import ScenarioClock
from hemicycle.demo.player import OUT_OF_ORDER, TAKEN_OVER, Player
from hemicycle.demo.reading import read_scenario
from hemicycle.journal.instants import read
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.rulebooks import load
from hemicycle.store.memory import MemoryStore
from hemicycle.web.house import Clock

SECOND_NS = 1_000_000_000
TEN = read("2026-03-02T10:00:00.000Z")
ARVENIA, BOLTARA = MemberId("p-0006-1"), MemberId("p-0017-1")
TEXT = """rulebook: ipu_assembly
session:  Played
date:     2026-03-02
names:    demo/parliaments.csv
bodies:   plenary

10:00     Clerk      accepts the credentials of Arvenia
10:00     Clerk      accepts the credentials of Boltara
10:00     Clerk      calls the roll, all present
10:00:10  President  opens sitting 1
10:00:20  Arvenia    asks for the floor
10:00:20  Arvenia    asks for the floor  !  [speaking.order]
10:00:20  Boltara    asks for the floor
10:00:30  President  gives the floor to Arvenia
10:01     Arvenia    yields the floor
10:01:10  President  puts the question "Q" | "Q" meaning "Yes." | "Oui." by roll call
10:01:20  President  opens the division
10:01:30  ballots over 20 s:
  Arvenia    10 yes
  Arvenia/2  3 no
  Boltara    10 abstain
10:02     President  closes the division
10:02     Teller 1   reports the tally
10:02     President  declares the result
"""


@dataclass(slots=True)
class Steady:
    """A steady clock that moves when it is told to."""

    ns: int = 5_000 * SECOND_NS

    def __call__(self) -> int:
        """Its time."""
        return self.ns

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.ns += round(seconds * SECOND_NS)


@dataclass(slots=True)
class Stage:
    """A player with its clerk, on a clock that the test moves."""

    steady: Steady
    clerk: Clerk
    queue: ClerkQueue
    player: Player
    clocks: dict[SessionId, Clock] = field(default_factory=dict)

    @property
    def plenary(self):
        """The plenary of the session that is played."""
        return self.clerk.state(self.player.current).assembly.bodies[BodyId("plenary")]

    async def after_s(self, seconds: float) -> None:
        """Let time pass and the player do what is due."""
        self.steady.pass_s(seconds)
        await self.player.play_due()


def stage(folder: Path) -> Stage:
    """A player at the first line, its clock running."""
    path = folder / "played.minutes"
    path.write_text(TEXT, encoding="utf-8")
    steady, clocks = Steady(), {}
    clerk = Clerk(
        MemoryStore(),
        seed=bytes(32),
        load_rules=load,
        now=lambda session: clocks[session].now(),
        salt=lambda: bytes(16),
    )
    queue = ClerkQueue(clerk)
    player = Player(read_scenario(path), queue, clocks=clocks, load_rules=load, steady_ns=steady)
    player.resume()
    return Stage(steady, clerk, queue, player, clocks)


def played(folder: Path, scene: Callable[[Stage], Awaitable[None]]) -> None:
    """Play a scene of a test with the clerk at work."""

    async def play() -> None:
        now = stage(folder)
        at_work = asyncio.create_task(now.queue.run())
        try:
            await scene(now)
        finally:
            at_work.cancel()

    asyncio.run(play())


def test_each_act_is_done_at_its_time(tmp_path):
    async def scene(now: Stage) -> None:
        await now.after_s(0)
        assert now.plenary.sitting is None
        await now.after_s(9.9)
        assert now.plenary.sitting is None
        await now.after_s(0.1)
        assert now.plenary.sitting.opened_at == TEN + 10_000
        await now.after_s(20)
        assert now.plenary.floor.holder == ARVENIA
        assert now.plenary.floor.since == TEN + 30_000
        assert now.plenary.speakers_list.waiting == (BOLTARA,)
        assert list(now.player.skipped) == []

    played(tmp_path, scene)


def test_a_scenario_played_to_its_end_is_finished_and_whole(tmp_path):
    async def scene(now: Stage) -> None:
        for _ in range(130):
            assert not now.player.is_finished
            await now.after_s(1)
            if now.player.is_finished:
                break
        [division] = now.clerk.state(now.player.current).assembly.divisions.values()
        tally = division.tally
        assert (tally.for_votes, tally.against_votes, tally.abstention_votes) == (10, 3, 10)
        assert division.stage == "declared"
        assert list(now.player.skipped) == []
        assert now.player.clock.now() == TEN + 120_000
        assert now.player.next_line is None

    played(tmp_path, scene)


def test_a_seat_taken_over_is_left_to_its_visitor(tmp_path):
    async def scene(now: Stage) -> None:
        now.player.take_over(ARVENIA)
        await now.after_s(25)
        assert now.plenary.speakers_list.waiting == (BOLTARA,)
        [skipped] = now.player.skipped
        assert (skipped.cause, skipped.member) == (TAKEN_OVER, ARVENIA)
        assert skipped.text == "Arvenia  asks for the floor"
        assert skipped.at == TEN + 20_000
        asked = AskForFloor(
            act_id="by-hand",
            body=BodyId("plenary"),
            by=ARVENIA,
            capacity="",
            through="",
            at=Instant(0),
        )
        assert isinstance(await now.queue.ask(Asked(now.player.current, asked)), Done)
        now.player.give_back(ARVENIA)
        assert now.player.taken == frozenset()
        await now.after_s(35)
        assert now.plenary.floor.holder == ""
        assert now.plenary.speakers_list.waiting == (BOLTARA,)
        assert len(now.player.skipped) == 1

    played(tmp_path, scene)


def test_an_act_out_of_order_is_skipped_with_its_reason(tmp_path):
    async def scene(now: Stage) -> None:
        now.player.take_over(MemberId("o-president"))
        await now.after_s(60)
        causes = [(one.text, one.cause) for one in now.player.skipped]
        assert causes == [
            ("President  opens sitting 1", TAKEN_OVER),
            ("Arvenia  asks for the floor", OUT_OF_ORDER),
            ("Boltara  asks for the floor", OUT_OF_ORDER),
            ("President  gives the floor to Arvenia", TAKEN_OVER),
            ("Arvenia  yields the floor", OUT_OF_ORDER),
        ]
        refusal = now.player.skipped[1].refusal
        assert (refusal.rule_key, refusal.reason_key) == ("sitting.open", "no_sitting")
        assert now.player.skipped[0].refusal is None

    played(tmp_path, scene)


def test_a_paused_session_stands_still(tmp_path):
    async def scene(now: Stage) -> None:
        await now.after_s(5)
        now.player.pause()
        await now.after_s(3600)
        assert now.plenary.sitting is None
        assert now.player.clock.now() == TEN + 5_000
        now.player.resume()
        await now.after_s(5)
        assert now.plenary.sitting.opened_at == TEN + 10_000

    played(tmp_path, scene)


def test_speed_holds_from_where_it_is_changed(tmp_path):
    async def scene(now: Stage) -> None:
        await now.after_s(5)
        now.player.set_speed(10)
        await now.after_s(2.5)
        assert now.player.clock.now() == TEN + 30_000
        assert now.plenary.floor.holder == ARVENIA
        with pytest.raises(ValueError, match="a speed is a whole number from 1, not 0"):
            now.player.set_speed(0)

    played(tmp_path, scene)


def test_fast_forward_does_everything_at_its_own_time(tmp_path):
    async def scene(now: Stage) -> None:
        await now.player.fast_forward(Instant(TEN + 60_000))
        assert now.player.clock.now() == TEN + 60_000
        assert now.plenary.floor.holder == ARVENIA
        written = now.clerk.history[now.player.current]
        [given] = [one.entry for one in written if isinstance(one.entry, FloorGiven)]
        assert given.at == TEN + 30_000
        await now.player.play_due()
        assert now.plenary.floor.holder == ""

    played(tmp_path, scene)


def test_play_again_is_a_session_of_its_own(tmp_path):
    async def scene(now: Stage) -> None:
        await now.player.fast_forward(Instant(TEN + 3_600_000))
        assert now.player.is_finished
        now.player.take_over(ARVENIA)
        first = now.player.current
        size = now.clerk.state(first).tail.position
        assert await now.player.play_again() == "played-2"
        assert (now.player.current, first) == ("played-2", "played")
        assert now.player.clock.now() == TEN
        assert (list(now.player.skipped), now.player.taken) == ([], frozenset())
        await now.after_s(20)
        assert now.plenary.speakers_list.waiting == (ARVENIA, BOLTARA)
        assert now.clerk.state(first).tail.position == size
        assert now.clocks[first].now() == TEN + 3_600_000
        assert now.clerk.state(SessionId("played-2")).assembly.session.id == "played-2"

    played(tmp_path, scene)


def test_a_record_left_by_an_earlier_run_is_not_continued(tmp_path):
    async def scene(now: Stage) -> None:
        await now.after_s(1)
        later = Player(
            now.player.scenario, now.queue, clocks=now.clocks, load_rules=load, steady_ns=now.steady
        )
        assert later.current == "played-2"

    played(tmp_path, scene)


def test_go_on_by_hand_leaves_the_rest_of_the_script(tmp_path):
    async def scene(now: Stage) -> None:
        now.player.set_speed(30)
        await now.after_s(0.4)
        await now.player.go_on_by_hand()
        assert now.player.is_finished
        assert now.player.clock.rate == 1
        await now.after_s(60)
        assert now.plenary.floor.holder == ""
        assert now.player.clock.now() == TEN + 72_000

    played(tmp_path, scene)


def test_running_plays_what_is_due_and_then_waits(tmp_path):
    async def scene(now: Stage) -> None:
        changed = asyncio.Event()
        now.clerk.announce = lambda _change: changed.set()

        async def recorded(count: int) -> None:
            while len(now.clerk.history.get(now.player.current, ())) < count:
                changed.clear()
                await changed.wait()

        running = asyncio.create_task(now.player.run())
        now.steady.pass_s(20)
        await recorded(15)
        assert now.plenary.speakers_list.waiting == (ARVENIA, BOLTARA)
        assert now.plenary.floor.holder == ""
        now.steady.pass_s(3600)
        now.player.resume()  # wakes the player, which then finds that everything is due
        await recorded(22)
        assert now.clerk.state(now.player.current).assembly.decisions[1].outcome == "adopted"
        assert not running.done()
        running.cancel()

    played(tmp_path, scene)


def test_the_clock_never_runs_back():
    steady = Steady()
    clock = ScenarioClock(TEN, steady_ns=steady)
    assert (clock.now(), clock.rate, clock.wait_s(Instant(TEN + 1000))) == (TEN, 0, None)
    clock.resume()
    clock.set_speed(5)
    steady.pass_s(2)
    assert clock.now() == TEN + 10_000
    assert clock.wait_s(Instant(TEN + 20_000)) == 2.0
    assert clock.wait_s(TEN) == 0.0
    clock.move_to(TEN)
    assert clock.now() == TEN + 10_000
    clock.move_to(Instant(TEN + 60_000))
    assert clock.now() == TEN + 60_000
    clock.pause()
    clock.pause()
    steady.pass_s(2)
    assert (clock.now(), clock.rate_thousandths) == (TEN + 60_000, 0)
