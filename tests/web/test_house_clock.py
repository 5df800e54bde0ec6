"""A clock that is set ends no vote early or late, turns no record back, and is told."""

import asyncio
import contextlib
import time
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from demo_house import demo_house
from page_reader import text_of
from test_limits import LOGIN, request_with
from test_watching import operator_of

from hemicycle.clerk import Asked, Done, system_now
from hemicycle.operation.settings import Settings
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store.memory import MemoryStore
from hemicycle.store.writer import FOLLOWS, Link, keep
from hemicycle.web import house_clock, http_sessions, running, since_boot
from hemicycle.web.bell import due
from hemicycle.web.house_clock import (
    COMPUTER,
    Later,
    SystemClock,
    last_of,
    later_clocks,
    look_at_clock,
    overdue,
    told,
)
from hemicycle.web.installation import Clocks
from hemicycle.web.second.running import SecondMachine
from properties.sittings import (
    NOON,
    SESSION,
    Room,
    open_session,
    open_sittings,
    seat_everybody,
)

SECOND, HOUR = 1_000, 3_600_000
PERIOD_S = 60


@dataclass
class Computer:
    """A computer whose clock somebody sets; how long it is on nobody does."""

    wall: int = NOON
    on: int = 5_000_000

    def later(self, ms):
        """Time passes."""
        self.wall += ms
        self.on += ms

    def started(self):
        """The clock of a house that is started now."""
        return SystemClock(wall=lambda: Instant(self.wall), steady=lambda: self.on)


class Follows:
    """The control: a clock that says whatever the computer says."""

    def __init__(self, computer):
        self.computer = computer

    def now(self):
        """What the computer says."""
        return Instant(self.computer.wall)


class HeldRoom(Room):
    """A session whose time is that of a house on a computer."""

    def __init__(self, computer, clock):
        self.computer, self.clock = computer, clock
        super().__init__(store=MemoryStore())

    @property
    def now(self):
        """The time of the house."""
        return self.clock.now()

    @now.setter
    def now(self, wanted):
        self.computer.later(max(0, wanted - self.clock.now()))

    @property
    def house(self):
        """The house, as the bell sees it."""
        return SimpleNamespace(clerk=self.clerk, clock_of=lambda _session: self.clock)

    def rings(self):
        """Whether the bell closes a vote now."""
        acts = due(self.house, SESSION)
        outcomes = self.clerk.take([Asked(SESSION, act) for act in acts])
        assert all(isinstance(one, Done) for one in outcomes)
        return bool(acts)


def held(kind=Computer.started):
    """A house with a vote of a minute open, and its computer."""
    computer = Computer()
    room = HeldRoom(computer, kind(computer))
    open_session(room, "ipu_assembly")
    seat_everybody(room)
    open_sittings(room)
    words = {"en": "Q"}
    room.done(PutQuestion, "o-president", title=words, yes_means=words, method="roll_call")
    room.done(OpenDivision, "o-president", period_s=PERIOD_S)
    return room, computer


def require_never_back(room):
    """The times of a record run on, each entry's and each recording's."""
    headers = [one.header for one in room.store.read(SESSION)]
    recorded = [one.recorded_at for one in headers]
    assert recorded == sorted(recorded)
    occurred = [one.occurred.value for one in headers if one.occurred.precision == "instant"]
    assert occurred == sorted(occurred)


def keys_of(room):
    """What the operator is told of the time."""
    return [(level, says.key) for level, says in told(room.house, room.clock, ())]


# While the house serves


@pytest.mark.parametrize(
    ("set_by", "said"),
    [(HOUR, "operation.clock_forward"), (-HOUR, "operation.clock_back")],
)
def test_a_clock_set_while_a_vote_is_open_ends_it_neither_early_nor_late(set_by, said):
    room, computer = held()
    opened = room.now
    assert keys_of(room) == []
    computer.later(10 * SECOND)
    computer.wall += set_by
    assert keys_of(room) == [("bad", said)]
    assert not room.rings()
    computer.later((PERIOD_S - 11) * SECOND)
    assert not room.rings()
    computer.later(2 * SECOND)
    assert room.rings()
    division = room.state.assembly.divisions[1]
    assert division.stage == "closed"
    assert opened + PERIOD_S * SECOND <= division.closed_at <= opened + (PERIOD_S + 2) * SECOND
    room.done(AskForFloor, "p-0001-1")
    require_never_back(room)


def test_the_control_a_house_that_follows_the_computer_ends_votes_early_and_late():
    room, computer = held(Follows)
    computer.wall += HOUR
    assert room.rings()  # at once
    room, computer = held(Follows)
    computer.wall -= HOUR
    computer.later((PERIOD_S + 5) * SECOND)
    assert not room.rings()  # and not for an hour
    require_never_back(room)


def test_a_clock_that_is_corrected_a_little_is_no_news():
    room, computer = held()
    for by in (900, -1_500):
        computer.wall += by
        assert keys_of(room) == []


# Between two starts


def restarted(room, computer):
    """The same record, served by a house that is started now."""
    again = HeldRoom.__new__(HeldRoom)
    again.__dict__.update(room.__dict__)
    begun = computer.started()
    again.clock = later_clocks(room.clerk.states, begun).get(SESSION, begun)
    again.clerk = again.restarted()
    return again, begun


def test_a_clock_an_hour_back_at_the_start_lets_the_vote_end_after_its_minute():
    room, computer = held()
    computer.later(10 * SECOND)
    room.done(AskForFloor, "p-0001-1")
    computer.wall -= HOUR
    last = last_of(room.state)
    again, begun = restarted(room, computer)
    assert isinstance(again.clock, Later)
    assert again.now == last  # not an hour before, and not standing still:
    computer.later((PERIOD_S - 15) * SECOND)
    assert not again.rings()
    computer.later(5 * SECOND)
    assert again.rings()
    require_never_back(again)
    [(level, says)] = told(again.house, begun, ())
    assert (level, says.key, says.facts["text"]) == ("bad", "operation.clock_behind", SESSION)
    assert says.facts["behind_s"] in range(3500, 3601)


def test_a_clock_an_hour_forward_at_the_start_closes_the_vote_and_says_so(caplog):
    room, computer = held()
    computer.later(10 * SECOND)
    assert overdue(room.house) == []
    computer.wall += HOUR
    again, begun = restarted(room, computer)
    late = overdue(again.house)
    assert [(one.session, one.division, one.over_s // 60) for one in late] == [(SESSION, 1, 59)]
    assert "The time of vote 1 in r1 was over 59 min before" in caplog.text
    [(level, says)] = told(again.house, begun, late)
    assert (level, says.key) == ("look", "operation.closed_late")
    assert again.rings()
    require_never_back(again)


# As it is served


def test_the_time_of_the_house_is_that_of_the_computer_and_goes_on_while_it_sleeps():
    assert abs(COMPUTER.now() - system_now()) < 2 * SECOND
    assert getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC) == since_boot.IS_ON
    one, two = SystemClock(), SystemClock()
    assert abs(one.now() - two.now()) < SECOND


async def it_has_looked():
    """Let the one who looks have its turn some times over, without any wait."""
    for _ in range(10):
        await asyncio.sleep(0)  # a turn of the loop


@pytest.mark.parametrize(("by", "said"), [(HOUR, "+3600.0 s"), (-HOUR, "-3600.0 s")])
def test_the_log_says_once_that_the_clock_was_set(caplog, monkeypatch, by, said):
    computer = Computer()
    clock = computer.started()
    monkeypatch.setattr(house_clock, "LOOK_EVERY_S", 0)

    async def a_while():
        looking = asyncio.ensure_future(look_at_clock(clock))
        await it_has_looked()
        assert caplog.text == ""
        computer.wall += by
        await it_has_looked()
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking

    asyncio.run(a_while())
    assert caplog.text.count("The clock of this computer was set") == 1
    assert said in caplog.text


def test_the_operator_reads_it_and_programs_count_it(tmp_path):
    with demo_house(tmp_path) as house:
        watch, client = house.server.application.watch, operator_of(house)
        assert "clock of this computer" not in text_of(client.get("/operator").text)
        computer = Computer()
        watch.clock = computer.started()
        computer.wall += HOUR
        for path, words in (
            ("", "set forward by 1 h 00 min while the house serves"),
            ("/fr", "a été avancée de"),
            ("/ar", "قُدّمت ساعة هذا الحاسوب"),
        ):
            assert words in text_of(client.get(f"{path}/operator").text)
        assert "hemicycle_clock_off_seconds 3600" in house.visitor().get("/metrics").text


def test_whoever_serves_a_house_looks_at_its_clock(tmp_path, monkeypatch):
    with demo_house(tmp_path) as house:
        served = house.server.application
        late = [house_clock.Overdue("lakes-1", n, 62 * 60, is_taken_over=n > 3) for n in (3, 4)]
        monkeypatch.setattr(running, "overdue", lambda _house: late)
        running.watched(served, tmp_path, settings=Settings(), store_at="", is_first=True)
        assert look_at_clock in served.background
        page = text_of(operator_of(house).get("/operator").text)
        over = "in lakes-1 was over 1 h 02 min before"
        assert f"The time of vote 3 {over} the house was started" in page
        assert f"The time of vote 4 {over} this machine took over" in page


def test_a_clock_set_back_leaves_no_seat_open_on_a_shared_tablet(monkeypatch):
    on, wall = [1000.0], [NOON / 1000]
    monkeypatch.setattr(http_sessions, "on_for_s", lambda: on[0])
    monkeypatch.setattr(http_sessions.time, "time", lambda: wall[0])
    sessions = http_sessions.HttpSessions("hemi")
    sessions.put("k", replace(LOGIN, tablets={SESSION: "t"}))
    sessions.act_as("k", SESSION, member="p-0001-1")
    on[0], wall[0] = on[0] + 60, wall[0] - 3600
    assert sessions.of(request_with("hemi=k")).seat(SESSION) == "p-0001-1"
    on[0] += http_sessions.ACTING_S
    assert sessions.of(request_with("hemi=k")).seat(SESSION) != "p-0001-1"


def test_a_clock_an_hour_back_at_the_start_goes_on_from_the_last_ballot():
    room, computer = held()
    computer.later(40 * SECOND)
    room.done(CastBallot, "p-0001-1", division=1, for_votes=10)
    computer.wall -= HOUR
    again, _ = restarted(room, computer)
    computer.later(10 * SECOND)
    assert not again.rings()
    computer.later(10 * SECOND)
    assert again.rings()  # and not with a whole minute more


class OfClocks(SystemClock):
    """The clock that the clocks of an installation give a session."""

    def __init__(self, clocks):
        self.clocks = clocks

    def now(self):
        """The time there."""
        return self.clocks.now(SESSION)


@pytest.mark.parametrize("by", [-HOUR, HOUR])
def test_a_second_machine_that_takes_over_keeps_the_time_of_the_record(tmp_path, caplog, by):
    room, computer = held()
    computer.wall += by
    clocks = Clocks(system=computer.started())
    room.clock = OfClocks(clocks)
    house = SimpleNamespace(
        clerk=room.clerk,
        clock_of=clocks.of,
        shut=True,
        queue=SimpleNamespace(closed="x"),
        opened_again=asyncio.Event(),
    )
    keep(tmp_path / FOLLOWS, Link(address="https://first.example", key="k" * 64))
    follower = SimpleNamespace(
        installation=SimpleNamespace(house=house, clocks=clocks),
        receiving=SimpleNamespace(store=room.store, show=lambda: None),
    )

    async def settled():
        """Nothing is being replaced."""

    follower.settled = settled
    machine = SecondMachine(follower, tmp_path, lambda _line: None)
    assert asyncio.run(machine.take_over("a try"))
    assert house.shut is None
    if by > 0:  # the vote is closed, and the operator reads why
        assert [one.division for one in machine.late] == [1]
        assert "min before this machine took over." in caplog.text
        [(_, says)] = told(house, computer.started(), machine.late)
        assert says.key == "operation.closed_after_take_over"
        return
    assert machine.late == []
    assert not due(house, SESSION)
    computer.later(PERIOD_S * SECOND)
    assert due(house, SESSION)  # and not an hour later
    require_never_back(room)
