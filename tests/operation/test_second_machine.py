"""The two machines of a house: what each folder says, what is copied, and what the doctor finds."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.operation import other_machine
from hemicycle.operation.backup import alone
from hemicycle.operation.beside import mark_of, packed, take_in, unpacked
from hemicycle.operation.copying import SENDING, SENDING_LOCK, other_files
from hemicycle.operation.doctor import second
from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Patient
from hemicycle.operation.other_machine import Standing, Term, require_not_overtaken
from hemicycle.operation.packing import GZIP
from hemicycle.store import StoreRefused
from hemicycle.store.chosen import open_store
from hemicycle.store.writer import (
    FENCED,
    FOLLOWS,
    OWN,
    SECOND,
    TOOK_OVER,
    Fence,
    Link,
    become_writer,
    fence_of,
    keep,
    link_in,
)
from hemicycle.web.second.door import read_packed

from .houses import NOW, files_of, small_house

LINK = Link(address="http://localhost:9", key="k" * 64, is_met=True, was_sent=False)
OTHER = "http://localhost:9"


@pytest.fixture
def house(tmp_path):
    """A data folder of a house that writes."""
    return small_house(tmp_path / "one")


@pytest.fixture
def other(monkeypatch):
    """What the other machine says when it is asked; nothing where it is off."""
    said = {}
    monkeypatch.setattr(other_machine, "standing_of", lambda _link, **_asks: said.get("standing"))
    monkeypatch.setattr(second, "standing_of", lambda _link, **_asks: said.get("standing"))
    return said


def looked(folder):
    """What the doctor finds."""
    return second.second(Patient(folder=folder, now=NOW))


def test_a_folder_that_follows_is_opened_by_no_writer(house):
    open_store(house).close()
    keep(house / FOLLOWS, LINK)
    with pytest.raises(StoreRefused, match=r"is a copy of the house at http://localhost:9"):
        open_store(house)
    become_writer(house)
    open_store(house).close()
    assert link_in(house, TOOK_OVER) == LINK


def test_files_about_one_machine_are_its_owners_only_and_a_damaged_one_opens_nothing(house):
    keep(house / FENCED, Fence(address=OTHER))
    assert (house / FENCED).stat().st_mode & 0o077 == 0
    (house / FENCED).write_text("{")
    with pytest.raises(StoreRefused, match=r"fenced\.json cannot be read"):
        open_store(house)


# -- the old machine on its return ---------------------------------------------------------------


def test_a_house_without_a_second_machine_asks_nobody(house, monkeypatch):
    monkeypatch.setattr(other_machine, "standing_of", lambda _link: pytest.fail("asked"))
    require_not_overtaken(house)
    keep(house / SECOND, Link(address=OTHER, key="k"))  # expected, but it never came
    require_not_overtaken(house)


def test_a_second_machine_that_follows_lets_the_house_open(house, other):
    keep(house / SECOND, LINK)
    other["standing"] = Standing(writes=False)
    require_not_overtaken(house)
    open_store(house).close()


def test_an_old_machine_is_refused_once_and_for_all(house, other):
    keep(house / SECOND, LINK)
    other["standing"] = Standing(writes=True, sessions={"s-1": Term(term=2, after=10)})
    require_not_overtaken(house)
    with pytest.raises(StoreRefused, match=r"Another machine took over.*goes on at http://local"):
        open_store(house)
    assert fence_of(house) == Fence(address=OTHER, after={"s-1": 10})
    other.clear()  # the new writer is off for a while: the old one stays refused
    require_not_overtaken(house, second_is_off=True)
    with pytest.raises(StoreRefused, match="Another machine took over"):
        open_store(house)


def test_where_the_second_machine_is_silent_a_person_has_to_look(house, other):
    keep(house / SECOND, LINK)
    assert not other
    with pytest.raises(StoreRefused, match="nobody knows whether it has taken over"):
        require_not_overtaken(house)
    require_not_overtaken(house, second_is_off=True)
    open_store(house).close()


# -- the doctor ----------------------------------------------------------------------------------


def test_the_doctor_knows_a_house_of_one_machine_and_one_of_two(house, other):
    assert looked(house).level == WELL
    keep(house / SECOND, LINK)
    assert (looked(house).level, "does not answer" in looked(house).says) == (LOOK, True)
    other["standing"] = Standing(writes=False)
    assert (looked(house).level, "follows" in looked(house).says) == (WELL, True)


def test_the_doctor_tells_what_only_the_old_machine_has(house, other):
    keep(house / FENCED, Fence(address=OTHER, after={"s-1": 10, "s-2": 4}))
    found = looked(house)
    assert found.level == BAD
    assert "the house goes on at http://localhost:9, and not here" in found.says
    assert "Only here stand the last 2 entries of s-1." in found.says
    assert not other


@pytest.mark.parametrize(("name", "writes"), [(SECOND, False), (FOLLOWS, True)])
def test_the_doctor_says_where_the_key_itself_is_still_sent(house, other, name, writes):
    other["standing"] = Standing(writes=writes)
    keep(house / name, replace(LINK, was_sent=True))
    found = looked(house)
    assert (found.level, "which is still sent the key" in found.says) == (LOOK, True)
    keep(house / name, LINK)
    assert looked(house).level == WELL


def test_the_doctor_of_a_second_machine_says_whether_the_writer_writes(house, other):
    keep(house / FOLLOWS, LINK)
    assert looked(house).level == LOOK
    other["standing"] = Standing(writes=True)
    assert looked(house).level == WELL


# -- what is copied ------------------------------------------------------------------------------


def words_in(folder):
    """What stands in a table of the secretariat."""
    with closing(sqlite3.connect(folder / "secretariat.sqlite3")) as tables:
        return [word for (word,) in tables.execute("SELECT text FROM words")]


def copied(house, place, *, is_whole):
    """A house packed and unpacked again."""
    work, arrived = place / "work", place / "arrived"
    for folder in (work, arrived):
        folder.mkdir(parents=True)
    unpacked(packed(house, work, now=NOW, is_whole=is_whole), arrived)
    return arrived


def test_a_copy_holds_the_house_and_nothing_about_the_other_machine(house, tmp_path):
    for name in OWN:
        keep(house / name, LINK)
    arrived = copied(house, tmp_path / "w", is_whole=True)
    assert files_of(arrived) == [
        "journal.sqlite3",
        "keys/journal.key",
        "secretariat.sqlite3",
    ]


def test_what_is_beside_the_record_comes_over_and_what_was_erased_goes(house, tmp_path):
    (house / "pictures").mkdir()
    (house / "pictures" / "one.jpg").write_bytes(b"a face")
    two = copied(house, tmp_path / "first", is_whole=True)
    keep(two / FOLLOWS, LINK)
    before = mark_of(house)
    (house / "pictures" / "one.jpg").unlink()
    (house / "erasures.ndjson").write_text("")
    with closing(sqlite3.connect(house / "secretariat.sqlite3")) as tables, tables:
        tables.execute("DELETE FROM words WHERE text = 'erased words'")
    assert mark_of(house) != before
    record = (two / "journal.sqlite3").read_bytes()
    with closing(sqlite3.connect(two / "secretariat.sqlite3")) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        take_in(copied(house, tmp_path / "second", is_whole=False), two)
        assert reader.execute("SELECT text FROM words").fetchall() == [("kept",)]
    assert words_in(two) == ["kept"]
    assert not (two / "pictures" / "one.jpg").exists()
    assert (two / "erasures.ndjson").exists()
    assert (two / FOLLOWS).exists()
    assert (two / "journal.sqlite3").read_bytes() == record


def test_a_backup_and_a_copy_for_the_second_machine_are_made_beside_each_other(house):
    with alone(house):
        assert read_packed(house, is_whole=False).startswith(GZIP)
        assert read_packed(house, is_whole=True).startswith(GZIP)
    assert not (house / SENDING).exists()
    assert SENDING_LOCK not in {file.name for file in other_files(house)}


def test_a_copy_that_was_changed_on_the_way_is_not_taken(house, tmp_path):
    work = tmp_path / "w"
    work.mkdir()
    file = packed(house, work, now=NOW, is_whole=True)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    (tmp_path / "two").mkdir()
    with pytest.raises(Exception, match="was changed or is cut short"):
        unpacked(file, tmp_path / "two")


# -- the commands --------------------------------------------------------------------------------


def run(*words):
    """What a command answers."""
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, " ".join(done.output.split())


def test_a_key_is_made_for_a_house_that_is_there_and_an_address_that_is_safe(house, tmp_path):
    code, said = run("second", "--data", str(house), "--at", "https://second.example/")
    link = link_in(house, SECOND)
    assert (code, link.address, link.is_met) == (0, "https://second.example", False)
    assert said.endswith(link.key)
    assert run("second", "--data", str(house), "--at", "http://10.0.0.7")[0] == 1
    assert link_in(house, SECOND) == link
    assert run("second", "--data", str(tmp_path / "none"), "--at", "https://x.example")[0] == 1


def test_only_a_folder_that_follows_takes_over_and_only_with_a_reason(house, other):
    code, said = run("take-over", "--data", str(house), "--reason", "why", "--yes")
    assert (code, "nothing to take over" in said) == (1, True)
    keep(house / FOLLOWS, LINK)
    assert run("take-over", "--data", str(house), "--reason", " ", "--yes")[0] == 2
    assert link_in(house, FOLLOWS) == LINK
    assert not other


def test_who_is_to_follow_whom_has_to_be_said_the_first_time(tmp_path):
    code, said = run("follow", "--data", str(tmp_path / "two"))
    assert (code, "Name the house to follow" in said) == (2, True)
    key = tmp_path / "key"
    key.write_text("k" * 64)
    address = ("http://localhost:9", "--key-file", str(key))
    code, said = run("follow", *address, "--data", str(tmp_path / "two"))
    assert (code, "did not send a copy of its house" in said) == (1, True)
    assert not (tmp_path / "two").exists()
