"""PostgreSQL gone for some seconds under load; `make chaos` lets it go for half a minute."""

import re
import subprocess
import sys

import pytest

from .real_server import HERE

pytestmark = [pytest.mark.chaos, pytest.mark.slow]


def outage(*options):
    """Run the drill as a program of its own."""
    run = [sys.executable, str(HERE / "gone.py"), "--for-s", "3", *options]
    return subprocess.run(run, capture_output=True, text=True, timeout=300, check=False)


def test_a_database_that_goes_and_comes_back_costs_time_and_nothing_else():
    done = outage("--times", "1", "--seed", "7")
    assert done.returncode == 0, done.stderr
    [told] = re.findall(r"1 times gone, (\d+) acknowledged: all there, once", done.stdout)
    assert int(told) > 30


def test_processes_that_go_on_where_they_cannot_write_are_found_out():
    done = outage("--times", "3", "--seed", "7", "--fault", "hopeful")
    assert done.returncode == 1
    assert "LOST: " in done.stderr
