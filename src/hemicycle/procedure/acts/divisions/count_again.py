"""Have the hands counted again: what was entered stays, and both tellers begin anew.

Article: division.two_tellers, division.doubt
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_division, require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import do_counts_differ, require_hands


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAgain(Act):
    """The presiding officer has the hands raised and counted once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountBegunAgain(Entry):
    """A new round of counting begins; the earlier entries stay in the record."""

    division: int
    round: int


def decide(rules: Rulebook, assembly: Assembly, act: CountAgain) -> list[Entry]:
    """Record the new round.

    Out of order: no sitting is open; the actor does not preside; it has no division; hands are
    not counted in it; the tellers do not differ.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    division = require_division(assembly, body)
    require_hands(division)
    if division.stage != "open" or not do_counts_differ(division):
        raise OutOfOrder("division.two_tellers", "counts_do_not_differ", division=division.number)
    number = division.count_round + 1
    return [CountBegunAgain(body=act.body, at=act.at, division=division.number, round=number)]


def apply(assembly: Assembly, entry: CountBegunAgain) -> Assembly:
    division = assembly.divisions[entry.division]
    return assembly.with_division(replace(division, count_round=entry.round))


def minute(entry: CountBegunAgain) -> Phrase:
    return Phrase("minute.count_begun_again", division=entry.division)


KIND = Kind(
    CountAgain,
    decide,
    {CountBegunAgain: apply},
    {CountBegunAgain: minute},
    "has the hands counted again",
)
