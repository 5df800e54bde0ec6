"""Every scenario of the program and of the tests is run; each is a test of its own."""

import re
from pathlib import Path

import pytest

import house_style as style
from hemicycle.clerk import Refused
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Rehearsed, Setting
from minutes.changed_rulebooks import CHANGED, load_changed

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "hemicycle"
FILES = sorted([*ROOT.glob("tests/**/*.minutes"), *SOURCE.glob("**/*.minutes")])
SETTING = Setting(
    load_rules=load_changed,
    rulebooks=tuple(CHANGED),
    seed=bytes(range(32)),
    salt=lambda: bytes(16),
)

# What no line can bring about, and where it is shown instead.
UNSAYABLE = {
    "unknown_answer": "no line can say it; a form can: tests/web/test_tellers.py",
    "unknown_basis": "the header refuses it with its place: test_reading.py",
}


def named(path: Path) -> str:
    """A scenario's path, as the name of its test."""
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def rehearsals() -> dict[Path, Rehearsed]:
    """Each scenario, run once."""
    return {}


def rehearsed(rehearsals: dict[Path, Rehearsed], path: Path) -> Rehearsed:
    """A scenario's rehearsal, run when it is first asked for."""
    if path not in rehearsals:
        rehearsals[path] = rehearse(path, setting=SETTING)
    return rehearsals[path]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_scenario(rehearsals, path):
    found = rehearsed(rehearsals, path)
    assert not found.problems, "\n".join(["", *found.problems])
    assert found.happened


def test_every_reason_for_a_refusal_occurs_in_a_scenario(rehearsals):
    engine = [text.read_text() for text in (SOURCE / "procedure").rglob("*.py")]
    known = set().union(*(style.reason_keys(text) for text in engine))
    met = {
        happening.outcome.refusal.reason_key
        for path in FILES
        for happening in rehearsed(rehearsals, path).happened
        if isinstance(happening.outcome, Refused)
    }
    begun = {key for key in known if key.endswith("_") and any(one.startswith(key) for one in met)}
    assert known - met - begun == set(UNSAYABLE)


def test_every_scenario_of_the_list_is_there_or_waits():
    listed = (ROOT / "docs" / "scenarios.md").read_text()
    numbers = {int(number) for number in re.findall(r"^\| T(\d+) ", listed, re.MULTILINE)}
    assert numbers == set(range(1, 30))
    for name in re.findall(r"`([^`]+\.minutes)`", listed):
        assert any(path.name == name for path in FILES), name
    mentioned = set(re.findall(r"`([^`]+\.minutes)`", listed))
    for path in FILES:
        said = "docs/scenarios.md" in path.read_text()
        assert not said or path.name in mentioned, path


HEAD = """rulebook: plain
session:  Control
date:     2026-03-02
names:    demo/parliaments.csv
bodies:   plenary

09:00  Clerk      accepts the credentials of Arvenia
09:01  President  opens sitting 1
"""
CONTROLS = {
    "an act that is refused": (
        "09:02  Arvenia  yields the floor",
        "line 9: Arvenia  yields the floor: refused: ",
    ),
    "a refusal that does not occur": (
        "09:02  Arvenia  asks for the floor  !  [speaking.list]",
        "line 9: Arvenia  asks for the floor: it was done, though a refusal is expected",
    ),
    "a refusal by another rule": (
        "09:02  Arvenia  yields the floor  !  [speaking.list]",
        "line 9: Arvenia  yields the floor: refused by another rule: ",
    ),
    "a refusal in other words": (
        "09:02  Arvenia  yields the floor  !  It rains [speaking.one_speaker]",
        "line 9: Arvenia  yields the floor: refused in other words: ",
    ),
    "a fact that is not so": (
        "= floor: Arvenia",
        "line 9: = floor: Arvenia: “floor” is “nobody”, not “Arvenia”",
    ),
    "a fact with one too many": (
        "09:02  Arvenia  asks for the floor\n= waiting: Arvenia/2, Arvenia",
        "line 10: = waiting: Arvenia/2, Arvenia: “waiting” is “Arvenia”, not “Arvenia/2, Arvenia”",
    ),
    "no fact": ("= flor: Arvenia", "line 9: = flor: Arvenia: “flor” is no fact; nearest: “floor”"),
    "a fact of no body": (
        "= committee-9: floor: Arvenia",
        "line 9: = committee-9: floor: Arvenia: the body committee-9 does not exist yet",
    ),
}


@pytest.mark.parametrize(("line", "problem"), CONTROLS.values(), ids=CONTROLS)
def test_control_scenario_fails(tmp_path, line, problem):
    path = tmp_path / "control.minutes"
    path.write_text(HEAD + line + "\n")
    [found] = rehearse(path, setting=SETTING).problems
    assert found.startswith(problem)


def test_control_scenario_passes_without_its_offence(tmp_path):
    path = tmp_path / "control.minutes"
    path.write_text(HEAD)
    assert rehearse(path, setting=SETTING).problems == []


def test_a_record_that_does_not_replay_is_reported(tmp_path, monkeypatch):
    path = tmp_path / "control.minutes"
    path.write_text(HEAD + "09:02  Arvenia  asks for the floor\n")
    monkeypatch.setattr("hemicycle.demo.checks.settled", lambda _state: object())
    assert rehearse(path, setting=SETTING).problems == [
        "the record, read again, does not give the same state"
    ]


def test_a_rehearsal_can_be_repeated_to_the_byte():
    path = SOURCE / "rulebooks" / "ipu_assembly" / "minutes" / "consensus.minutes"
    once, again = rehearse(path, setting=SETTING), rehearse(path, setting=SETTING)
    assert once.clerk.root(once.session) == again.clerk.root(again.session)
    other = rehearse(path, setting=Setting(seed=SETTING.seed, salt=lambda: b"1" * 16))
    assert other.clerk.root(other.session) != once.clerk.root(once.session)
