"""Where a journal lies is one setting, and it is brought elsewhere whole or not at all."""

import stat
from pathlib import Path

import pytest

from hemicycle.clerk import Clerk
from hemicycle.journal.export import read_line
from hemicycle.journal.header import Record
from hemicycle.procedure.kernel import Instant
from hemicycle.rulebooks import load
from hemicycle.store import Batch, StoreRefused
from hemicycle.store.chosen import ADDRESS, kept_address, open_store
from hemicycle.store.folder import FILE
from hemicycle.store.memory import MemoryStore
from hemicycle.store.moving import compare, copy_journal, move_journal
from hemicycle.store.postgres import PostgresStore
from hemicycle.store.sqlite import SqliteStore

from .batches import ballot, contents, one_of_each, some_records

GOLDEN = sorted((Path(__file__).parent.parent / "journals").glob("*.ndjson"))


@pytest.fixture
def address(postgres):
    """An empty database."""
    return postgres.database()


def filled(store):
    """A store with two sessions, one of them long."""
    store.append(Batch(records=some_records(2300)))
    for number in range(1, 4):
        store.append(Batch(ballots=[ballot(number), ballot(number, division=7)]))
    store.append(one_of_each(store, "s-2"))
    store.append(one_of_each(store, "s-2"))
    return store


def everything(store):
    """What a store shows of both sessions."""
    return [contents(store, session) for session in ("s-1", "s-2")]


def refused(doing, *given):
    """Why something is refused."""
    with pytest.raises(StoreRefused) as refusal:
        doing(*given)
    return refusal.value


# One setting


def test_a_folder_has_sqlite_unless_it_names_a_database(tmp_path):
    store = open_store(tmp_path)
    assert isinstance(store, SqliteStore)
    store.close()
    assert not (tmp_path / ADDRESS).exists()


def test_an_address_that_was_given_once_is_kept_without_its_password(tmp_path, address):
    store = open_store(tmp_path / "data", f"{address} password=s3cret")
    store.append(one_of_each(store))
    store.close()
    file = tmp_path / "data" / ADDRESS
    assert "s3cret" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = open_store(tmp_path / "data")
    assert isinstance(again, PostgresStore)
    assert again.head("s-1") == 1
    again.close()
    assert not (tmp_path / "data" / FILE).exists()


def test_another_address_is_refused_and_so_is_a_second_journal(tmp_path, address):
    filled(store := open_store(tmp_path / "one"))
    store.close()
    refusal = refused(open_store, tmp_path / "one", address)
    assert refusal.key == "two_journals"
    assert kept_address(tmp_path / "one") == ""
    open_store(tmp_path / "two", address).close()
    other = "postgresql://other.example/house"
    refusal = refused(open_store, tmp_path / "two", other)
    assert refusal.key == "other_store"
    assert "other.example" not in str(refusal)


def test_an_address_that_does_not_open_is_not_kept(tmp_path):
    assert refused(open_store, tmp_path, "postgresql://127.0.0.1:1/x").key == "database"
    assert list(tmp_path.iterdir()) == []


def test_one_house_serves_a_database(tmp_path, address):
    store = open_store(tmp_path / "one", address)
    assert refused(open_store, tmp_path / "two", address).key == "locked"
    store.reopen()
    assert refused(open_store, tmp_path / "one").key == "locked"
    store.close()
    open_store(tmp_path / "one").close()


# Brought elsewhere


def test_there_and_back_everything_is_the_same(tmp_path, address):
    store = filled(SqliteStore(tmp_path))
    expected = everything(store)
    store.close()
    moved = move_journal(tmp_path, address)
    assert (moved.sessions, moved.entries, moved.ballots) == (2, 2302, 8)
    assert not (tmp_path / FILE).exists()
    store = open_store(tmp_path)
    assert isinstance(store, PostgresStore)
    assert everything(store) == expected
    store.append(one_of_each(store, "s-2"))
    expected = everything(store)
    store.close()
    moved = move_journal(tmp_path, "sqlite")
    assert moved.entries == 2303
    store = open_store(tmp_path)
    assert isinstance(store, SqliteStore)
    assert everything(store) == expected
    store.close()
    assert refused(move_journal, tmp_path, address).key == "not_empty"
    assert [file.name for file in tmp_path.glob("moved-*")] == [f"moved-1-{FILE}"]


def test_what_is_served_or_lies_there_already_is_not_moved(tmp_path, address):
    assert refused(move_journal, tmp_path, "sqlite").key == "same_place"
    store = filled(SqliteStore(tmp_path))
    assert refused(move_journal, tmp_path, address).key == "locked"
    store.close()
    other = PostgresStore(address)
    other.append(one_of_each(other))
    other.close()
    assert refused(move_journal, tmp_path, address).key == "not_empty"
    assert kept_address(tmp_path) == ""
    assert (tmp_path / FILE).exists()


def test_a_move_that_is_cut_short_leaves_the_target_empty(tmp_path, postgres, monkeypatch):
    source, target = filled(SqliteStore(tmp_path)), postgres.store()
    monkeypatch.setattr(target, "commit", lambda: None)  # as if the process ended there
    with pytest.raises(StoreRefused):
        copy_journal(source, target, to="there")
    target.close()
    later = postgres.store(target.schema)
    assert later.sessions() == []
    later.close()
    source.close()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("entries", "body = NULL WHERE position = 2 AND session = 's-1'"),
        ("acts", "at = at + 1"),
        ("ballots", "body = 'x' WHERE number = 3 AND division = 7"),
        ("checkpoints", "note = 'another'"),
    ],
)
def test_what_arrives_altered_is_found(tmp_path, postgres, table, change):
    source, target = filled(SqliteStore(tmp_path)), postgres.store()
    copy_journal(source, target, to="there")
    postgres.run(f"ALTER TABLE {table} DISABLE TRIGGER ALL", target.schema)
    postgres.run(f"UPDATE {table} SET {change}", target.schema)  # noqa: S608 - of this test
    refusal = refused(lambda: compare(source, target, to="there"))
    assert refusal.key == "not_the_same"
    source.close()
    target.close()


def test_a_row_that_is_missing_or_too_many_is_found(tmp_path, postgres):
    source, target = filled(SqliteStore(tmp_path)), postgres.store()
    copy_journal(source, target, to="there")
    target.append(one_of_each(target, "s-2"))
    assert "s-2, entry 3" in str(refused(lambda: compare(source, target, to="there")))
    source.close()
    target.close()


@pytest.mark.parametrize("journal", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_journal_opens_in_the_database(postgres, journal):
    lines = enumerate(journal.read_bytes().splitlines(keepends=True), 1)
    read = [read_line(line, number) for number, line in lines]
    memory, store = MemoryStore(), postgres.store()
    memory.append(Batch(records=[one for one in read if isinstance(one, Record)]))
    copy_journal(memory, store, to="there")
    states = [
        Clerk(
            kept,
            seed=bytes(32),
            load_rules=load,
            now=lambda _session: Instant(0),
            salt=lambda: bytes(16),
        ).states
        for kept in (memory, store)
    ]
    assert states[0] == states[1]
    store.close()
