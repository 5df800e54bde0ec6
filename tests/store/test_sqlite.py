"""What only a file can suffer: a wrong folder, a second writer, death, a full disk."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest

from hemicycle.store import Batch, Overtaken, StoreRefused, WriteFailed
from hemicycle.store.folder import FILE, FORMAT
from hemicycle.store.sqlite import SqliteStore, open_reader

from .batches import act_done, ballot, contents, one_of_each, some_records


@pytest.fixture
def store(tmp_path):
    opened = SqliteStore(tmp_path)
    yield opened
    opened.close()


@contextmanager
def by_hand(folder):
    """The file, opened with nothing of ours in between."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def refused(folder, **options):
    """Why the store will not open."""
    with pytest.raises(StoreRefused) as refusal:
        SqliteStore(folder, **options).close()
    assert str(refusal.value).endswith(".")
    return refusal.value


# Opening


def test_a_folder_is_made_for_the_owner_alone(tmp_path):
    folder = tmp_path / "new" / "data"
    SqliteStore(folder).close()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_settings_that_keep_entries_safe_are_in_force(store):
    def setting(name):
        return store.writing.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == 2
    assert setting("foreign_keys") == 1


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_a_setting_that_loses_entries_is_refused(tmp_path, synchronous):
    refusal = refused(tmp_path, synchronous=synchronous)
    assert refusal.key == "not_durable"
    assert refusal.facts["found"] == synchronous
    assert "synchronous" in str(refusal)


@pytest.mark.parametrize("synchronous", ["FULL", "EXTRA"])
def test_a_setting_that_keeps_entries_is_accepted(tmp_path, synchronous):
    SqliteStore(tmp_path, synchronous=synchronous).close()


def test_a_refused_folder_can_be_opened_afterwards(tmp_path):
    refused(tmp_path, synchronous="OFF")
    SqliteStore(tmp_path).close()


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path):
    (tmp_path / FILE).write_bytes(b"The minutes of our village council. " * 100)
    before = (tmp_path / FILE).read_bytes()
    assert refused(tmp_path).key == "not_ours"
    assert (tmp_path / FILE).read_bytes() == before


def test_a_database_of_somebody_else_is_refused_untouched(tmp_path):
    with by_hand(tmp_path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = (tmp_path / FILE).read_bytes()
    assert refused(tmp_path).key == "not_ours"
    assert (tmp_path / FILE).read_bytes() == before
    with pytest.raises(StoreRefused, match="not a journal of Hemicycle"):
        open_reader(tmp_path)


def test_a_newer_format_is_refused(tmp_path):
    SqliteStore(tmp_path).close()
    with by_hand(tmp_path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    refusal = refused(tmp_path)
    assert (refusal.key, refusal.facts["found"]) == ("newer_format", FORMAT + 1)
    with by_hand(tmp_path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    SqliteStore(tmp_path).close()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("a file")
    assert refused(tmp_path / "file").key == "folder"
    assert refused(tmp_path / "file" / "folder").key == "folder"


def test_a_reader_of_nothing_is_refused(tmp_path):
    with pytest.raises(StoreRefused, match="There is no journal"):
        open_reader(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_journal(tmp_path):
    (tmp_path / FILE).touch()
    store = SqliteStore(tmp_path)
    store.append(one_of_each(store))
    assert store.head("s-1") == 1
    store.close()


# What is asked while people vote

OF_A_PRESS = "session=? AND division=? AND member=? AND key=?"
OF_A_BOX = (
    "SELECT * FROM ballots WHERE session = 's-1'"
    " AND (division, member, key) IN (VALUES (1, 'p-1', 'a'))"
)


def ways(store, statement):
    """How SQLite goes about the tables of a statement."""
    plan = store.writing.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    return [step for *_, step in plan if "ballots" in step or "acts" in step]


@pytest.mark.parametrize(
    ("ask", "by"),
    [
        (lambda store: store.ballots_among("s-1", {(1, "p-1", "a"), (1, "p-2", "b")}), OF_A_PRESS),
        (lambda store: store.ballots_among("s-1", {(1, "p-1", "a")}), OF_A_PRESS),
        (lambda store: store.ballot_by_key("s-1", 1, member="p-1", key="a"), OF_A_PRESS),
        (
            lambda store: store.ballot_by_number("s-1", 1, number=2),
            "session=? AND division=? AND number=?",
        ),
        (lambda store: store.acts_among("s-1", {"a", "b"}), "session=? AND act_id=?"),
        (lambda store: store.act("s-1", "a"), "session=? AND act_id=?"),
    ],
)
def test_earlier_presses_are_found_without_reading_the_whole_box(store, ask, by):
    said = []
    one_of_each(store)
    store._connection.set_trace_callback(said.append)
    ask(store)
    [statement] = said
    [way] = ways(store, statement)
    assert way.startswith("SEARCH")
    assert way.endswith(f"({by})")


def test_a_question_that_reads_the_whole_box_is_found_out(store):
    [way] = ways(store, OF_A_BOX)
    assert way.startswith("SEARCH")
    assert not way.endswith(f"({OF_A_PRESS})")


# One writer, many readers


def test_a_second_writer_is_refused_and_told_who_is_first(tmp_path, store):
    refusal = refused(tmp_path)
    assert refusal.key == "locked"
    assert f"process {os.getpid()}" in str(refusal)
    store.append(one_of_each(store))
    store.close()
    SqliteStore(tmp_path).close()


def test_a_second_writing_process_is_refused(tmp_path, store):
    program = (
        "import sys; from pathlib import Path; from hemicycle.store import StoreRefused\n"
        "from hemicycle.store.sqlite import SqliteStore\n"
        "try: SqliteStore(Path(sys.argv[1]))\n"
        "except StoreRefused as refusal: sys.exit(refusal.key)\n"
    )
    run = [sys.executable, "-c", program, str(tmp_path)]
    second = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (second.returncode, second.stderr) == (1, "locked\n")
    store.close()
    assert subprocess.run(run, check=False).returncode == 0


def test_a_reader_sees_what_is_committed_and_cannot_write(tmp_path, store):
    store.append(one_of_each(store))
    reader = open_reader(tmp_path)
    assert contents(reader) == contents(store)
    store.write(one_of_each(store))
    assert reader.head("s-1") == 1
    store.commit()
    assert reader.head("s-1") == 2
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._connection.execute("INSERT INTO checkpoints VALUES ('s-1', 1, 'note')")
    reader.close()


def test_a_reader_works_without_a_writer(tmp_path, store):
    store.append(one_of_each(store))
    expected = contents(store)
    store.close()
    reader = open_reader(tmp_path)
    assert contents(reader) == expected
    reader.close()


def test_somebody_writing_behind_our_back_overtakes_us(tmp_path, store):
    store.append(one_of_each(store))
    batch = one_of_each(store)
    [record] = some_records(2)[1:]
    with by_hand(tmp_path) as connection:
        connection.execute(
            "INSERT INTO entries VALUES ('s-1', 2, ?, ?, ?)",
            (record.header_bytes, record.salt, record.body),
        )
    with pytest.raises(Overtaken):
        store.append(batch)
    assert store.head("s-1") == 2


def test_a_program_that_holds_the_file_is_waited_for_and_then_named(tmp_path, store):
    store.writing.execute("PRAGMA busy_timeout = 10")
    batch = one_of_each(store)
    with by_hand(tmp_path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(WriteFailed, match="Another program holds the journal") as failure:
            store.append(batch)
        assert failure.value.key == "busy"
        connection.execute("ROLLBACK")
    store.append(batch)
    assert store.head("s-1") == 1


def test_a_batch_that_cannot_be_written_down_is_undone_whole(store):
    store.append(one_of_each(store))
    before, batch = contents(store), one_of_each(store)
    for wrong, error in (
        (ballot(2**63), OverflowError),
        (ballot(9, member="\ud800"), UnicodeEncodeError),
        (ballot(9)._replace(body=None), ValueError),
        (ballot(9)._replace(body={}), sqlite3.ProgrammingError),
        (ballot(9)[:5], sqlite3.ProgrammingError),
    ):
        broken = Batch(records=batch.records, ballots=[ballot(8), wrong])
        with pytest.raises(error):
            store.write(broken)
        store.commit()
        assert contents(store) == before
    store.append(batch)
    assert store.head("s-1") == 2


def test_a_closed_store_is_not_mistaken_for_a_failing_disk(tmp_path):
    store = SqliteStore(tmp_path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        store.append(Batch(records=some_records(1)))


# Only ever added to


@pytest.mark.parametrize("table", ["entries", "acts", "ballots", "checkpoints"])
def test_what_is_recorded_can_be_neither_changed_nor_removed(tmp_path, store, table):
    store.append(one_of_each(store))
    before = contents(store)
    with by_hand(tmp_path) as connection:
        for statement in (f"UPDATE {table} SET session = 9", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                connection.execute(statement)
    assert contents(store) == before


# Death

WRITER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store.batches import one_of_each
from hemicycle.store.sqlite import SqliteStore

store = SqliteStore(Path(sys.argv[1]))
store.append(one_of_each(store))
store.write(one_of_each(store))
if sys.argv[3] == "commit":
    store.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("last_step", "head"), [("write", 1), ("commit", 2)])
def test_a_writer_that_is_killed_leaves_what_it_committed(tmp_path, request, last_step, head):
    tests = str(request.config.rootpath / "tests")
    run = [sys.executable, "-c", WRITER, str(tmp_path), tests, last_step]
    assert subprocess.run(run, check=False).returncode == -signal.SIGKILL
    store = SqliteStore(tmp_path)
    records = some_records(head)
    assert list(store.read("s-1")) == records
    assert [store.act("s-1", f"act-{n}") is not None for n in (1, 2)] == [True, head == 2]
    assert len(store.ballots("s-1", 1)) == len(store.checkpoints("s-1")) == head
    store.append(one_of_each(store))
    assert store.head("s-1") == head + 1
    store.close()


# A full disk


@contextmanager
def no_file_longer_than(size):
    """Let the system refuse to lengthen any file of this process, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def large_batch(store):
    """More than fits in what space is left."""
    records = list(store.read("s-1"))
    more = some_records(2000, after=records[-1].tail)
    return Batch(
        records=more,
        acts=[act_done("large", *(r.header.position for r in more))],
        ballots=[ballot(number, f"p-{number:04}-1") for number in range(100, 1100)],
    )


def test_a_full_database_keeps_nothing_half_and_goes_on_once_there_is_space(store):
    store.append(one_of_each(store))
    before, batch = contents(store), large_batch(store)
    pages = store.writing.execute("PRAGMA page_count").fetchone()[0]
    store.writing.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(WriteFailed, match="disk is full") as failure:
        store.append(batch)
    assert failure.value.key == "disk_full"
    assert contents(store) == before
    with pytest.raises(WriteFailed, match="must be reopened"):
        store.append(one_of_each(store))
    store.reopen()
    assert contents(store) == before
    store.append(batch)
    store.append(one_of_each(store))
    assert store.head("s-1") == 2002
    assert len(store.act("s-1", "large").positions) == 2000


def test_a_disk_that_takes_no_more_keeps_nothing_half_and_goes_on_once_it_does(tmp_path, store):
    store.append(one_of_each(store))
    before, batch = contents(store), large_batch(store)
    longest = max(path.stat().st_size for path in tmp_path.iterdir())
    with no_file_longer_than(longest + 8192), pytest.raises(WriteFailed) as failure:
        store.append(batch)
    assert failure.value.key in {"disk_full", "disk_error"}
    assert contents(store) == before
    store.reopen()
    assert contents(store) == before
    store.append(batch)
    assert store.head("s-1") == 2001


def test_a_disk_with_space_takes_the_same_batch(store):
    store.append(one_of_each(store))
    store.append(large_batch(store))
    assert store.head("s-1") == 2001


def test_a_full_disk_does_not_stop_reading(tmp_path, store):
    store.append(one_of_each(store))
    expected = contents(store)
    with no_file_longer_than(0), pytest.raises(WriteFailed):
        store.append(one_of_each(store))
    reader = open_reader(tmp_path)
    assert contents(reader) == contents(store) == expected
    reader.close()
