"""Go on on paper: the voting continues with printed sheets, which two tellers enter.

Article: division.paper, division.stages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    SECRETARIAT,
    require_body,
    require_division,
    require_person,
    require_presiding,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOnPaper(Act):
    """Whoever presides, or the secretariat, lets an open division go on with printed sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBegun(Entry):
    """Sheets count from now on; a sheet replaces what the delegation cast on screens."""

    division: int


def decide(rules: Rulebook, assembly: Assembly, act: GoOnPaper) -> list[Entry]:
    """Record that sheets count.

    Out of order: the body is unknown; it has no division; the actor neither presides nor is of the
    secretariat; the rules know no paper; no ballots are cast in it; it is not open; sheets count
    already.
    """
    body = require_body(assembly, act.body)
    division = require_division(assembly, body)
    if require_person(assembly, act.by).office not in SECRETARIAT:
        require_presiding(assembly, body, act.by)
    if not rules.is_on("division.paper"):
        raise OutOfOrder("division.paper", "no_paper")
    if not division.takes_ballots:
        raise OutOfOrder("division.paper", "no_sheets_here", division=division.number)
    if division.stage != "open":
        raise OutOfOrder(
            "division.stages", "division_closed", division=division.number, at=division.closed_at
        )
    if division.is_on_paper:
        raise OutOfOrder("division.paper", "on_paper_already", division=division.number)
    return [PaperBegun(body=act.body, at=act.at, division=division.number)]


def apply(assembly: Assembly, entry: PaperBegun) -> Assembly:
    """The clock no longer ends the voting: sheets take as long as they take."""
    division = assembly.divisions[entry.division]
    return assembly.with_division(replace(division, is_on_paper=True, closes_at=Instant(0)))


def minute(entry: PaperBegun) -> Phrase:
    return Phrase("minute.paper_begun", division=entry.division)


KIND = Kind(
    GoOnPaper,
    decide,
    {PaperBegun: apply},
    {PaperBegun: minute},
    "goes on on paper",
)
