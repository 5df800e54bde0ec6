"""Twelve numbers that say how far the house can be trusted, each with its target and a control.

    python tests/compass.py [--size short|whole] [--only 1,6,8]

Each number comes from the real thing: what is measured must hold, and beside it a fault is planted
that must be found, or else a green line would mean nothing. `short` takes about half an hour and is
a look; `whole` has the numbers of the first release's targets and takes two hours.
"""

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
SIZES = ("short", "whole")
LONGEST_S = 7200


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A program or some tests; `sizes` are its arguments, `settings` its surroundings, by size.

    `must_fail` where a fault is planted that the program has to find. `is_tests` where it is tests,
    which say their figures as properties of the report.
    """

    words: tuple[str, ...]
    is_tests: bool = False
    sizes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    must_fail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One of the twelve: what it says, its target, how it is found, and its control."""

    what: str
    target: str
    found_by: Run
    control: Run


def tests(*nodes: str, **settings: Mapping[str, str]) -> Run:
    """Some tests, with surroundings by size."""
    return Run(words=nodes, is_tests=True, settings=settings)


def program(path: str, *options: str, must_fail: bool = False, **sizes: tuple[str, ...]) -> Run:
    """A program of the tests or the bench, with arguments by size."""
    return Run(words=(path, *options), sizes=sizes, must_fail=must_fail)


def bench(part: str, *, fault: str = "") -> Run:
    """A part of the bench; with a fault planted in the server it must miss its aim."""
    planted = {"HEMICYCLE_FAULT": fault} if fault else {}
    return Run(
        words=("bench/run.py", "--strict", "--only", part),
        settings=dict.fromkeys(SIZES, planted),
        must_fail=bool(fault),
    )


CHAOS, WEB = "tests/chaos", "tests/web"
PERMISSIONS = f"{WEB}/test_permissions.py"
NUMBERS: tuple[Number, ...] = (
    Number(
        what="power cuts survived",
        target="10,000 images, 0 lost",
        found_by=program(
            f"{CHAOS}/power_cut.py", short=("--images", "500"), whole=("--images", "10000")
        ),
        control=program(
            f"{CHAOS}/power_cut.py", "--images", "500", "--fault", "normal", must_fail=True
        ),
    ),
    Number(
        what="servers killed at a random moment",
        target="500, 0 lost",
        found_by=program(f"{CHAOS}/kill.py", short=("--times", "10"), whole=("--times", "500")),
        control=program(f"{CHAOS}/kill.py", "--times", "60", "--fault", "hasty", must_fail=True),
    ),
    Number(
        what="faults of the disk",
        target="each call once, 0 falsely received",
        found_by=program(f"{CHAOS}/bad_disk.py"),
        control=tests(f"{CHAOS}/test_bad_disk.py::test_a_swallowed_error_is_found_out"),
    ),
    Number(
        what="acts at random, judged",
        target="10,000 acts, 10 of 10 planted mistakes found",
        found_by=tests("tests/properties/test_walks.py", whole={"HEMICYCLE_PROFILE": "thorough"}),
        control=tests("tests/properties/test_planted.py", "tests/properties/test_machine.py"),
    ),
    Number(
        what="small faults in what counts votes that the tests notice",
        target="85 %",
        found_by=program("tests/mutants/run.py", short=("--every", "10"), whole=()),
        control=tests("tests/mutants/test_faults.py"),
    ),
    Number(
        what="altered exports found",
        target="10,000, all",
        found_by=tests(
            "tests/verifier/test_changes.py::"
            "test_every_change_of_one_byte_is_found_and_the_entry_named",
            whole={"HEMICYCLE_CHANGES": "10000"},
        ),
        control=tests("tests/verifier/test_changes.py::test_the_same_files_without_a_change_pass"),
    ),
    Number(
        what="unhandled errors on bad input",
        target="0 of 100,000 requests",
        found_by=tests(
            f"{WEB}/test_api_judged.py::"
            "test_schemathesis_finds_no_server_error_and_nothing_that_is_not_described",
            whole={"HEMICYCLE_EXAMPLES": "1600"},
        ),
        control=tests(
            f"{WEB}/test_api_judged.py::test_schemathesis_finds_what_is_described_wrongly"
        ),
    ),
    Number(
        what="who gets what: routes, roles and states",
        target="every route, 0 differences",
        found_by=tests(f"{PERMISSIONS}::test_everybody_gets_what_the_table_says_and_nothing_else"),
        control=tests(f"{PERMISSIONS}::test_a_hole_in_the_table_is_found"),
    ),
    Number(
        what="hostile ballots counted",
        target="0 of 40 kinds or more",
        found_by=tests(f"{WEB}/test_hostile_ballots.py::test_no_ballot_of_the_catalogue_counts"),
        control=tests(f"{WEB}/test_hostile_ballots.py::test_the_honest_one_does"),
    ),
    Number(
        what="600 voters behind one address, 5,000 viewers",
        target="within 1 s, 0 lost, 0 doubled",
        found_by=bench("hall"),
        control=bench("hall", fault="slow"),
    ),
    Number(
        what="voters on a bad network",
        target="one ballot each, result right",
        found_by=tests(
            f"{CHAOS}/test_network.py::"
            "test_everybody_ends_with_one_counted_ballot_and_a_true_receipt",
            whole={"HEMICYCLE_CHAOS": "long"},
        ),
        control=tests(f"{CHAOS}/test_network.py::test_a_planted_fault_is_found_out"),
    ),
    Number(
        what="the writer killed, the second machine takes over",
        target="within 60 s, 0 lost",
        found_by=program(f"{CHAOS}/take_over.py", short=("--times", "1"), whole=("--times", "10")),
        control=program(f"{CHAOS}/take_over.py", "--times", "1", "--unfenced", must_fail=True),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended: whether as it must, and the figure that it said."""

    is_right: bool
    figure: str


def ended(run: Run, *, size: str) -> Ended:
    """Do a run and hear what it says."""
    surroundings = {**os.environ, **run.settings.get(size, {})}
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, *run.words, *run.sizes.get(size, ())]
        if run.is_tests:
            longer = ("-o", f"faulthandler_timeout={LONGEST_S}")  # than tests may take otherwise
            said = ("-q", "-n0", *longer, "-o", "junit_family=xunit1", f"--junitxml={report}")
            command = [sys.executable, "-m", "pytest", *said, *run.words]
        done = subprocess.run(
            command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
        )
        figure = figures_of(report) if run.is_tests else last_line(done.stdout + done.stderr)
    return Ended(is_right=(done.returncode != 0) == run.must_fail, figure=figure)


def figures_of(report: Path) -> str:
    """What tests recorded as their figures, or how many there were."""
    if not report.exists():
        return "the tests did not begin"
    root = ET.parse(report).getroot()  # noqa: S314 - pytest wrote it a moment ago
    told = [one.get("value", "") for one in root.iter("property") if one.get("name") == "figure"]
    shown = "; ".join(dict.fromkeys(told))
    return shown or f"{len(list(root.iter('testcase')))} tests"


def last_line(said: str) -> str:
    """The last thing that a program said which holds a figure."""
    lines = [one.strip(" │|") for one in said.replace("\r", "\n").splitlines()]
    counted = [one for one in lines if any(sign.isdigit() for sign in one)]
    return counted[-1] if counted else "nothing was said"


def shown(numbers: Sequence[tuple[int, Number]], *, size: str, console: Console) -> bool:
    """Find the numbers one after the other, and print them; whether every one is right."""
    table = Table("No.", "What", "Found", "Target", "Held", "Control", "Took", show_lines=True)
    is_right = True
    for place, number in numbers:
        begun = time.monotonic()
        with console.status(f"{place} of {len(NUMBERS)}: {number.what}"):
            found, control = (ended(one, size=size) for one in (number.found_by, number.control))
        took = f"{time.monotonic() - begun:.0f} s"
        held, noticed = ("yes" if one.is_right else "NO" for one in (found, control))
        table.add_row(*(str(place), number.what, found.figure, number.target, held, noticed, took))
        console.print(f"{place}. {number.what}: {found.figure} (held: {held}, control: {noticed})")
        is_right = is_right and found.is_right and control.is_right
    console.print(table)
    return is_right


def main() -> None:
    """Run from the command line; the exit says whether all held and every control was noticed."""
    parser = argparse.ArgumentParser(description="Twelve numbers, each with a control.")
    parser.add_argument("--size", choices=SIZES, default="short")
    parser.add_argument("--only", default=",".join(str(n + 1) for n in range(len(NUMBERS))))
    wanted = parser.parse_args()
    chosen = [(int(n), NUMBERS[int(n) - 1]) for n in wanted.only.split(",")]
    sys.exit(not shown(chosen, size=wanted.size, console=Console(width=160)))


if __name__ == "__main__":
    main()
