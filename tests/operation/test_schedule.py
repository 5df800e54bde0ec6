"""Backups by the clock: when they are due, what is kept, what is told when they fail."""

import asyncio

import pytest

from hemicycle.operation import schedule
from hemicycle.operation.names import backups_in, taken_at
from hemicycle.operation.schedule import Backups, Wish
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.erasures import KEPT, LIST, read_list

from .houses import NOW, small_house

MINUTE = 60_000


@pytest.fixture
def backups(tmp_path):
    """Backups of a small house every ten minutes, the latest three."""
    house = small_house(tmp_path / "data")
    KEPT.places = [house / LIST]
    wish = Wish(folder=house, to=tmp_path / "backups", every_min=10, keep=3)
    yield Backups(wish)
    KEPT.places = []


def at(minutes):
    """So many minutes later."""
    return Instant(NOW + minutes * MINUTE)


def test_they_are_due_at_once_and_then_after_the_pause(backups):
    assert backups.is_due(at(0))
    backups.take(at(0))
    assert (backups.last_at, backups.failure) == (at(0), "")
    assert [backups.is_due(at(n)) for n in (1, 9, 10)] == [False, False, True]
    assert not Backups().is_due(at(0))


def test_the_latest_are_kept_and_found_again_at_the_next_start(backups):
    for n in range(0, 60, 10):
        backups.take(at(n))
    assert len(backups_in(backups.wish.to)) == 3
    again = Backups(backups.wish)
    again.look()
    assert again.last_at == at(50)
    assert again.last_size > 1000


def test_a_clock_that_jumps_stops_no_backups(backups):
    backups.take(at(60))
    assert backups.is_due(at(0))  # an hour back
    assert backups.is_due(at(120))
    backups.take(at(0))
    assert not backups.is_due(at(1))


def test_what_fails_is_told_tried_sooner_and_over_once_it_works(backups, tmp_path, caplog):
    backups.take(at(0))
    backups.wish.to.rename(tmp_path / "away")
    backups.wish.to.write_text("a file where the folder was")
    backups.take(at(10))
    backups.take(at(15))
    assert "exists" in backups.failure
    assert backups.failing_since == at(10)
    assert backups.failure in caplog.text
    assert [backups.is_due(at(n)) for n in (16, 20)] == [False, True]
    assert backups.is_late(at(21))
    backups.wish.to.unlink()
    (tmp_path / "away").rename(backups.wish.to)
    backups.take(at(20))
    assert (backups.failure, backups.failing_since) == ("", None)
    assert not backups.is_late(at(21))


def test_erasures_are_noted_beside_the_backups_from_then_on(backups):
    KEPT.note("words", session="s-1", number=1)  # before the stick was there
    backups.take(at(0))
    KEPT.note("person", number=2)
    beside = read_list(backups.wish.to / LIST)
    assert [one.number for one in beside] == [1, 2]


def test_the_process_that_serves_takes_them(backups, monkeypatch):
    backups.wish.to.mkdir()
    monkeypatch.setattr(schedule, "LOOK_EVERY_S", 0.01)

    taken = asyncio.Event()
    monkeypatch.setattr(
        Backups, "take", lambda _self, _now: loop[0].call_soon_threadsafe(taken.set)
    )
    loop = []

    async def a_while():
        loop.append(asyncio.get_running_loop())
        running = asyncio.ensure_future(schedule.run(backups, lambda: at(0)))
        async with asyncio.timeout(20):
            await taken.wait()
        running.cancel()

    asyncio.run(a_while())
    assert (backups.wish.to / LIST).exists()


def test_backups_of_a_clock_that_ran_ahead_take_no_place_from_those_of_now(backups):
    for n in (5000, 5010, 5020):
        backups.take(at(n))
    for n in (0, 10, 20, 30):  # the clock was set right
        backups.take(at(n))
        assert at(n) in [taken_at(one) for one in backups_in(backups.wish.to)]
    assert [taken_at(one) for one in backups_in(backups.wish.to)] == [at(10), at(20), at(30)]
