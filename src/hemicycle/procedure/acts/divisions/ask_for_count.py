"""Ask for a count: a delegation doubts what the presiding officer saw, and the hands are counted.

Article: division.doubt
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.ballots import require_row
from hemicycle.procedure.rules.guards import require_division, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import require_hands


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForCount(Act):
    """A delegate who may vote in the division asks that the hands be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAsked(Entry):
    """The hands are raised again, and two tellers count them."""

    division: int
    delegation: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: AskForCount) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; it has no division; hands are not counted in it; nothing was
    found without a count; these rules do not let a delegation doubt it; the actor is not of those
    in the hall who may vote.
    """
    body = require_sitting(assembly, act.body)
    division = require_division(assembly, body)
    require_hands(division)
    row = require_row(assembly, division, act.by)
    if not rules.is_on("division.doubt"):
        raise OutOfOrder("division.doubt", "no_count_on_doubt")
    if division.stage != "found":
        raise OutOfOrder("division.doubt", "nothing_found", division=division.number)
    return [
        CountAsked(body=act.body, at=act.at, division=division.number, delegation=row.delegation)
    ]


def apply(assembly: Assembly, entry: CountAsked) -> Assembly:
    division = assembly.divisions[entry.division]
    opened = replace(
        division,
        stage="open",
        found="",
        closed_at=Instant(0),
        count_round=division.count_round + 1,
    )
    return assembly.with_division(opened)


def minute(entry: CountAsked) -> Phrase:
    return Phrase("minute.count_asked", division=entry.division, delegation=entry.delegation)


KIND = Kind(
    AskForCount,
    decide,
    {CountAsked: apply},
    {CountAsked: minute},
    "asks for a count",
)
