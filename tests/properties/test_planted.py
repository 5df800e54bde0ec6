"""The control of the walks: each planted bug is found by them."""

import pytest

from properties.planted import PLANTED
from properties.walks import walk

MOST_WALKS = 80


def walk_far(clerk):
    """As many walks as the control may take."""
    for seed in range(MOST_WALKS):
        walk(seed, clerk=clerk)


@pytest.mark.parametrize("planting", PLANTED.values(), ids=PLANTED)
def test_a_planted_bug_is_found(planting):
    with planting() as clerk, pytest.raises(Exception) as found:  # noqa: PT011 - any fault will do
        walk_far(clerk)
    assert not isinstance(found.value, NameError | TypeError), found.value


def test_without_a_planted_bug_nothing_is_found():
    for seed in range(10):
        walk(seed)
