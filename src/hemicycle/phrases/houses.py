"""How a house calls those on its roll: delegations, or what its rulebook says instead."""

import msgspec

from hemicycle.journal.names import Names
from hemicycle.procedure.rules.rulebook import Rulebook

ROLL_OF, DELEGATIONS = "division.roll_of", "delegations"


def told_in(names: Names, rules: Rulebook) -> Names:
    """The names as sentences of a house under these rules tell them.

    Article: division.roll_of
    """
    if not rules.has(ROLL_OF) or rules.choice(ROLL_OF) == DELEGATIONS:
        return names
    return msgspec.structs.replace(names, roll_of=rules.choice(ROLL_OF))
