"""Two drills of a restore here; `make chaos` does five."""

import pytest

from .real_server import Lost
from .restore import Drill

pytestmark = [pytest.mark.chaos, pytest.mark.slow]


def test_what_was_acknowledged_before_the_backup_is_in_the_restored_house():
    found = Drill(seed=20).run(2)
    assert found.drills == 2
    assert found.before > 20
    assert found.after > 0


def test_what_came_after_the_backup_is_missed():
    with pytest.raises(Lost, match="acknowledged are gone"):
        Drill(seed=20, is_late=True).run(1)
