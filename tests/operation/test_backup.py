"""A backup is whole or it is not there; what was changed, cut or locked is said in one sentence."""

import gzip
import io
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from hemicycle.operation import backup as backup_module
from hemicycle.operation.age_keys import Passphrase
from hemicycle.operation.backup import keep_latest, take_backup
from hemicycle.operation.copying import IN_PROGRESS
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.names import backups_in, name_of, taken_at
from hemicycle.operation.packing import CONTENTS, Contents
from hemicycle.operation.restoring import Source, restore
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.erasures import LIST, KeptList
from hemicycle.store import Batch, StoreRefused
from hemicycle.store.folder import FILE
from hemicycle.store.sqlite import SqliteStore, open_reader
from store.batches import some_records

from .houses import NOW, change, files_of, fill, keep_beside, row, small_house

PASSPHRASE = "a passphrase of several words"


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """A backup in the clear and a locked one, beside each other."""
    place = tmp_path_factory.mktemp("backups")
    house = small_house(tmp_path_factory.mktemp("house") / "data")
    return [take_backup(house, place, now=NOW, lock=words(word)) for word in ("", PASSPHRASE)]


def words(passphrase):
    """What locks with these words, and opens; nothing where there are none."""
    return Passphrase(passphrase) if passphrase else None


def refused(doing, *given, **named):
    """Why something cannot be done."""
    with pytest.raises(BackupFault) as fault:
        doing(*given, **named)
    assert "\n" not in str(fault.value)
    return fault.value.key


def back(file, to, *, passphrase="", erasures=None, erase=lambda _folder, some: len(some)):
    """Restore a backup."""
    return restore(Source(file, words(passphrase), erasures), to, now=NOW, erase=erase)


def rows_of(folder, table, where="1"):
    """What a table of the secretariat holds."""
    with closing(sqlite3.connect(folder / "secretariat.sqlite3")) as tables:
        asked = f"SELECT * FROM {table} WHERE {where}"  # noqa: S608 - names of this test
        return tables.execute(asked).fetchall()


# Taken while the house goes on


def test_a_backup_becomes_the_same_house_again(taken, tmp_path):
    for one, word in zip(taken, ("", PASSPHRASE), strict=True):
        restored = back(one.file, tmp_path / word[:1] / "data", passphrase=word)
        folder = tmp_path / word[:1] / "data"
        [session] = restored.contents.sessions
        assert (session.session, session.entries, session.ballots) == ("s-1", 12, 3)
        assert files_of(folder) == ["journal.sqlite3", "keys/journal.key", "secretariat.sqlite3"]
        store = SqliteStore(folder)
        assert store.head("s-1") == 12
        store.append(Batch(records=some_records(1, after=list(store.read("s-1"))[-1].tail)))
        store.close()
        assert all(not file.stat().st_mode & 0o077 for file in folder.rglob("*"))


def test_a_backup_is_taken_beside_the_one_writer(tmp_path):
    house = small_house(tmp_path / "data")
    store = SqliteStore(house)
    batch = Batch(records=some_records(1, after=list(store.read("s-1"))[-1].tail))
    store.write(batch)  # not committed: nobody was told that it is there
    one = take_backup(house, tmp_path, now=NOW)
    store.commit()
    two = take_backup(house, tmp_path, now=Instant(NOW + 1000))
    store.close()
    assert [taken.sessions[0].entries for taken in (one, two)] == [12, 13]


def test_the_record_of_a_database_is_in_it_as_of_one_moment(tmp_path, postgres):
    house, address = tmp_path / "data", postgres.database()
    house.mkdir()
    keep_beside(house)
    from hemicycle.store.postgres import PostgresStore  # noqa: PLC0415 - needs the server

    store = PostgresStore(address)
    fill(store, entries=1200)
    one = take_backup(house, tmp_path, now=NOW, store_at=address)
    store.close()
    assert (one.sessions[0].entries, one.sessions[0].ballots) == (1200, 3)
    restored = back(one.file, tmp_path / "new")
    assert restored.contents.store == "postgresql"
    assert "journal.address" not in files_of(tmp_path / "new")
    reader = open_reader(tmp_path / "new")
    assert reader.head("s-1") == 1200
    reader.close()


def test_what_was_erased_is_not_in_the_file_either(tmp_path):
    house = small_house(tmp_path / "data")
    with closing(sqlite3.connect(house / "secretariat.sqlite3")) as tables, tables:
        tables.execute("PRAGMA secure_delete = OFF")
        tables.execute("DELETE FROM words WHERE text = 'erased words'")
    with closing(sqlite3.connect(house / "secretariat.sqlite3")) as tables:
        tables.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"erased words" in (house / "secretariat.sqlite3").read_bytes()  # the control
    take_backup(house, tmp_path / "one.tar.gz", now=NOW)
    assert b"erased words" not in gzip.decompress((tmp_path / "one.tar.gz").read_bytes())


def test_backups_are_not_in_backups_and_neither_are_locks_or_links(tmp_path):
    house = small_house(tmp_path / "data")
    inside = house / "backups"
    inside.mkdir()
    (house / "link").symlink_to("/etc/hostname")
    (house / "rulebooks" / "own").mkdir(parents=True)
    (house / "rulebooks" / "own" / "rulebook.toml").write_text("x = 1")
    take_backup(house, inside, now=NOW)
    two = take_backup(house, inside, now=Instant(NOW + 1000))
    back(two.file, tmp_path / "new")
    held = [name for name in files_of(tmp_path / "new") if "sqlite3" not in name]
    assert held == ["keys/journal.key", "rulebooks/own/rulebook.toml"]


# Whole or not there


@pytest.mark.slow
def test_a_backup_ended_half_way_leaves_no_file_under_a_name(tmp_path):
    house, place = small_house(tmp_path / "data", entries=4000), tmp_path / "backups"
    place.mkdir()
    command = [sys.executable, "-m", "hemicycle", "backup", str(house), "--to", str(place)]
    (tmp_path / "word").write_text(PASSPHRASE)
    command += ["--passphrase-file", str(tmp_path / "word")]
    killed_writing = 0
    for pause in (0.0, 0.01, 0.3, 0.6, 0.8):
        before = set(place.iterdir())
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not set(place.iterdir()) - before:
            time.sleep(0.001)  # a folder does not tell that a file has appeared in it
        time.sleep(pause)  # the moment of the kill is what is tried
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed_writing += any(file.name.startswith(".") for file in place.iterdir())
        for file in backups_in(place):  # it may have been done by then, and is whole if so
            back(file, tmp_path / f"new-{pause}", passphrase=PASSPHRASE)
            file.unlink()
    take_backup(house, place, now=NOW, lock=words(PASSPHRASE))
    assert [file.name for file in place.iterdir()] == [name_of(NOW, is_locked=True)]
    assert not (house / IN_PROGRESS).exists()
    assert killed_writing  # the control


def test_a_backup_that_reads_otherwise_gets_no_name(tmp_path, monkeypatch):
    house = small_house(tmp_path / "data")
    honest = backup_module.write

    def failing(copied, contents, *, to, lock):
        """A disk that gives back something else than it took."""
        honest(copied, contents, to=to, lock=lock)
        change(to, to.stat().st_size // 2)

    monkeypatch.setattr(backup_module, "write", failing)
    assert refused(take_backup, house, tmp_path / "one.tar.gz", now=NOW) == "changed"
    assert not list(tmp_path.glob("*.tar.gz*"))
    assert not list(tmp_path.glob(".*"))


def test_a_damaged_house_is_not_backed_up_as_if_it_were_whole(tmp_path):
    house = small_house(tmp_path / "data")
    with closing(sqlite3.connect(house / FILE)) as journal, journal:
        journal.execute("DROP TRIGGER entries_stay_update")
        journal.execute("UPDATE entries SET body = x'7b7d' WHERE position = 7")
    with pytest.raises(BackupFault, match="Entry 7 was altered"):
        take_backup(house, tmp_path, now=NOW)
    other = small_house(tmp_path / "other")
    store = SqliteStore(other)
    store.append(Batch(ballots=[row(4, b"another one")]))
    store.close()
    with pytest.raises(BackupFault, match="ballot 4 of division 1 does not fit"):
        take_backup(other, tmp_path, now=NOW)
    (other / "keys" / "journal.key").write_bytes(bytes(32))
    with pytest.raises(BackupFault, match="not signed"):
        take_backup(other, tmp_path, now=NOW)
    assert backups_in(tmp_path) == []


def test_nothing_is_written_over_and_nothing_is_nothing(tmp_path, monkeypatch):
    house = small_house(tmp_path / "data")
    take_backup(house, tmp_path, now=NOW)
    assert refused(take_backup, house, tmp_path, now=NOW) == "exists"
    assert refused(take_backup, tmp_path / "nowhere", tmp_path, now=NOW) == "nothing"
    with backup_module.alone(house):
        later = Instant(NOW + 5000)
        assert refused(take_backup, house, tmp_path, now=later) == "running"
    full = os.statvfs(tmp_path)
    usage = type("Usage", (), {"free": 1000, "total": full.f_blocks})
    monkeypatch.setattr(backup_module.shutil, "disk_usage", lambda _place: usage)
    assert refused(take_backup, house, tmp_path, now=Instant(NOW + 9000)) == "no_room"


def test_the_latest_are_kept(tmp_path):
    house = small_house(tmp_path / "data")
    for second in range(4):
        take_backup(house, tmp_path, now=Instant(NOW + 1000 * second))
    (tmp_path / "hemicycle-notes.txt").write_text("mine")
    gone = keep_latest(tmp_path, keep=2)
    assert len(gone) == 2
    assert [taken_at(file) for file in backups_in(tmp_path)] == [NOW + 2000, NOW + 3000]
    assert (tmp_path / "hemicycle-notes.txt").exists()


# Changed, cut short, locked


def test_whatever_is_changed_is_refused_or_changes_nothing(taken, tmp_path):
    unnoticed: list[int] = []
    for one, word in zip(taken, ("", PASSPHRASE), strict=True):
        raw = one.file.read_bytes()
        for place in [4, 20, 100, len(raw) // 3, len(raw) // 2, len(raw) - 200, len(raw) - 1]:
            file, new = tmp_path / "changed", tmp_path / f"new-{word[:1]}-{place}"
            file.write_bytes(raw)
            change(file, place)
            try:
                restored = back(file, new, passphrase=word)
            except BackupFault as fault:
                known = fault.key in {"changed", "not_a_backup", "wrong_passphrase"}
                assert known, fault.key  # noqa: PT017 - some changes raise nothing
                assert not new.exists()
            else:
                assert restored.contents.sessions == one.sessions  # the same, packed otherwise
                unnoticed.append(place)
                assert not word  # what is locked does not even change so
    assert len(unnoticed) < 4


def test_a_backup_cut_short_is_refused_and_leaves_nothing(taken, tmp_path):
    for one, word in zip(taken, ("", PASSPHRASE), strict=True):
        raw = one.file.read_bytes()
        for length in (0, 1, 11, 300, len(raw) // 2, len(raw) - 1):
            file = tmp_path / "cut"
            file.write_bytes(raw[:length])
            key = refused(back, file, tmp_path / "new", passphrase=word)
            assert key in {"changed", "not_a_backup"}
            file.write_bytes(raw + b"more")
            assert refused(back, file, tmp_path / "new", passphrase=word) == "changed"
    assert [file.name for file in tmp_path.iterdir()] == ["cut"]


def test_a_locked_backup_opens_with_its_passphrase_alone(taken, tmp_path):
    locked = taken[1].file
    assert refused(back, locked, tmp_path / "new") == "locked"
    assert refused(back, locked, tmp_path / "new", passphrase="another") == "wrong_passphrase"
    assert b"erased words" not in locked.read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_is_left_alone(taken, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    assert refused(back, taken[0].file, tmp_path / "full") == "not_empty"
    assert refused(back, taken[0].file, tmp_path / "full" / "mine") == "not_empty"
    (tmp_path / "empty").mkdir()
    back(taken[0].file, tmp_path / "empty")
    assert (tmp_path / "full" / "mine").read_text() == "mine"


def packed(place: Path, contents: bytes, **parts: bytes) -> Path:
    """A file that somebody packed by hand."""
    file = place / "packed.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        for name, content in {CONTENTS: contents, **parts}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return file


def test_a_file_made_by_somebody_else_writes_nothing_outside(taken, tmp_path):
    told = Contents(format=1, program="x", taken_at="", store="sqlite", sessions=[], files=[])
    escape = {"name": "../escaped", "size": 1, "sha256": "00"}
    for names in ("../escaped", "/tmp/escaped-from-a-backup"):  # noqa: S108 - must not be made
        listed = msgspec.to_builtins(told) | {"files": [escape | {"name": names}]}
        file = packed(tmp_path, msgspec.json.encode(listed), **{names: b"x"})
        assert refused(back, file, tmp_path / "new") == "changed"
        assert not (tmp_path / "escaped").exists()
        assert not Path("/tmp/escaped-from-a-backup").exists()  # noqa: S108
    newer = msgspec.json.encode(msgspec.to_builtins(told) | {"format": 9})
    assert refused(back, packed(tmp_path, newer), tmp_path / "new") == "newer"
    assert refused(back, packed(tmp_path, b"{}"), tmp_path / "new") == "changed"
    unsaid = packed(tmp_path, msgspec.json.encode(told), extra=b"x")
    assert refused(back, unsaid, tmp_path / "new") == "changed"
    for raw in (b"", b"PK\x03\x04", b"not at all a backup" * 10, gzip.compress(b"x")):
        (tmp_path / "other").write_bytes(raw)
        assert refused(back, tmp_path / "other", tmp_path / "new") in {"not_a_backup", "changed"}


# What was ended and erased since


def test_sign_ins_end_and_codes_are_void(taken, tmp_path):
    restored = back(taken[0].file, tmp_path / "new")
    assert (restored.sign_ins, restored.codes) == (2, 1)
    assert rows_of(tmp_path / "new", "django_session") == []
    unused = rows_of(tmp_path / "new", "secretariat_enrolmentcode", "used_at IS NULL")
    assert [voided for _, voided in unused] == ["2026-11-28 15:33:20.000000"]


def test_what_was_erased_after_the_backup_is_erased_again(tmp_path):
    house, place = small_house(tmp_path / "data"), tmp_path / "backups"
    place.mkdir()
    kept = KeptList(places=[house / LIST, place / LIST])
    kept.note("words", session="s-1", number=1)
    one = take_backup(house, place, now=NOW)
    kept.note("words", session="s-1", number=2)
    with (place / LIST).open("ab") as lines:
        lines.write(b'{"id": "torn')  # by a power cut
    kept.note("person", number=7)
    asked = []
    restored = back(one.file, tmp_path / "new", erase=lambda _in, some: asked.extend(some) or 1)
    assert [(erasure.kind, erasure.number) for erasure in asked] == [("words", 2), ("person", 7)]
    assert (restored.erased_again, restored.list_found) == (1, True)
    again = take_backup(tmp_path / "new", place, now=Instant(NOW + 1000))
    asked.clear()
    back(again.file, tmp_path / "newer", erase=lambda _in, some: asked.extend(some) or 1)
    assert asked == []  # the new house knows of them


def test_without_a_list_it_says_so_and_a_bad_list_stops(taken, tmp_path):
    assert not back(taken[0].file, tmp_path / "new").list_found
    (tmp_path / "list").write_text('{"no":"erasure"}\n')
    key = refused(back, taken[0].file, tmp_path / "newer", erasures=tmp_path / "list")
    assert key == "list"
    assert not (tmp_path / "newer").exists()


def test_a_folder_without_its_database_says_so(tmp_path):
    house = tmp_path / "data"
    house.mkdir()
    (house / "journal.address").write_text("host=127.0.0.1 port=1 dbname=x\n")
    with pytest.raises(StoreRefused):
        take_backup(house, tmp_path, now=NOW)
    assert not (house / IN_PROGRESS).exists()
