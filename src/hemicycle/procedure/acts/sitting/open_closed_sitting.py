"""Open a closed sitting of a group: that it sits is told, and nothing of what is said there.

Article: groups.closed, sitting.opening
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened, opening
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind
from hemicycle.procedure.rules.closed_sittings import require_can_close
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClosedSitting(Act):
    """Who presides over a group opens its next sitting, which is closed; 0 for whichever comes."""

    number: int = 0


def decide(rules: Rulebook, assembly: Assembly, act: OpenClosedSitting) -> list[Entry]:
    """Record the opening.

    Out of order: the body is no group; and as for a sitting that is open to all.
    """
    require_can_close(require_body(assembly, act.body))
    number = opening(rules, assembly, act, number=act.number)
    return [SittingOpened(body=act.body, at=act.at, number=number, is_closed=True)]


KIND = Kind(OpenClosedSitting, decide, {}, {}, "opens closed sitting {number}")
