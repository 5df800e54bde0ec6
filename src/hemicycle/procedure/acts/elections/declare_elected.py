"""Declare elected without a ballot: as many candidates as seats, where the rules allow it.

Article: elections.acclamation, elections.sex_floor
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.elections.open_ballot import require_candidates
from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import composition, require_election, rule_of
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareElected(Act):
    """The presiding officer declares the only candidates elected.

    `women` and `men` are sums, as in the declaration of a ballot.
    """

    women: int = 0
    men: int = 0
    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectedWithoutBallot(Entry):
    """These candidates are elected by acclamation; there are no figures."""

    election: int
    title: Words
    elected: tuple[MemberId, ...]
    rule_key: str
    is_verified: bool
    women: int
    men: int
    unmet: tuple[str, ...]


def decide(rules: Rulebook, assembly: Assembly, act: DeclareElected) -> list[Entry]:
    """Record the result.

    Out of order: no sitting is open; the actor does not preside; something comes first; a ballot
    runs, candidatures are still received, or nobody stands; the rules ask for a ballot; there are
    not as many candidates as seats; a share of each sex is asked for and not told.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    election = require_election(assembly, act, act.election)
    standing = require_candidates(rules, assembly, election, act=act)
    rule_key = rule_of(rules, election.post, "acclamation")
    if not rules.is_on(rule_key):
        raise OutOfOrder(rule_key, "ballot_needed")
    if len(standing) != election.seats_left:
        raise OutOfOrder(
            rule_key, "not_as_many_as_seats", n=len(standing), seats=election.seats_left
        )
    unmet = composition(rules, election, elected=standing, told=(act.women, act.men))
    return [
        ElectedWithoutBallot(
            body=act.body,
            at=act.at,
            election=election.number,
            title=election.title,
            elected=standing,
            rule_key=rule_key,
            is_verified=rules.is_verified(rule_key),
            women=act.women,
            men=act.men,
            unmet=unmet,
        )
    ]


def apply(assembly: Assembly, entry: ElectedWithoutBallot) -> Assembly:
    election = assembly.elections[entry.election]
    return assembly.with_election(
        replace(
            election,
            elected=(*election.elected, *entry.elected),
            is_acclaimed=True,
            is_over=True,
            women=entry.women,
            men=entry.men,
            unmet=entry.unmet,
        )
    )


def minute(entry: ElectedWithoutBallot) -> Phrase:
    return Phrase(
        "minute.elected_without_ballot",
        title=entry.title,
        elected=entry.elected,
        n=len(entry.elected),
        unmet=tuple(Phrase("minute.rule_unmet", rule_key=one) for one in entry.unmet),
    )


KIND = Kind(
    DeclareElected,
    decide,
    {ElectedWithoutBallot: apply},
    {ElectedWithoutBallot: minute},
    "declares elected by acclamation[, {women} women and {men} men][ in election {election}]",
)
