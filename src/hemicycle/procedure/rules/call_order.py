"""With whom a roll that is called aloud begins: with the first, or with one drawn by lot.

Article: division.voice_start, division.roll_call_order
"""

from hemicycle.procedure.assembly import RollRow
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.dice import seed_of
from hemicycle.procedure.rules.lots import drawn
from hemicycle.procedure.rules.rulebook import Rulebook

FIRST, BY_LOT = "first_on_roll", "drawn_by_lot"
STARTS = (FIRST, BY_LOT)


def call_seed(rules: Rulebook, method: str, *, dice: str, published: str) -> str:
    """The seed that draws with whom the call begins; empty where nothing is drawn.

    Out of order: lots are given where none are drawn; fewer than five dice; no published number.
    """
    is_drawn = method == "voice" and rules.choice("division.voice_start") == BY_LOT
    if not is_drawn:
        if dice or published:
            raise OutOfOrder("division.voice_start", "nothing_to_draw")
        return ""
    return seed_of("division.voice_start", dice=dice, published=published)


def begun_with(rows: tuple[RollRow, ...], seed: str) -> tuple[RollRow, ...]:
    """The roll begun with the delegation that the seed draws; those before it come last."""
    if not seed:
        return rows
    first = drawn((str(row.delegation) for row in rows), seed)[0]
    at = [str(row.delegation) for row in rows].index(first)
    return rows[at:] + rows[:at]
