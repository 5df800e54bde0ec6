"""Annul a ballot: its papers are void, and it is taken again on a new roll.

Article: elections.annulment
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.assembly.elections import CLOSED, COUNTED, OPEN, VOID
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import require_election, require_stage
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnulBallot(Act):
    """The presiding officer annuls a ballot that cannot be counted, and says why."""

    reason: str
    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotAnnulled(Entry):
    """The ballot decided nothing; what was counted of it is never told."""

    election: int
    round: int
    title: Words
    reason: str


def decide(_rules: Rulebook, assembly: Assembly, act: AnnulBallot) -> list[Entry]:
    """Record that the ballot is void.

    Out of order: no sitting is open; the actor does not preside; no ballot runs or is counted; no
    reason is given.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    election = require_election(assembly, act, act.election)
    last = require_stage(election, OPEN, CLOSED, COUNTED)
    if not act.reason.strip():
        raise OutOfOrder("elections.annulment", "no_reason_given")
    return [
        BallotAnnulled(
            body=act.body,
            at=act.at,
            election=election.number,
            round=last.number,
            title=election.title,
            reason=act.reason,
        )
    ]


def apply(assembly: Assembly, entry: BallotAnnulled) -> Assembly:
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    last = replace(last, stage=VOID, cause=entry.reason)
    return assembly.with_election(election.with_round(last))


def minute(entry: BallotAnnulled) -> Phrase:
    return Phrase(
        "minute.ballot_annulled",
        title=entry.title,
        round=entry.round,
        reason_words=entry.reason,
    )


KIND = Kind(
    AnnulBallot,
    decide,
    {BallotAnnulled: apply},
    {BallotAnnulled: minute},
    "annuls the ballot because {reason}[ in election {election}]",
)
