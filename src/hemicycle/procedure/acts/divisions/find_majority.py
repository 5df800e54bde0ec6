"""Find a plain majority of hands without counting them; no figure is ever made up for it.

Article: division.plain_result, division.methods
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_division, require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import require_hands

OUTCOMES = ("adopted", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindMajority(Act):
    """The presiding officer sees a clear majority; the outcome is adopted or rejected."""

    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorityFound(Entry):
    """What the presiding officer sees; until it is declared any delegation may have it counted."""

    division: int
    outcome: str


def decide(rules: Rulebook, assembly: Assembly, act: FindMajority) -> list[Entry]:
    """Record what is seen.

    Out of order: no sitting is open; the actor does not preside; it has no division; hands are
    not counted in it; the rules ask for figures; the outcome is unknown; counting has begun, or a
    delegation asked for it.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    division = require_division(assembly, body)
    require_hands(division)
    if not rules.is_on("division.plain_result"):
        raise OutOfOrder("division.plain_result", "hands_to_be_counted")
    if act.outcome not in OUTCOMES:
        raise OutOfOrder("division.plain_result", "unknown_outcome", text=act.outcome)
    if division.stage != "open" or division.hands or division.count_round > 1:
        raise OutOfOrder("division.plain_result", "counting_begun", division=division.number)
    return [MajorityFound(body=act.body, at=act.at, division=division.number, outcome=act.outcome)]


def apply(assembly: Assembly, entry: MajorityFound) -> Assembly:
    division = assembly.divisions[entry.division]
    found = replace(division, stage="found", found=entry.outcome, closed_at=entry.at)
    return assembly.with_division(found)


def minute(entry: MajorityFound) -> Phrase:
    return Phrase(f"minute.majority_found_{entry.outcome}", division=entry.division)


KIND = Kind(
    FindMajority,
    decide,
    {MajorityFound: apply},
    {MajorityFound: minute},
    "finds it plainly {outcome}",
)
