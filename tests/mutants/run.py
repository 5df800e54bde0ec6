"""Puts small faults into what counts votes, one at a time, and asks the tests whether they notice.

    python tests/mutants/run.py [--only majorities,...] [--every 1] [--lines 40-60]

The program is loaded once; each fault is tried in a process split off from it, in which the code
of one function is exchanged, so that nothing is loaded anew, by the tests that reach that function.
A fault that no test notices is printed. It ends with an error if fewer than 85 in a hundred were
noticed.
"""

import argparse
import ast
import functools
import gc
import importlib
import os
import signal
import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "mutants"

from .faults import Mutant, mutants
from .reached import Function, Reached

ROOT = Path(__file__).resolve().parents[2]
AIM_PERCENT = 85
LONGEST_S = 600
LEAST_WORK_S, TIMES_THE_WORK = 20.0, 5.0  # of the processor, for tests that go round in circles
NOT_PLANTED = 7
FIRST = ("majorities", "weights", "quorums", "available_votes")
RULES = (
    *(f"tests/procedure/test_{name}.py" for name in FIRST),
    *("tests/minutes/test_scenarios.py", "tests/procedure/test_deputising.py"),
)
MODULES = {
    "majorities": ("hemicycle.procedure.rules.majorities", RULES),
    "weights": ("hemicycle.procedure.rules.weights", RULES),
    "quorums": ("hemicycle.procedure.rules.quorums", RULES),
    "ballots": ("hemicycle.procedure.rules.ballots", RULES),
    "counting": ("hemicycle.recount.counting", ("tests/recount",)),
    "stv": ("hemicycle.recount.stv", ("tests/recount",)),
}


def codes(code: types.CodeType) -> Iterator[tuple[Function, types.CodeType]]:
    """Every function of a compiled module, by name and line, with its code."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield (constant.co_qualname, constant.co_firstlineno), constant
            yield from codes(constant)


def changed(module: types.ModuleType, tree: ast.Module) -> dict[Function, types.CodeType]:
    """The functions, by name and line, whose code is another with the fault."""
    path = str(module.__file__)
    sound = dict(codes(compile(Path(path).read_text("utf-8"), path, "exec")))
    faulty = dict(codes(compile(tree, path, "exec")))
    return {key: code for key, code in faulty.items() if code != sound.get(key)}


def plant(module: types.ModuleType, planted: Mapping[Function, types.CodeType]) -> None:
    """Exchange the code of functions of a loaded module; forget what they answered before."""
    path = str(module.__file__)
    for one in gc.get_objects():
        kind = type(one)  # as it is, for some objects answer questions about themselves
        if kind is types.FunctionType and one.__code__.co_filename == path:
            key = (one.__code__.co_qualname, one.__code__.co_firstlineno)
            one.__code__ = planted.get(key, one.__code__)
        elif kind is functools._lru_cache_wrapper:
            one.cache_clear()


def is_noticed(tests: Sequence[str], *watching: object) -> bool:
    """Whether a test fails."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        ended = pytest.main([*options, *tests], plugins=list(watching))
    return ended != pytest.ExitCode.OK


def most_work_s(sound_s: float) -> float:
    """How long tests may work with a fault that take so long without one: then they never end."""
    return max(LEAST_WORK_S, TIMES_THE_WORK * sound_s)


def is_killed(module: types.ModuleType, mutant: Mutant, reached: Reached) -> bool:
    """Whether the tests notice a fault, in a process of its own; what never ends is noticed."""
    planted = changed(module, mutant.tree)
    tests = reached.tests_of(list(planted))
    if not tests:
        return False
    child = os.fork()
    if child == 0:
        ended = NOT_PLANTED
        with suppress(Exception):
            plant(module, planted)
            signal.alarm(LONGEST_S)
            signal.setitimer(signal.ITIMER_PROF, most_work_s(reached.work_s(tests)))
            ended = is_noticed(tests)
        os._exit(ended)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == NOT_PLANTED:
        raise RuntimeError(f"line {mutant.line} was not planted: {mutant.became}")
    return status != 0


def tried(name: str, *, every: int, lines: range) -> tuple[int, int]:
    """Try the faults of one module: how many there were, how many were noticed."""
    module_name, tests = MODULES[name]
    module = importlib.import_module(module_name)
    path = Path(str(module.__file__))
    reached = Reached(str(path))
    if is_noticed(tests, reached):
        sys.exit(f"{tests} fail without any fault")
    source = path.read_text("utf-8")
    chosen = [one for one in mutants(source) if one.line in lines][::every]
    killed = 0
    for mutant in chosen:
        if is_killed(module, mutant, reached):
            killed += 1
        else:
            print(f"  {name}:{mutant.line}: {mutant.was}  ->  {mutant.became}", flush=True)
    print(f"{name}: {killed} of {len(chosen)} noticed", flush=True)
    return len(chosen), killed


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Put small faults into what counts votes.")
    parser.add_argument("--only", default=",".join(MODULES))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--lines", default="1-1000")
    wanted = parser.parse_args()
    os.chdir(ROOT)
    first, last = map(int, wanted.lines.split("-"))
    lines = range(first, last + 1)
    found = [tried(name, every=wanted.every, lines=lines) for name in wanted.only.split(",")]
    made, killed = map(sum, zip(*found, strict=True))
    print(f"{killed} of {made} faults noticed, {100 * killed / made:.1f} %")
    if 100 * killed < AIM_PERCENT * made:
        sys.exit(1)


if __name__ == "__main__":
    main()
