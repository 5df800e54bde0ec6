"""The twelve numbers: what they name is there, and a line that does not hold is told."""

from pathlib import Path

import pytest
from rich.console import Console

from compass import NUMBERS, Number, Run, ended, last_line, shown

ROOT = Path(__file__).resolve().parent.parent


def named(run: Run) -> list[str]:
    """The program, or the tests, of a run."""
    return [one for one in run.words if one.endswith(".py") or ".py::" in one]


def test_everything_that_is_run_is_there():
    assert len(NUMBERS) == 12
    for number in NUMBERS:
        for run in (number.found_by, number.control):
            assert named(run)
            for one in named(run):
                path, _, test = one.partition("::")
                assert f"def {test}" in (ROOT / path).read_text(encoding="utf-8"), one
                assert run.is_tests is Path(path).name.startswith("test_"), one
        assert number.found_by.must_fail is False


@pytest.fixture
def number(tmp_path):
    """A number whose programs end as one wishes."""

    def of(*, held: bool, noticed: bool) -> Number:
        for name, is_right in (("found.py", held), ("control.py", not noticed)):
            ends = f"print('12 of 12'); raise SystemExit({0 if is_right else 1})\n"
            (tmp_path / name).write_text(ends, encoding="utf-8")
        return Number(
            what="doors",
            target="12",
            found_by=Run(words=(str(tmp_path / "found.py"),)),
            control=Run(words=(str(tmp_path / "control.py"),), must_fail=True),
        )

    return of


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("noticed", [True, False])
def test_it_is_right_only_if_it_held_and_its_control_was_noticed(number, held, noticed):
    console = Console(width=160, record=True)
    made = number(held=held, noticed=noticed)
    assert shown([(1, made)], size="short", console=console) is (held and noticed)
    told = console.export_text()
    assert "12 of 12" in told
    assert ("NO" in told) is not (held and noticed)


def test_the_figure_is_the_last_that_was_said():
    assert last_line("1 kill\r2 kills, 30 acts\nKept: all of it.\n") == "2 kills, 30 acts"
    assert last_line("") == "nothing was said"


def test_tests_say_their_figures():
    run = Run(
        words=("tests/test_compass.py::test_the_figure_is_the_last_that_was_said",), is_tests=True
    )
    assert ended(run, size="short").figure == "1 tests"
