"""Accept a candidature: nobody is a candidate who has not said so.

Article: elections.acceptance
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Candidature, Election
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.candidatures import require_acceptable
from hemicycle.procedure.rules.elections import require_election
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCandidature(Act):
    """Somebody who was nominated agrees to stand."""

    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatureAccepted(Entry):
    """The name goes on the paper."""

    election: int
    candidate: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AcceptCandidature) -> list[Entry]:
    """Record the acceptance.

    Out of order: no election is called; the person is not nominated, or has accepted;
    candidatures are closed.
    """
    require_body(assembly, act.body)
    require_person(assembly, act.by)
    election = require_election(assembly, act, act.election)
    one = require_candidature(election, act)
    require_acceptable(rules, election, act)
    if one.is_accepted:
        raise OutOfOrder("elections.acceptance", "accepted_already", member=act.by)
    return [
        CandidatureAccepted(body=act.body, at=act.at, election=election.number, candidate=act.by)
    ]


def require_candidature(election: Election, act: Act) -> Candidature:
    """The candidature of who acts.

    Out of order: the person is not nominated, or has withdrawn.
    """
    one = election.candidatures.get(act.by)
    if one is None or one.is_withdrawn:
        raise OutOfOrder("elections.acceptance", "not_nominated", member=act.by)
    return one


def apply(assembly: Assembly, entry: CandidatureAccepted) -> Assembly:
    election = assembly.elections[entry.election]
    one = replace(election.candidatures[entry.candidate], is_accepted=True)
    return assembly.with_election(election.with_candidature(one))


def minute(entry: CandidatureAccepted) -> Phrase:
    return Phrase("minute.candidature_accepted", candidate=entry.candidate, election=entry.election)


KIND = Kind(
    AcceptCandidature,
    decide,
    {CandidatureAccepted: apply},
    {CandidatureAccepted: minute},
    "accepts the candidature[ in election {election}]",
)
