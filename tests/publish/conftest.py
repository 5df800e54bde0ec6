"""The two small sessions that most tests of outputs publish."""

import pytest

from .small_session import SmallSession, reported_session, whole_session


@pytest.fixture(scope="module")
def rehearsal() -> SmallSession:
    """A rehearsal with one of everything that outputs show."""
    return whole_session()


@pytest.fixture(scope="module")
def reported() -> SmallSession:
    """A session that others reported."""
    return reported_session()
