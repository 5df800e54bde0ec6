"""`hemicycle new` gives every parliament an id that stands for nobody else."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

DELEGATIONS = "Arvenia; 12; 2\nBoltara; 7; 1\n"


def new(folder: Path, name: str) -> list[str]:
    """Set an assembly up; the user names of its sign-in sheet."""
    listed = folder / "delegations.csv"
    listed.write_text(DELEGATIONS, encoding="utf-8")
    command = [sys.executable, "-m", "hemicycle", "new", name, "--delegations", str(listed)]
    command += ["--data", str(folder / "data"), "--starts-on", "2027-03-02"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.split()[0] for line in done.stdout.splitlines()]


def seated(sheet: list[str]) -> list[str]:
    """The members of delegations on a sheet, without their session."""
    return [one.partition(".")[2] for one in sheet if ".p-" in one]


def test_ids_go_on_where_the_last_assembly_and_the_register_end(tmp_path):
    assert seated(new(tmp_path, "First")) == ["p-0001-1", "p-0001-2", "p-0002-1"]
    assert seated(new(tmp_path, "Second")) == ["p-0003-1", "p-0003-2", "p-0004-1"]
    with closing(sqlite3.connect(tmp_path / "data" / "secretariat.sqlite3")) as tables:
        tables.execute(
            "INSERT INTO secretariat_parliament (id, iso, is_invented) VALUES ('p-0041', '', 0)"
        )
        tables.commit()
    assert seated(new(tmp_path, "Third")) == ["p-0042-1", "p-0042-2", "p-0043-1"]
