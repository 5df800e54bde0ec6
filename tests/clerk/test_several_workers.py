"""Two workers on one record: each decides on what the other wrote, and hears of it."""

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from hemicycle.clerk import Clerk, ClerkQueue, Done, Failed, Refused
from hemicycle.clerk.following import follow_others
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store.postgres import PostgresStore
from properties.judge import require_same
from properties.sittings import SESSION, Room

from .desk import LONGEST_WAIT_S, answers, at_once, queue_of, voting_room


@pytest.fixture
def room(postgres):
    """A worker with a division open."""
    store = postgres.store()
    yield voting_room(store)
    store.close()


def second_worker(postgres, room, **options):
    """Another worker of the same record, whose acts have ids of their own."""
    other = Room(store=postgres.store(room.store.schema), now=room.now, **options)
    other.act_id = lambda: f"other-{next(other._ids)}"
    return other


@pytest.fixture
def other(postgres, room):
    worker = second_worker(postgres, room)
    yield worker
    worker.store.close()


def ballot(room, member, **fields):
    """A ballot for all the votes of a delegation."""
    return room.act(CastBallot, member, division=1, for_votes=10, **fields)


def closing(room):
    """The end of the voting."""
    return room.act(CloseDivision, "o-president")


def one(room, asked):
    """What comes of one act."""
    [outcome] = room.clerk.take([asked])
    return outcome


def require_one_record(*rooms):
    """Every worker, and one that comes in fresh, holds the same."""
    for room in rooms:
        room.clerk.catch_up([SESSION])
        require_same(room.state, room.restarted().state(SESSION))
    first, second = rooms
    assert first.state.tail == second.state.tail
    assert first.state.boxes == second.state.boxes
    assert first.clerk.root(SESSION) == second.clerk.root(SESSION)
    assert len(first.clerk.history[SESSION]) == first.state.tail.position


def test_a_ballot_that_the_other_worker_took_is_counted(room, other):
    receipt = one(other, ballot(other, "p-0002-1")).receipt
    assert isinstance(one(room, closing(room)), Done)
    assert room.assembly.divisions[1].tally.for_votes == 10
    assert room.state.boxes[1].hash_of(receipt.number) == receipt.hash
    require_one_record(room, other)


def test_no_ballot_falls_into_a_box_that_the_other_worker_closed(room, other):
    assert isinstance(one(room, closing(room)), Done)
    refusal = one(other, ballot(other, "p-0002-1"))
    assert isinstance(refusal, Refused)
    assert room.store.ballots(SESSION, 1) == []
    require_one_record(room, other)


class Unaware(Clerk):
    """The mistake all this is about: a worker that decides on what it knew before."""

    def catch_up(self, sessions):
        """Believe that nobody else was here."""


def test_a_worker_that_does_not_catch_up_is_found_out(postgres, room):
    unaware = second_worker(postgres, room, clerk_type=Unaware)
    one(room, ballot(room, "p-0002-1"))
    assert isinstance(one(unaware, closing(unaware)), Done)
    room.clerk.catch_up([SESSION])
    assert room.assembly.divisions[1].tally.for_votes == 0  # though its receipt was handed out
    unaware.store.close()


def test_who_is_overtaken_without_a_lock_catches_up_and_decides_again(room, other, monkeypatch):
    monkeypatch.setattr(PostgresStore, "hold", begin_without_lock)
    monkeypatch.setattr(Clerk, "catch_up", Unaware.catch_up)
    number = len(room.clerk.history[SESSION])
    assert isinstance(one(room, item(room, "x-1")), Done)
    assert isinstance(one(other, item(other, "x-2")), Done)
    monkeypatch.undo()
    require_one_record(room, other)
    assert len(room.clerk.history[SESSION]) == number + 2


def begin_without_lock(store, _sessions):
    """Open the transaction, and wait for nobody."""
    store.writing.execute("BEGIN")


def item(room, name):
    """An item for the agenda."""
    return room.act(PlaceItem, "o-sg", item=name, title={"en": name})


def test_the_same_press_on_both_workers_is_one_act(room, other):
    first = one(room, ballot(room, "p-0002-1", act_id="press"))
    again = one(other, ballot(other, "p-0002-1", act_id="press"))
    assert again.is_repeated
    assert again.receipt == first.receipt
    asked = room.act(AskForFloor, "p-0003-1", act_id="floor")
    assert one(other, asked).positions == one(room, asked).positions


def test_two_workers_at_once_keep_one_record(room, other):
    def press(room):
        for number in range(25):
            asked = [
                item(room, f"{room.act_id()}-item"),
                ballot(room, f"p-000{1 + number % 3}-1"),
            ]
            assert [type(outcome) for outcome in room.clerk.take(asked)] == [Done, Done]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, (room, other)))
    require_one_record(room, other)
    assert room.state.boxes[1].box.received == 50


def test_queues_of_two_workers_take_turns(room, other):
    async def both():
        async with queue_of(room) as one_queue, queue_of(other) as other_queue:
            return await asyncio.gather(
                answers(one_queue, [ballot(room, "p-0002-1") for _ in range(40)]),
                answers(other_queue, [ballot(other, "p-0003-1") for _ in range(40)]),
            )

    outcomes = [one for served in asyncio.run(both()) for one in served]
    assert all(isinstance(one, Done) for one in outcomes)
    assert sorted(one.receipt.number for one in outcomes) == list(range(1, 81))
    require_one_record(room, other)


def test_a_batch_that_only_repeats_or_is_refused_gives_the_session_back(room, other):
    asked = ballot(room, "p-0002-1", act_id="press")
    [first] = at_once(room, [asked])
    [again] = at_once(room, [asked])
    assert again.is_repeated
    other.store.writing.execute("SET lock_timeout = '1s'")
    assert isinstance(one(other, closing(other)), Done)
    assert isinstance(first, Done)


# Who listens


def listeners(postgres):
    """The numbers of the connections that listen."""
    rows = postgres.run("SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    return [pid for (pid,) in rows]


@contextlib.asynccontextmanager
async def following(postgres, room):
    """A worker that does nothing but listen, and what it announces."""
    changes = asyncio.Queue()
    room.clerk.announce = changes.put_nowait
    task = asyncio.create_task(follow_others(ClerkQueue(room.clerk)))
    async with asyncio.timeout(LONGEST_WAIT_S):
        while not await asyncio.to_thread(listeners, postgres):
            assert not task.done()
    try:
        yield changes
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def told(changes):
    """The next change that is announced."""
    return await asyncio.wait_for(changes.get(), LONGEST_WAIT_S)


def test_an_idle_worker_hears_of_what_the_other_records(postgres, room, other):
    async def listen():
        async with following(postgres, room) as changes:
            await asyncio.to_thread(one, other, item(other, "x-1"))
            placed = await told(changes)
            await asyncio.to_thread(one, other, ballot(other, "p-0002-1"))
            return placed, await told(changes)

    placed, cast = asyncio.run(listen())
    assert [written.entry.item for written in placed.written] == ["x-1"]
    assert cast.written == ()
    assert cast.after.boxes[1].box.received == 1
    require_one_record(room, other)


def test_an_idle_worker_that_lost_the_server_misses_nothing(postgres, room, other):
    async def lose_and_listen():
        async with following(postgres, room) as changes:
            pids = listeners(postgres)
            pids += [room.store.writing.info.backend_pid, room.store._connection.info.backend_pid]
            for pid in pids:
                postgres.run(f"SELECT pg_terminate_backend({pid}, 5000)")
            await asyncio.to_thread(one, other, item(other, "x-1"))
            return await told(changes)

    change = asyncio.run(lose_and_listen())
    assert [written.entry.item for written in change.written] == ["x-1"]
    require_one_record(room, other)


def test_a_server_that_goes_in_mid_vote_fails_closed_and_the_vote_goes_on(postgres, room):
    [first] = at_once(room, [ballot(room, "p-0002-1")])
    assert isinstance(first, Done)
    there, room.store.address = room.store.address, "postgresql://127.0.0.1:1/gone"
    pid = room.store.writing.info.backend_pid
    postgres.run(f"SELECT pg_terminate_backend({pid}, 5000)")
    asked = ballot(room, "p-0003-1", act_id="in-between")
    for _ in range(2):
        [failed] = at_once(room, [asked])
        assert isinstance(failed, Failed)
        assert "does not answer" in failed.problem or "reopened" in failed.problem
    room.store.address = there
    [done] = at_once(room, [asked])
    assert isinstance(done, Done)
    assert [row.key for row in room.store.ballots(SESSION, 1)][1:] == ["in-between"]
