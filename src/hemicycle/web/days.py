"""Days on the walls of a session, for pages that tell when something was done."""

from collections.abc import Callable

from hemicycle.phrases.formats import moment
from hemicycle.procedure.kernel import Instant


def day_in(zone: str) -> Callable[[int], str]:
    """Which day it is somewhere, at a number of milliseconds since 1970."""
    return lambda at_ms: moment(Instant(at_ms), zone).date().isoformat()
