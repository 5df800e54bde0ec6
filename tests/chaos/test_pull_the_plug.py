"""One rehearsal of a power cut, and what it must notice; the program is the one of `make chaos`."""

import subprocess
import sys
from pathlib import Path

import pytest

from .no_network import apart_from_network

pytestmark = [pytest.mark.chaos, pytest.mark.slow]

PROGRAM = Path(__file__).with_name("pull_the_plug.py")


def rehearsed(*options: str) -> subprocess.CompletedProcess[str]:
    """What the rehearsal says."""
    run = [sys.executable, str(PROGRAM), "--seed", "7", *options]
    return subprocess.run(run, capture_output=True, text=True, check=False, timeout=240)


def test_a_vote_goes_on_from_paper_after_a_power_cut():
    done = rehearsed()
    assert done.returncode == 0, done.stdout + done.stderr
    for step in (
        "The paper pack (en) is whole",
        "The paper pack (fr) is whole",
        "The vote is open still",
        "the two entries of Parliament",
        "hemicycle-verify: ",
        "The public site is carried home, is whole, and shows it.",
        "The sitting goes on.",
    ):
        assert step in done.stdout
    stands_apart = "no route leads out of it" in done.stdout
    assert stands_apart == bool(apart_from_network([]))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("--no-paper", "LOST: no paper pack that can be read"),
        ("--hasty", "acknowledged are gone"),
        ("--left-behind", "does not show the result"),
    ],
)
def test_what_must_not_happen_is_noticed(fault, said):
    done = rehearsed(fault)
    assert done.returncode == 1
    assert said in done.stderr
