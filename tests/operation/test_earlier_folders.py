"""Data folders as earlier states of the program left them open in this one, with all they hold."""

import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from hemicycle.operation.backup import take_backup
from hemicycle.operation.whole import read_whole

from .houses import NOW

KEPT = sorted((Path(__file__).parents[1] / "folders").glob("*.tar.gz"))
WEB = str(Path(__file__).parents[1] / "web")


@pytest.fixture(params=KEPT, ids=lambda file: file.name.removesuffix(".tar.gz"))
def folder(request, tmp_path):
    """An earlier folder."""
    with tarfile.open(request.param) as tar:
        tar.extractall(tmp_path, filter="data")
    return tmp_path / "data"


@pytest.fixture
def installed(monkeypatch):
    """The program as it is installed."""
    monkeypatch.syspath_prepend(WEB)
    return import_module("installed").installed


def applied(folder):
    """The migrations that were applied to the tables of a folder."""
    with closing(sqlite3.connect(folder / "secretariat.sqlite3")) as tables:
        return tables.execute("SELECT app, name FROM django_migrations").fetchall()


def people(folder):
    """Who has an account."""
    with closing(sqlite3.connect(folder / "secretariat.sqlite3")) as tables:
        return tables.execute("SELECT username FROM secretariat_account ORDER BY 1").fetchall()


def test_some_were_kept():
    assert len(KEPT) >= 6


@pytest.mark.slow
def test_an_earlier_folder_is_served_with_all_it_holds(folder, installed):
    [before] = read_whole(folder)
    known, tables = people(folder), applied(folder)
    assert len(known) > 3
    with installed(folder) as running:
        browser = running.browser()
        page = browser.get("/a/lakes-1/delegations").text
        assert "Arvenia" in page
        assert "Boltara" in page
        assert browser.get("/a/lakes-1/journal.ndjson").text.count("\n") > before.entries
    [after] = read_whole(folder)
    assert (after.entries, after.words) == (before.entries, before.words)
    assert people(folder) == known
    assert set(applied(folder)) >= set(tables)


def test_an_earlier_folder_is_backed_up_before_it_is_opened(folder, tmp_path):
    taken = take_backup(folder, tmp_path, now=NOW)
    assert [one.session for one in taken.sessions] == ["lakes-1"]


def test_tables_of_a_newer_program_are_refused(tmp_path, installed):
    with tarfile.open(KEPT[-1]) as tar:
        tar.extractall(tmp_path, filter="data")
    with closing(sqlite3.connect(tmp_path / "data" / "secretariat.sqlite3")) as tables, tables:
        tables.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('secretariat', '9999_from_tomorrow', '2030-01-01')"
        )
    shutil.copytree(tmp_path / "data", tmp_path / "before")
    served = subprocess.run(
        [sys.executable, "-m", "hemicycle", "serve", "--data", str(tmp_path / "data"), "--port=0"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert served.returncode == 1
    assert "9999_from_tomorrow" in " ".join(served.stderr.split())
    assert "Traceback" not in served.stderr
    assert applied(tmp_path / "data") == applied(tmp_path / "before")
