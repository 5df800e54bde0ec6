"""The command line: every command stands in the table, and loads no more than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group
from typer.testing import CliRunner

from hemicycle import cli
from hemicycle.cli import COMMANDS, app, loaded

FILES = sorted(path.stem for path in Path(cli.__file__).parent.glob("*.py"))
HELPERS = {"__init__", "options", "plain"}
LOADED = "import sys; from hemicycle.cli import app; app(sys.argv[1:], standalone_mode=False)"
HEAVY = ("django", "openpyxl", "psycopg", "docx", "httpx", "jinja2")


def test_every_command_of_a_file_is_in_the_table():
    found = {
        name: file
        for file in FILES
        if file not in HELPERS
        for name in get_group(loaded(file).app).commands
    }
    assert found == COMMANDS


def test_help_shows_every_command_under_what_it_is_for():
    told = CliRunner().invoke(app, ["--help"])
    assert told.exit_code == 0
    assert [name for name in COMMANDS if name not in told.stdout] == []
    assert [title for title in cli.PANELS if title not in told.stdout] == []


def test_a_command_that_does_not_exist_is_told_with_those_that_may_be_meant():
    told = CliRunner().invoke(app, ["cont"])
    assert told.exit_code == 2
    assert "count" in told.stderr


def heavy_in(command: str) -> list[str]:
    """What of the large libraries a command loads to tell what it can do."""
    tell = f"{LOADED}\nprint(*(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)"
    run = [sys.executable, "-c", tell, command, "--help"]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    return done.stderr.split()


@pytest.mark.parametrize("command", ["count", "apportion", "verify", "consolidate", "config"])
def test_who_works_with_files_does_not_load_the_program_of_an_assembly(command):
    assert heavy_in(command) == []


def test_what_a_command_loads_is_seen():
    """The control of the test above."""
    assert "django" in heavy_in("serve")
