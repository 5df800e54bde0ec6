"""Report the tally: a teller confirms what was counted.

Article: division.tellers, division.methods, division.stages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Tally
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_division, require_teller
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import is_by_hands

AS_COUNTED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTally(Act):
    """A teller reports the votes; `-1` throughout confirms what the system counted."""

    for_votes: int = AS_COUNTED
    against_votes: int = AS_COUNTED
    abstention_votes: int = AS_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyReported(Entry):
    """What the teller reported; it is kept as said, even where it differs."""

    division: int
    teller: MemberId
    for_votes: int
    against_votes: int
    abstention_votes: int


def decide(rules: Rulebook, assembly: Assembly, act: ReportTally) -> list[Entry]:
    """Record the report.

    Out of order: the body is unknown; it has no division; the actor is neither teller nor of the
    secretariat; hands are counted in it; the division is not closed, or its result is declared;
    a figure is negative.
    """
    division = require_division(assembly, require_body(assembly, act.body))
    require_teller(assembly, act.by)
    if is_by_hands(division.question.method):
        raise OutOfOrder("division.methods", "by_hands", division=division.number)
    if division.stage not in ("closed", "reported"):
        raise OutOfOrder("division.stages", "division_not_closed", division=division.number)
    parts = (act.for_votes, act.against_votes, act.abstention_votes)
    if parts == (AS_COUNTED,) * 3:
        counted = division.tally
        parts = (counted.for_votes, counted.against_votes, counted.abstention_votes)
    if min(parts) < 0:
        raise OutOfOrder("division.tellers", "negative_votes")
    return [
        TallyReported(
            body=act.body,
            at=act.at,
            division=division.number,
            teller=act.by,
            for_votes=parts[0],
            against_votes=parts[1],
            abstention_votes=parts[2],
        )
    ]


def apply(assembly: Assembly, entry: TallyReported) -> Assembly:
    division = assembly.divisions[entry.division]
    reported = Tally(
        for_votes=entry.for_votes,
        against_votes=entry.against_votes,
        abstention_votes=entry.abstention_votes,
    )
    return assembly.with_division(replace(division, stage="reported", reported=reported))


def minute(entry: TallyReported) -> Phrase:
    return Phrase("minute.tally_reported", teller=entry.teller, division=entry.division)


KIND = Kind(
    ReportTally,
    decide,
    {TallyReported: apply},
    {TallyReported: minute},
    "reports the tally[ {for_votes} {against_votes} {abstention_votes}]",
)
