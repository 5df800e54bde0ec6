"""Six serving processes killed under load beside another one; `make chaos` kills a hundred."""

import re
import subprocess
import sys

import pytest

from .real_server import HERE

pytestmark = [pytest.mark.chaos, pytest.mark.slow]


def drill(*options):
    """Run the drill as a program of its own."""
    run = [sys.executable, str(HERE / "served.py"), "--seed", "7", *options]
    return subprocess.run(run, capture_output=True, text=True, timeout=300, check=False)


def test_serving_processes_that_die_under_load_lose_nothing_and_double_nothing():
    done = drill("--times", "6")
    assert done.returncode == 0, done.stderr
    [acknowledged] = re.findall(r"6 killed, (\d+) acknowledged: all there, once", done.stdout)
    assert int(acknowledged) > 100


def test_processes_that_answer_before_their_commit_are_found_out():
    done = drill("--times", "6", "--fault", "hasty")
    assert done.returncode == 1
    assert "LOST: " in done.stderr
