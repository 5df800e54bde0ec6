"""Ratify credentials that nobody challenges.

Article: credentials.contested_by
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.assembly.contests import RATIFIED, SENT
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.contests import require_contests, require_delegation
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifyCredentials(Act):
    """The presiding officer hears no challenge; nobody named means all that are not challenged."""

    delegations: tuple[DelegationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsRatified(Entry):
    """The credentials of these delegations are ratified."""

    delegations: tuple[DelegationId, ...]


def decide(rules: Rulebook, assembly: Assembly, act: RatifyCredentials) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; under the rules the house does not
    decide on credentials; a delegation does not sit, or its credentials are challenged or decided;
    none is left to be ratified.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_contests(rules)
    for wanted in act.delegations:
        standing = require_delegation(assembly, wanted).credentials
        if standing != SENT:
            raise OutOfOrder(
                "credentials.contested_by", f"credentials_{standing}", delegation=wanted
            )
    sent = tuple(one.id for one in assembly.delegations.values() if one.credentials == SENT)
    delegations = act.delegations or sent
    if not delegations:
        raise OutOfOrder("credentials.contested_by", "nothing_to_ratify")
    return [CredentialsRatified(body=act.body, at=act.at, delegations=delegations)]


def apply(assembly: Assembly, entry: CredentialsRatified) -> Assembly:
    known = assembly.delegations
    ratified = {one: replace(known[one], credentials=RATIFIED) for one in entry.delegations}
    return replace(assembly, delegations={**known, **ratified})


def minute(entry: CredentialsRatified) -> Phrase:
    return Phrase("minute.credentials_not_challenged", n=len(entry.delegations))


KIND = Kind(
    RatifyCredentials,
    decide,
    {CredentialsRatified: apply},
    {CredentialsRatified: minute},
    "ratifies the credentials that nobody challenges[ of {delegations}]",
)
