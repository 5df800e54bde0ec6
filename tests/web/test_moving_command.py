"""One setting and one command: a house on PostgreSQL, set up, and moved there and back."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from typer.testing import CliRunner

from hemicycle.cli import app, serving
from hemicycle.secretariat.places import FILE as TABLES
from hemicycle.secretariat.postgres.base import TABLES as SCHEMA
from hemicycle.store.chosen import ADDRESS
from hemicycle.store.folder import FILE
from hemicycle.store.moving import move_journal

DELEGATIONS = "Arvenia; 12; 2\nBoltara; 7; 1\n"
SECRET = "s3cret-of-the-clerk"
ACCOUNTS = "SELECT username, password FROM secretariat_account"


def hemicycle(*words, **environment):
    """Run the command; what it said, and how it ended."""
    command = [sys.executable, "-m", "hemicycle", *map(str, words)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | environment,
    )
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def new(folder, name, *more, **environment):
    """Set an assembly up."""
    listed = folder / "delegations.csv"
    listed.write_text(DELEGATIONS, encoding="utf-8")
    return hemicycle(
        *("new", name, "--delegations", listed, "--data", folder / "data"),
        *("--starts-on", "2027-03-02", *more),
        **environment,
    )


def test_a_house_on_postgresql_is_one_setting_away(tmp_path, postgres):
    address = f"{postgres.database()} password={SECRET}"
    done = new(tmp_path, "First", HEMICYCLE_STORE=address)
    assert (done.returncode, done.stderr) == (0, "")
    data = tmp_path / "data"
    assert not (data / FILE).exists()
    assert SECRET not in (data / ADDRESS).read_text()
    assert new(tmp_path, "Second").returncode == 0
    assert not (data / FILE).exists()


def test_a_house_moves_to_postgresql_and_back(tmp_path, postgres):
    address = f"{postgres.database()} password={SECRET}"
    data = tmp_path / "data"
    assert new(tmp_path, "First").returncode == 0
    with closing(sqlite3.connect(data / FILE)) as journal:
        [(entries,)] = journal.execute("SELECT count(*) FROM entries")
    accounts = accounts_in_file(data)
    assert accounts
    there = hemicycle("move", "--data", data, "--to", address)
    assert (there.returncode, there.stderr) == (0, "")
    said = " ".join(there.stdout.split())
    assert f"1 sessions with {entries} entries" in said
    assert "rows in" in said
    assert (data / f"moved-1-{TABLES}").exists()
    assert not (data / TABLES).exists()
    assert accounts_in(postgres, address) == accounts
    assert new(tmp_path, "Second").returncode == 0
    later = accounts_in(postgres, address)
    assert len(later) > len(accounts)
    again = hemicycle("move", "--data", data, "--to", address)
    assert (again.returncode, again.stdout) == (1, "")
    assert "nothing was moved" in " ".join(again.stderr.split())
    back = hemicycle("move", "--data", data, "--to", "sqlite")
    assert (back.returncode, back.stderr) == (0, "")
    assert not (data / ADDRESS).exists()
    assert (data / FILE).exists()
    assert accounts_in_file(data) == later


def test_tables_that_stayed_in_the_folder_are_not_forgotten(tmp_path, postgres):
    address, data = postgres.database(), tmp_path / "data"
    assert new(tmp_path, "First").returncode == 0
    accounts = accounts_in_file(data)
    move_journal(data, address)  # as it was before the tables went along
    refused = new(tmp_path, "Second")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "`hemicycle move` to the same database brings them" in " ".join(refused.stderr.split())
    done = hemicycle("move", "--data", data, "--to", address)
    assert (done.returncode, done.stderr) == (0, "")
    assert accounts_in(postgres, address) == accounts
    assert new(tmp_path, "Second").returncode == 0


def accounts_in_file(data):
    """The names and hashes of all accounts, as the file has them."""
    with closing(sqlite3.connect(data / TABLES)) as tables:
        return sorted(tables.execute(ACCOUNTS))


def accounts_in(postgres, address):
    """The same as a database has them."""
    name = conninfo_to_dict(address)["dbname"]
    with psycopg.connect(make_conninfo(postgres.address, dbname=name)) as tables:
        tables.execute(f"SET search_path = {SCHEMA}")
        return sorted(tables.execute(ACCOUNTS))


def test_an_address_that_leads_nowhere_is_one_sentence_without_the_password(tmp_path):
    for address in (f"postgresql://clerk:{SECRET}@127.0.0.1:1/house", f"postgres {SECRET}"):
        done = new(tmp_path, "First", "--store", address)
        assert (done.returncode, done.stdout) == (1, "")
        said = " ".join(done.stderr.split())
        assert "cannot be" in said
    assert not (tmp_path / "data" / ADDRESS).exists()


def test_serving_takes_the_setting_too(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(serving, "run_installation", lambda _folder, **wish: asked.append(wish))
    serve = ["serve", "--data", str(tmp_path)]
    runner = CliRunner()
    assert runner.invoke(app, [*serve, "--store", "service=house"]).exit_code == 0
    assert runner.invoke(app, serve, env={"HEMICYCLE_STORE": "service=other"}).exit_code == 0
    assert runner.invoke(app, serve).exit_code == 0
    assert [wish["store_at"] for wish in asked] == ["service=house", "service=other", ""]
