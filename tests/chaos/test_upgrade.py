"""One drill of an upgrade here, and what it must notice; `make chaos` does it likewise."""

import pytest

from house_style import NO_HISTORY

from .real_server import Lost
from .upgrade import EARLIER, Drill, is_kept

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.slow,
    pytest.mark.skipif(not is_kept(EARLIER), reason=NO_HISTORY),
]


def test_two_machines_are_upgraded_while_people_vote_and_read():
    found = Drill().run(1)
    assert found.drills == 1
    assert found.acknowledged > 100
    assert found.pages > 100


def test_two_machines_that_are_upgraded_at_once_are_noticed_by_readers():
    with pytest.raises(Lost, match="no page could be read at either address"):
        Drill(both_at_once=True).run(1)
