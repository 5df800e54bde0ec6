"""One setting and one command: a house on PostgreSQL, set up, and moved there and back."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

from typer.testing import CliRunner

from hemicycle import cli
from hemicycle.store.chosen import ADDRESS
from hemicycle.store.folder import FILE

DELEGATIONS = "Arvenia; 12; 2\nBoltara; 7; 1\n"
SECRET = "s3cret-of-the-clerk"


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
    there = hemicycle("move", "--data", data, "--to", address)
    assert (there.returncode, there.stderr) == (0, "")
    assert f"1 sessions with {entries} entries" in " ".join(there.stdout.split())
    assert new(tmp_path, "Second").returncode == 0
    again = hemicycle("move", "--data", data, "--to", address)
    assert (again.returncode, again.stdout) == (1, "")
    assert "nothing was moved" in " ".join(again.stderr.split())
    back = hemicycle("move", "--data", data, "--to", "sqlite")
    assert (back.returncode, back.stderr) == (0, "")
    assert not (data / ADDRESS).exists()
    assert (data / FILE).exists()


def test_an_address_that_leads_nowhere_is_one_sentence_without_the_password(tmp_path):
    for address in (f"postgresql://clerk:{SECRET}@127.0.0.1:1/house", f"postgres {SECRET}"):
        done = new(tmp_path, "First", "--store", address)
        assert (done.returncode, done.stdout) == (1, "")
        said = " ".join(done.stderr.split())
        assert "cannot be" in said
    assert not (tmp_path / "data" / ADDRESS).exists()


def test_serving_takes_the_setting_too(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(cli, "run_installation", lambda _folder, **wish: asked.append(wish))
    serve = ["serve", "--data", str(tmp_path)]
    runner = CliRunner()
    assert runner.invoke(cli.app, [*serve, "--store", "service=house"]).exit_code == 0
    assert runner.invoke(cli.app, serve, env={"HEMICYCLE_STORE": "service=other"}).exit_code == 0
    assert runner.invoke(cli.app, serve).exit_code == 0
    assert [wish["store_at"] for wish in asked] == ["service=house", "service=other", ""]
