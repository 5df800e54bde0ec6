"""In which order delegations stand on a roll: by the alphabet of a language, as the rulebook says.

Article: division.roll_call_order
"""

import unicodedata

from hemicycle.procedure.assembly import Assembly, Delegation
from hemicycle.procedure.rules.rulebook import Rulebook

ORDER = "division.roll_call_order"
ALPHABETICAL = "alphabetical_"


def in_roll_order(rules: Rulebook, assembly: Assembly) -> list[Delegation]:
    """Every delegation, in the order of the roll; those without a sorting key first, by their id.

    Note: the order is frozen by the entry that holds the roll; a new name later moves nobody.
    """
    policy = rules.choice(ORDER) if rules.has(ORDER) else ""
    language = policy.removeprefix(ALPHABETICAL)
    return sorted(
        assembly.delegations.values(),
        key=lambda one: (bare(one.sorted_as.get(language, "")), one.id),
    )


def bare(text: str) -> str:
    """A name as the alphabet sees it: accents and capitals put aside."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
