"""One drill of a take-over here, and what it must notice; `make chaos` does three."""

import pytest

from .real_server import Lost
from .take_over import Drill

pytestmark = [pytest.mark.chaos, pytest.mark.slow]


def test_the_second_machine_goes_on_with_everything_that_was_acknowledged():
    found = Drill(seed=31).run(1)
    assert found.drills == 1
    assert found.acknowledged > 20
    assert found.longest_s < 60


def test_a_writer_that_does_not_wait_for_its_second_machine_is_noticed():
    with pytest.raises(Lost, match="acknowledged are gone"):
        Drill(seed=31, fault="deaf").run(3)  # at one moment there may be nothing to lose


def test_an_old_machine_that_does_not_ask_is_noticed():
    with pytest.raises(Lost, match="the old machine records again"):
        Drill(seed=31, fault="unfenced").run(1)
