"""Which tests reach which functions: only those can notice a fault there, the fastest first."""

import sys
import time
import types
from collections import defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import pytest

Function = tuple[str, int]


@dataclass
class Reached:
    """Watches one run of tests; `path` is the file whose functions are asked about."""

    path: str
    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[Function, set[str]] = field(default_factory=lambda: defaultdict(set))
    _entered: set[types.CodeType] = field(default_factory=set)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Note the functions that are entered during a test, its fixtures included."""
        began = time.perf_counter()
        sys.setprofile(self._noted)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            self.seconds[item.nodeid] = time.perf_counter() - began
            for code in self._entered:
                self.tests[code.co_qualname, code.co_firstlineno].add(item.nodeid)
            self._entered.clear()

    def _noted(self, frame: types.FrameType, event: str, _what: object) -> None:
        if event == "call" and frame.f_code.co_filename == self.path:
            self._entered.add(frame.f_code)

    def tests_of(self, functions: Sequence[Function]) -> list[str]:
        """The tests that reach one of the functions, the fastest first."""
        found = {test for function in functions for test in self.tests.get(function, ())}
        return sorted(found, key=lambda test: self.seconds[test])

    def work_s(self, tests: Sequence[str]) -> float:
        """How long some tests took, watched."""
        return sum(self.seconds[test] for test in tests)
