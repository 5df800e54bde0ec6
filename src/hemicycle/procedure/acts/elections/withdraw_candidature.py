"""Withdraw a candidature, before a ballot or between two.

Article: elections.withdrawal
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.elections.accept_candidature import require_candidature
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.elections import CALLED
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import require_election
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCandidature(Act):
    """A candidate stands no longer, or somebody who was nominated does not wish to stand."""

    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatureWithdrawn(Entry):
    """The name is on no paper that comes."""

    election: int
    candidate: MemberId


def decide(_rules: Rulebook, assembly: Assembly, act: WithdrawCandidature) -> list[Entry]:
    """Record the withdrawal.

    Out of order: no election is called; the person is not nominated; a ballot runs, or is over
    and not declared; the election is over.
    """
    require_body(assembly, act.body)
    require_person(assembly, act.by)
    election = require_election(assembly, act, act.election)
    require_candidature(election, act)
    if election.stage != CALLED:
        raise OutOfOrder("elections.withdrawal", "ballot_runs", election_stage=election.stage)
    return [
        CandidatureWithdrawn(body=act.body, at=act.at, election=election.number, candidate=act.by)
    ]


def apply(assembly: Assembly, entry: CandidatureWithdrawn) -> Assembly:
    election = assembly.elections[entry.election]
    one = replace(election.candidatures[entry.candidate], is_withdrawn=True)
    return assembly.with_election(election.with_candidature(one))


def minute(entry: CandidatureWithdrawn) -> Phrase:
    return Phrase(
        "minute.candidature_withdrawn", candidate=entry.candidate, election=entry.election
    )


KIND = Kind(
    WithdrawCandidature,
    decide,
    {CandidatureWithdrawn: apply},
    {CandidatureWithdrawn: minute},
    "withdraws the candidature[ in election {election}]",
)
