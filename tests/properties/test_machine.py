"""Sessions that Hypothesis writes, and the bugs that it must find in them."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from properties import machine
from properties.machine import AnySession
from properties.planted import PLANTED, PLANTED_FOR_PRESSES

STEPS = 40
TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(
    stateful_step_count=STEPS, suppress_health_check=list(HealthCheck)
)

FOUND_BY_MACHINE = {
    name: planting
    for name, planting in {**PLANTED, **PLANTED_FOR_PRESSES}.items()
    if name
    in {
        "a_may_that_lies",
        "a_count_that_moves_a_vote",
        "a_box_that_stays_open",
        "a_ceiling_that_does_not_hold",
        "a_clerk_who_forgets_presses",
        "books_that_remember_more_than_the_record",
    }
}


@pytest.mark.parametrize("planting", FOUND_BY_MACHINE.values(), ids=FOUND_BY_MACHINE)
def test_the_machine_finds_a_planted_bug(planting, monkeypatch):
    once = settings(
        max_examples=300,
        stateful_step_count=STEPS,
        phases=[Phase.generate],  # found is enough; nobody reads the shortest example
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    with planting() as clerk:
        monkeypatch.setattr(machine, "CLERK", [clerk])
        with pytest.raises(Exception):  # noqa: B017, PT011 - any fault will do
            run_state_machine_as_test(AnySession, settings=once)
