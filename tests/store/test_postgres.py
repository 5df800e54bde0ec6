"""What only a server can suffer: a wrong database, several workers, its own death, a lost way."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from hemicycle.journal.chain import follow
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.store import Batch, Overtaken, StoreRefused, WriteFailed
from hemicycle.store.database import FORMAT, key_of, place, without_password
from hemicycle.store.postgres import PostgresReader, PostgresStore

from .batches import act_done, ballot, contents, one_of_each, some_records


@pytest.fixture
def schema(postgres):
    return postgres.schema()


@pytest.fixture
def store(postgres, schema):
    opened = postgres.store(schema)
    yield opened
    opened.close()


@pytest.fixture
def other(postgres, schema, store):
    """A second worker on the same record."""
    opened = postgres.store(schema)
    yield opened
    opened.close()


def refused(address, **options):
    """Why the store will not open."""
    with pytest.raises(StoreRefused) as refusal:
        PostgresStore(address, **options).close()
    assert str(refusal.value).endswith(".")
    return refusal.value


# Opening


@pytest.mark.parametrize(
    ("setting", "value"), [("synchronous", "off"), ("synchronous", "local")], ids=["off", "local"]
)
def test_a_commit_that_does_not_wait_for_the_disk_is_refused(postgres, setting, value):
    refusal = refused(postgres.address, schema=postgres.schema(), **{setting: value})
    assert refusal.key == "not_durable"
    assert refusal.facts["setting"] == "synchronous_commit"
    assert (refusal.facts["found"], refusal.facts["needed"]) == (value, "on")


def test_what_the_database_was_set_to_is_put_right(postgres):
    address = postgres.database(synchronous_commit="off")
    store = PostgresStore(address)
    found = store.writing.execute("SHOW synchronous_commit").fetchone()
    assert found == ("on",)
    store.close()


def test_a_server_that_syncs_nothing_is_refused(postgres):
    postgres.run("ALTER SYSTEM SET fsync = off")
    try:
        postgres.run("SELECT pg_reload_conf()")
        wait_for_setting(postgres, "fsync", "off")
        refusal = refused(postgres.address, schema=postgres.schema())
    finally:
        postgres.run("ALTER SYSTEM RESET fsync")
        postgres.run("SELECT pg_reload_conf()")
    wait_for_setting(postgres, "fsync", "on")
    assert (refusal.key, refusal.facts["setting"]) == ("not_durable", "fsync")


def wait_for_setting(postgres, setting, value):
    """The server reads its settings anew a moment after it was asked to."""
    for _ in range(200):
        with psycopg.connect(postgres.address) as fresh:
            if fresh.execute(f"SHOW {setting}").fetchone() == (value,):
                return
    raise AssertionError(setting)


def test_a_schema_of_somebody_else_is_refused_untouched(postgres, schema):
    postgres.run(f"CREATE SCHEMA {schema}")
    postgres.run(f"CREATE TABLE {schema}.recipes (name text)")
    assert refused(postgres.address, schema=schema).key == "not_ours"
    with pytest.raises(StoreRefused, match="not a journal of Hemicycle"):
        PostgresReader(postgres.address, schema=schema)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    assert postgres.run(tables, schema) == [("recipes",)]


def test_a_newer_format_is_refused(postgres, schema, store):
    postgres.run("UPDATE about SET format = format + 1", schema)
    refusal = refused(postgres.address, schema=schema)
    assert (refusal.key, refusal.facts["found"]) == ("newer_format", FORMAT + 1)


def test_a_reader_of_nothing_is_refused_and_makes_nothing(postgres, schema):
    with pytest.raises(StoreRefused, match="There is no journal"):
        PostgresReader(postgres.address, schema=schema)
    assert postgres.run(f"SELECT to_regnamespace('{schema}')") == [(None,)]


def test_workers_that_start_at_once_make_the_tables_once(postgres, schema):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: postgres.store(schema), range(4)))
    for store in stores:
        store.append(one_of_each(store))
        store.close()
    assert postgres.run("SELECT count(*) FROM entries", schema) == [(4,)]


# Addresses and passwords


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://clerk:s3cret@127.0.0.1:1/house",
        "host=127.0.0.1 port=1 user=clerk password=s3cret dbname=house",
        "postgresql://clerk:s3cret@nowhere.invalid/house",
        "postgresql://clerk:s3cret@[::1/house",
        "postgresql://clerk:pa@s3cret@127.0.0.1:1/house",
        "postgresql://clerk:s3cret@127.0.0.1:1/house?s3cret=1",
        "clerk s3cret",
    ],
)
def test_a_password_is_never_said(address):
    refusal = refused(address)
    assert refusal.key in {"database", "no_address"}
    assert "s3cret" not in str(refusal)
    assert refusal.__cause__ is None
    assert refusal.__suppress_context__ or refusal.__context__ is None


def test_an_address_is_shown_and_kept_without_what_opens_it():
    address = "postgresql://clerk:s3cret@db.example:5433/house"
    assert place(address) == "postgresql://db.example:5433/house"
    kept = without_password(address)
    assert "s3cret" not in kept
    assert place(kept) == place(address)
    assert "user=clerk" in kept


# Several workers


def test_of_two_workers_on_one_head_the_second_is_overtaken(store, other):
    one, second = one_of_each(store), one_of_each(other)
    store.append(one)
    with pytest.raises(Overtaken) as overtaken:
        other.append(second)
    assert overtaken.value.what == "entries"
    other.append(one_of_each(other))
    assert contents(store) == contents(other)
    assert store.head("s-1") == 2


def test_who_holds_a_session_lets_others_wait(store, other):
    store.hold(["s-1"])
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(other.hold, ["s-1"])
        store.write(one_of_each(store))
        assert not waiting.done()
        store.commit()
        waiting.result(timeout=10)
    assert other.head("s-1") == 1
    other.append(one_of_each(other))
    assert store.head("s-1") == 2


def test_another_session_need_not_wait(store, other):
    store.hold(["s-1"])
    other.append(one_of_each(other, "s-2"))
    store.append(one_of_each(store))
    assert store.sessions() == ["s-1", "s-2"]


def test_who_waits_too_long_is_told_and_may_try_again(store, other):
    store.hold(["s-1"])
    other.writing.execute("SET lock_timeout = '20ms'")
    with pytest.raises(WriteFailed) as failure:
        other.hold(["s-1"])
    assert failure.value.key == "busy"
    store.rollback()
    other.append(one_of_each(other))
    assert store.head("s-1") == 1


def test_a_worker_that_stops_in_mid_batch_is_cut_off_and_told(store, other):
    store.writing.execute("SET idle_in_transaction_session_timeout = '50ms'")
    batch = one_of_each(store)
    store.write(batch)
    other.append(batch)
    with pytest.raises(WriteFailed) as failure:
        store.commit()
    assert failure.value.key == "unreachable"
    with pytest.raises(WriteFailed, match="must be reopened"):
        store.append(batch)
    store.reopen()
    with pytest.raises(Overtaken):
        store.append(batch)
    assert store.head("s-1") == 1


WRITER = """
import os, signal, sys
sys.path.insert(0, sys.argv[3])
from store.batches import one_of_each
from hemicycle.store.postgres import PostgresStore

store = PostgresStore(sys.argv[1], schema=sys.argv[2])
store.append(one_of_each(store))
store.write(one_of_each(store))
if sys.argv[4] == "commit":
    store.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("last_step", "head"), [("write", 1), ("commit", 2)])
def test_a_worker_that_is_killed_leaves_what_it_committed_and_no_lock(
    postgres, store, request, last_step, head
):
    tests = str(request.config.rootpath / "tests")
    run = [sys.executable, "-c", WRITER, postgres.address, store.schema, tests, last_step]
    assert subprocess.run(run, check=False).returncode == -signal.SIGKILL
    store.hold(["s-1"])
    assert list(store.read("s-1")) == some_records(head)
    assert len(store.acts("s-1")) == len(store.ballots("s-1", 1)) == head
    store.append(one_of_each(store))
    assert len(list(follow(store.read("s-1"), Tail("s-1"), tree=MerkleTree()))) == head + 1


# Who listens


def test_others_are_told_the_position_once_it_is_committed(store, other):
    news = other.news()
    store.write(one_of_each(store, "s-7"))
    assert news.wait(0.05) == set()
    store.commit()
    assert news.wait(10) == {"s-7"}
    store.append(Batch(ballots=[ballot(5)]))
    assert news.wait(10) == {"s-1"}
    store.write(one_of_each(store))
    store.rollback()
    assert news.wait(0.05) == set()
    news.close()


def test_nothing_is_told_but_the_session_and_the_position(postgres, schema, store):
    with psycopg.connect(postgres.address, autocommit=True) as listening:
        listening.execute(f"LISTEN {schema}")
        store.append(one_of_each(store))
        store.append(Batch(ballots=[ballot(5)], acts=[act_done("act-9")]))
        told = [one.payload for one in listening.notifies(timeout=10, stop_after=2)]
    assert told == ["1 s-1", "0 s-1"]


def test_nobody_is_told_of_the_own_writing(store):
    news = store.news()
    store.append(one_of_each(store))
    assert news.wait(0.2) == set()
    news.close()


# The server goes


def backends_of(store):
    """The connections of a store, as the server numbers them."""
    return [one.info.backend_pid for one in (store.writing, store._connection)]


@pytest.mark.parametrize("which", [0, 1], ids=["writing", "reading"])
def test_a_server_that_goes_away_fails_closed_and_is_found_again(postgres, store, which):
    store.append(one_of_each(store))
    batch = one_of_each(store)
    before = contents(store)
    store.write(batch)
    postgres.run(f"SELECT pg_terminate_backend({backends_of(store)[which]}, 5000)")
    with pytest.raises(WriteFailed, match="does not answer") as failure:
        store.commit() if which == 0 else store.head("s-1")
    assert failure.value.key == "unreachable"
    with pytest.raises(WriteFailed, match="must be reopened"):
        store.append(batch)
    store.reopen()
    assert contents(store) == before
    store.append(batch)
    assert store.head("s-1") == 2


def test_a_server_that_cannot_be_reached_stays_refused_until_it_is_back(store, monkeypatch):
    batch = one_of_each(store)
    there = store.address
    store.address = "postgresql://127.0.0.1:1/nowhere"
    with pytest.raises(StoreRefused, match="cannot be used"):
        store.reopen()
    with pytest.raises(WriteFailed, match="must be reopened"):
        store.append(batch)
    store.address = there
    store.reopen()
    store.append(batch)
    assert store.head("s-1") == 1


def test_a_batch_that_cannot_be_written_down_is_undone_whole(store):
    store.append(one_of_each(store))
    before, batch = contents(store), one_of_each(store)
    for wrong, error in (
        (ballot(2**63), psycopg.DataError),
        (ballot(9, member="\ud800"), UnicodeEncodeError),
        (ballot(9, member="a\0b"), psycopg.DataError),
        (ballot(9)._replace(body=None), ValueError),
    ):
        with pytest.raises(error):
            store.write(Batch(records=batch.records, ballots=[ballot(8), wrong]))
        store.commit()
        assert contents(store) == before
    store.append(batch)
    assert store.head("s-1") == 2


# Only ever added to


@pytest.mark.parametrize("table", ["entries", "acts", "ballots", "checkpoints"])
def test_what_is_recorded_can_be_neither_changed_nor_removed(postgres, schema, store, table):
    store.append(one_of_each(store))
    before = contents(store)
    for statement in (
        f"UPDATE {table} SET session = 'x'",  # noqa: S608 - names of our own
        f"DELETE FROM {table}",  # noqa: S608 - likewise
        f"TRUNCATE {table}",
    ):
        with pytest.raises(psycopg.IntegrityError, match="only ever added to"):
            postgres.run(statement, schema)
    assert contents(store) == before


def test_a_reader_sees_what_is_committed_and_cannot_write(postgres, schema, store):
    store.append(one_of_each(store))
    reader = PostgresReader(postgres.address, schema=schema)
    store.write(one_of_each(store))
    assert reader.head("s-1") == 1
    store.commit()
    assert contents(reader) == contents(store)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        reader._connection.execute("INSERT INTO checkpoints VALUES ('s-1', 1, 'note')")
    reader.close()


# Controls: what the tests above would say of a store without its safeguards


def test_without_the_key_two_workers_would_double_a_position(postgres, schema, store, other):
    postgres.run("ALTER TABLE entries DROP CONSTRAINT entries_pkey", schema)
    one = one_of_each(store)
    store.append(Batch(records=one.records))
    other.append(Batch(records=one.records))
    assert postgres.run("SELECT count(*) FROM entries", schema) == [(2,)]


def test_without_the_lock_nobody_would_wait(store, other):
    key = key_of(store.schema, "s-1")
    store.hold(["s-1"])
    [(free,)] = other._rows("SELECT pg_try_advisory_lock(%s)", key)
    assert not free
    store.rollback()
    [(free,)] = other._rows("SELECT pg_try_advisory_lock(%s)", key)
    assert free


def test_the_private_server_belongs_to_this_process(postgres):
    [(folder,)] = postgres.run("SHOW data_directory")
    assert folder == str(postgres.folder)
