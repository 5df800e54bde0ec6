"""Twelve workers killed in mid-batch beside another one; `make chaos` kills two hundred."""

import subprocess
import sys

import pytest

from .real_server import HERE

pytestmark = [pytest.mark.chaos, pytest.mark.slow]


def race(*options):
    """Run the drill as a program of its own, because its workers are forked."""
    run = [sys.executable, str(HERE / "workers.py"), "--seed", "7", *options]
    return subprocess.run(run, capture_output=True, text=True, timeout=300, check=False)


def test_workers_that_die_in_mid_batch_lose_nothing_and_double_nothing():
    done = race("--times", "12")
    assert (done.returncode, done.stderr) == (0, "")
    assert "12 killed" in done.stdout
    assert "all there, once" in done.stdout


def test_workers_without_lock_and_key_are_found_out():
    done = race("--times", "12", "--fault", "unlocked")
    assert done.returncode == 1
    assert "LOST: the chain is broken" in done.stderr
