"""What a second machine is sent, how long it is waited for, and what it refuses to write."""

import asyncio

import msgspec
import pytest

from hemicycle.clerk import Clerk
from hemicycle.clerk import copies as copies_module
from hemicycle.clerk.copies import Copies
from hemicycle.clerk.receiving import BallotMisfit, Receiving
from hemicycle.journal.canonical import canonical
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.forms import UnknownForm
from hemicycle.journal.header import written
from hemicycle.procedure.kernel import Instant
from hemicycle.rulebooks import load
from hemicycle.store import Batch, WriteFailed
from hemicycle.store.memory import MemoryStore
from hemicycle.store.parcels import Head, Parcel, Parted, heads_of, since
from journals.taken_over import taken_over
from operation.houses import SEED, fill, row
from properties.sittings import NOON, SESSION, room_at


def copy_of(seed):
    """A second machine that has nothing yet."""
    clerk = Clerk(
        MemoryStore(),
        seed=seed,
        load_rules=load,
        now=lambda _session: Instant(NOON),
        salt=lambda: bytes(16),
    )
    return Receiving(clerk)


@pytest.fixture
def writer():
    """A store with a signed record and three ballots."""
    store = MemoryStore()
    fill(store)
    return store


def test_a_copy_holds_what_the_writer_holds(writer):
    copy = copy_of(SEED)
    copy.take([since(writer, {})])
    assert list(copy.store.read("s-1")) == list(writer.read("s-1"))
    assert copy.store.ballots("s-1", 1) == writer.ballots("s-1", 1)
    assert copy.store.checkpoints("s-1") == writer.checkpoints("s-1")
    assert since(writer, heads_of(copy.store)) == Parcel()


def test_what_comes_a_second_time_is_not_written_again(writer):
    copy, everything = copy_of(SEED), since(writer, {})
    copy.take([everything])
    copy.take([everything])
    assert heads_of(copy.store) == heads_of(writer)


def test_a_copy_shows_what_came_and_keeps_acts_from_being_done_twice():
    room = room_at("sitting", "plain")
    copy = copy_of(bytes(32))
    parcel = since(room.store, {})
    copy.take([msgspec.structs.replace(parcel, checkpoints=[])])
    copy.show()
    assert copy.clerk.state(SESSION).assembly == room.assembly
    assert copy.store.acts(SESSION) == room.store.acts(SESSION)


def test_a_copy_of_several_terms_stands_in_the_latest():
    room = taken_over()
    copy = copy_of(bytes(32))
    copy.take([msgspec.structs.replace(since(room.store, {}), checkpoints=[])])
    copy.show()
    assert copy.clerk.state(SESSION).tail.term == 2


def changed(parcel, what, change):
    """A parcel in which the last of something was changed."""
    rows = list(getattr(parcel, what))
    rows[-1] = change(rows[-1])
    return msgspec.structs.replace(parcel, **{what: rows})


@pytest.mark.parametrize(
    ("what", "change", "refused"),
    [
        ("entries", lambda one: msgspec.structs.replace(one, body=b'{"x":1}'), JournalDamaged),
        ("entries", lambda one: msgspec.structs.replace(one, salt=b"x" * 16), JournalDamaged),
        ("checkpoints", lambda one: one._replace(note=one.note[:-8] + "AAAAAAA\n"), JournalDamaged),
        ("ballots", lambda one: one._replace(body=b'{"yes":9}'), BallotMisfit),
        ("ballots", lambda one: one._replace(number=7), BallotMisfit),
        ("ballots", lambda _one: row(3, b"another one before"), BallotMisfit),
    ],
)
def test_what_was_changed_on_the_way_is_not_written(writer, what, change, refused):
    copy = copy_of(SEED)
    with pytest.raises(refused):
        copy.take([changed(since(writer, {}), what, change)])
    copy.store.rollback()
    assert copy.store.sessions() == []


@pytest.mark.parametrize("place", ["write", "commit"])
def test_what_could_not_be_written_is_written_when_it_is_sent_again(writer, monkeypatch, place):
    copy, everything = copy_of(SEED), since(writer, {})

    def busy(*_given):
        raise WriteFailed("busy")

    with monkeypatch.context() as for_once:
        for_once.setattr(copy.store, place, busy)
        with pytest.raises(WriteFailed):
            copy.take([everything])
    copy.take([everything])
    assert heads_of(copy.store) == heads_of(writer)


def test_an_entry_of_a_newer_program_is_named_and_not_written(writer):
    everything = since(writer, {})

    def of_tomorrow(row):
        header = msgspec.json.decode(row.header)
        return msgspec.structs.replace(row, header=canonical(header | {"kind": "of_tomorrow"}))

    copy = copy_of(SEED)
    with pytest.raises(UnknownForm, match="of the kind of_tomorrow"):
        copy.take([changed(everything, "entries", of_tomorrow)])
    assert heads_of(copy.store) == {}


def test_a_checkpoint_of_another_house_is_not_written(writer):
    with pytest.raises(JournalDamaged):
        copy_of(b"x" * 32).take([since(writer, {})])


def test_an_entry_of_an_older_term_does_not_come_in_after_a_newer_one():
    room = taken_over()
    everything = since(room.store, {})
    copy = copy_of(bytes(32))
    copy.take([Parcel(entries=everything.entries)])
    [*_, last] = room.store.read(SESSION)
    after = {"position": last.header.position + 1, "prev": last.tail.hash}
    late, fits = (
        msgspec.structs.replace(
            everything.entries[-1],
            header=written(msgspec.structs.replace(last.header, term=term, **after)),
        )
        for term in (1, 2)
    )
    with pytest.raises(JournalDamaged, match="is of term 1, but follows one of term 2"):
        copy.take([Parcel(entries=[late])])
    copy.take([Parcel(entries=[fits])])


def test_a_record_that_parts_from_the_writers_is_not_followed(writer):
    ours = heads_of(writer)["s-1"]
    with pytest.raises(Parted, match="not the same at entry 12"):
        since(writer, {"s-1": msgspec.structs.replace(ours, hash="f" * 64)})
    with pytest.raises(Parted, match="not the same at entry 99"):
        since(writer, {"s-1": msgspec.structs.replace(ours, position=99)})
    with pytest.raises(Parted, match="s-2"):
        since(writer, {"s-2": Head(position=1, hash="a" * 64)})


# -- how long a second machine is waited for ---------------------------------------------------


def test_nobody_waits_where_there_is_no_second_machine():
    async def alone():
        copies = Copies()
        copies.add(Batch())
        with pytest.raises(StopIteration):  # it ends before it gives its turn to anybody
            copies.taken().send(None)
        return copies.is_there

    assert not asyncio.run(alone())


def test_a_commit_waits_until_the_second_machine_has_it():
    async def both():
        copies, order = Copies(), []
        number = copies.begin()
        asked = asyncio.ensure_future(copies.after(number, within_s=5))
        await asyncio.sleep(0)  # what was begun gets its turn
        copies.add(Batch())

        async def commit():
            await copies.taken()
            order.append("told")

        waiting = asyncio.ensure_future(commit())
        assert await asked == [Batch()]
        await asyncio.sleep(0.05)  # time in which it would be told too early
        order.append("written there")
        asked = asyncio.ensure_future(copies.after(number + 1, within_s=0.1))
        await waiting
        await asked
        return order, copies.missing

    assert asyncio.run(both()) == (["written there", "told"], 0)


def gives_no_turn(waiting):
    """Whether something ends before it gives its turn to anybody."""
    try:
        waiting.send(None)
    except StopIteration:
        return True
    waiting.close()
    return False


def test_a_second_machine_that_hangs_is_waited_for_once_until_it_has_caught_up(monkeypatch):
    monkeypatch.setattr(copies_module, "WAIT_S", 0.01)

    async def hanging():
        copies, turns = Copies(), []
        copies.begin()
        copies.add(Batch())
        waiting = asyncio.ensure_future(copies.taken())
        await asyncio.sleep(0)  # what was begun gets its turn
        turns.append(waiting.done())
        await waiting
        was_slow = copies.is_slow
        for _ in range(2):
            copies.add(Batch())
            turns.append(gives_no_turn(copies.taken()))
        await copies.after(copies.number, within_s=0.01)
        return turns, was_slow, copies.is_slow

    assert asyncio.run(hanging()) == ([False, True, True], True, False)


def test_after_a_failed_commit_the_second_machine_reads_the_store_anew():
    async def failed():
        copies = Copies()
        number, run = copies.begin(), copies.run
        had = copies.has(run, number)
        copies.forget()
        return had, copies.has(run, number)

    assert asyncio.run(failed()) == (True, False)
