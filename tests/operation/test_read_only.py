"""A folder that cannot be written: each command says so in one sentence, and changes nothing."""

import os
import shutil
import subprocess
import sys

import pytest

from hemicycle.operation.backup import take_backup

from .houses import NOW, small_house

# An administrator may write everywhere, so these two rights are given up first.
RIGHTS = "-dac_override,-dac_read_search"
AS_ANYBODY = ["setpriv", "--bounding-set", RIGHTS, "--inh-caps", RIGHTS]
NEW = "name;votes;delegates\nGaldora;3;3\n"

# In CI this skip is a failure (tests/house_style.py): nothing there goes untested in silence.
pytestmark = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="needs setpriv (util-linux)"
)


def run(*words):
    """How a command ends and what it says, as somebody who may write only where it is allowed."""
    line = [*(AS_ANYBODY if os.geteuid() == 0 else ()), sys.executable, "-m", "hemicycle"]
    done = subprocess.run(
        [*line, *map(str, words)], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def everything_in(folder):
    """Each file of a folder with what it holds."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def place(tmp_path):
    """A house, a folder that cannot be written, and a backup."""
    house = small_house(tmp_path / "data")
    take_backup(house, tmp_path / "one.tar.gz", now=NOW)
    (tmp_path / "new.csv").write_text(NEW)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0o500)
    for one in (*house.rglob("*"), house):
        one.chmod(0o500 if one.is_dir() else 0o400)
    yield tmp_path
    for one in (tmp_path / "closed", house, *house.rglob("*")):
        one.chmod(0o700)


def test_each_command_says_so_and_changes_nothing(place):
    house, closed = place / "data", place / "closed"
    before = everything_in(place)
    for words, said in (
        (
            ("serve", "--data", house, "--port", "0"),
            f"The data folder {house} cannot be used: Perm",
        ),
        (("backup", house, "--to", place), "Permission denied"),
        (("restore", place / "one.tar.gz", "--to", closed / "new"), "Permission denied"),
        (("backup-key", "--to", closed / "key"), f"{closed / 'key'}: Permission denied"),
        (("second", "--data", house, "--at", "https://second.example"), "Permission denied"),
        (
            (
                *("new", "Lakes", "--delegations", place / "new.csv"),
                *("--starts-on", "2027-03-02", "--data", closed / "new"),
            ),
            "Permission denied",
        ),
    ):
        code, told = run(*words)
        assert (code, said in told) == (1, True), told
        assert "Traceback" not in told
        assert told.count(". ") == 0
        assert everything_in(place) == before


def test_a_place_for_backups_that_cannot_be_written_is_named(place):
    for one in (place / "data", *(place / "data").rglob("*")):
        one.chmod(0o700)
    code, told = run("backup", place / "data", "--to", place / "closed")
    assert (code, "Permission denied" in told) == (1, True), told
    assert str(place / "closed") in told
    assert list((place / "closed").iterdir()) == []
    assert run("backup", place / "data", "--to", place)[0] == 0  # the control


def test_the_doctor_finds_it(place):
    code, told = run("doctor", place / "data")
    assert (code, f"bad rights {place / 'data'} cannot be written." in told) == (1, True), told
