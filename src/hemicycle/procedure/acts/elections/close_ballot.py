"""Close the ballot: nobody receives a paper any more, and the box is opened.

Article: elections.stages, elections.one_paper
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.elections import CLOSED, OPEN
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import require_election, require_stage
from hemicycle.procedure.rules.guards import require_body, require_presiding
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseBallot(Act):
    """The presiding officer closes the ballot."""

    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotClosed(Entry):
    """The ballot is over; so many papers were issued."""

    election: int
    round: int
    issued: int


def decide(_rules: Rulebook, assembly: Assembly, act: CloseBallot) -> list[Entry]:
    """Record the close.

    Out of order: the actor does not preside; no ballot is open; nobody has received a paper.
    """
    body = require_body(assembly, act.body)
    require_presiding(assembly, body, act.by)
    election = require_election(assembly, act, act.election)
    last = require_stage(election, OPEN)
    if not last.issued:
        raise OutOfOrder("elections.one_paper", "no_paper_issued")
    return [
        BallotClosed(
            body=act.body,
            at=act.at,
            election=election.number,
            round=last.number,
            issued=len(last.issued),
        )
    ]


def apply(assembly: Assembly, entry: BallotClosed) -> Assembly:
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    return assembly.with_election(election.with_round(replace(last, stage=CLOSED)))


def minute(entry: BallotClosed) -> Phrase:
    return Phrase("minute.ballot_closed", round=entry.round, n=entry.issued)


KIND = Kind(
    CloseBallot,
    decide,
    {BallotClosed: apply},
    {BallotClosed: minute},
    "closes the ballot[ in election {election}]",
)
