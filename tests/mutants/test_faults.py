"""The faults themselves: every kind is made, one at a time, and an exchange is noticed."""

import ast
from types import SimpleNamespace

import pytest

from . import run
from .faults import mutants
from .reached import Reached

SOUND = '''
def carried(votes, needed):
    """Whether enough are in favour."""
    return votes >= needed
'''


def faulty(body):
    """What may become of one statement in a function."""
    source = f"def f(a, b):\n    {body}\n"
    return sorted(ast.unparse(one.tree).split("\n    ", 1)[1] for one in mutants(source))


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("a(b < 1)", ["a(b <= 1)", "a(b < 2)", "a(b >= 1)", "pass"]),
        ("a = b + 1", ["a = b + 2", "a = b - 1"]),
        ("a -= b", ["a += b"]),
        ("a = a and (not b)", ["a = a and b", "a = a or not b"]),
        ("a = b if a else 0", ["a = 0 if a else b", "a = b if a else 1"]),
        ("a = b == ''", ["a = b != ''", "a = b == '?'"]),
        ("a = min(a, b)", ["a = max(a, b)"]),
        ("return a", ["return None"]),
        ("return None", []),
        ("raise a", ["pass"]),
        ("a: int = True", ["a: int = False"]),
        ("a = b // a % b", ["a = b * a % b", "a = b // a * b"]),
        ("assert a < b", []),
        ("'''What it does.'''", []),
    ],
)
def test_every_kind_of_fault_is_made_once(body, faults):
    assert faulty(body) == sorted(faults)


def test_an_if_and_a_loop_have_their_faults():
    source = "def f(a):\n    for b in a:\n        if b:\n            break\n"
    made = [one.became.replace("\n    ", " ") for one in mutants(source)]
    assert made == ["if not b: break", "continue"]


def test_what_stands_outside_functions_is_left_alone():
    assert list(mutants("A = 1 + 1\n\nclass B:\n    c: int = 5\n")) == []


@pytest.fixture
def carried(tmp_path):
    """A function in a module of its own, loaded, and what stands in its file."""
    file = tmp_path / "carried.py"
    file.write_text(SOUND)
    module = SimpleNamespace(__file__=str(file))
    exec(compile(SOUND, str(file), "exec"), vars(module))  # noqa: S102 - our own text
    return module


def test_a_fault_is_planted_in_what_is_loaded(carried):
    [equal, *_] = [one for one in mutants(SOUND) if one.became == "votes > needed"]
    held = carried.carried  # as another module holds it that has imported the name
    assert held(5, 5)
    run.plant(carried, run.changed(carried, equal.tree))
    assert not held(5, 5)
    assert held(6, 5)


def test_a_module_without_a_fault_has_nothing_to_plant(carried):
    assert run.changed(carried, ast.parse(SOUND)) == {}


def test_only_tests_that_reach_a_function_are_asked(carried):
    reached = Reached(carried.__file__)
    code = carried.carried.__code__
    key = (code.co_qualname, code.co_firstlineno)
    for name in ("slow", "fast", "elsewhere"):
        item = SimpleNamespace(nodeid=name)
        watching = reached.pytest_runtest_protocol(item)
        next(watching)
        if name != "elsewhere":
            carried.carried(1, 2)
        with pytest.raises(StopIteration):
            watching.send(None)
    reached.seconds.update(slow=2, fast=1)
    assert reached.tests_of([key]) == ["fast", "slow"]
    assert reached.tests_of([("other", 1)]) == []


def for_ever(_tests):
    """Tests that a fault has sent round in circles."""
    while True:
        pass


@pytest.mark.parametrize(("answer", "is_killed"), [(for_ever, True), (lambda _tests: False, False)])
def test_tests_that_never_end_have_noticed_the_fault(carried, monkeypatch, answer, is_killed):
    code = carried.carried.__code__
    reached = Reached(carried.__file__, seconds={"one": 0.01})
    reached.tests[code.co_qualname, code.co_firstlineno].add("one")
    monkeypatch.setattr(run, "LEAST_WORK_S", 0.1)
    monkeypatch.setattr(run, "is_noticed", answer)
    [first, *_] = mutants(SOUND)
    assert run.is_killed(carried, first, reached) is is_killed
