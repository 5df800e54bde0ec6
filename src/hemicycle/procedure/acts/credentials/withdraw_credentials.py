"""Withdraw a person's credentials: from the next request on they act no more.

Article: credentials.withdrawn, chair.hand_over, secretariat.acts
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_not_presiding,
    require_person,
    require_secretariat,
    require_secretariat_without,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCredentials(Act):
    """The secretariat withdraws what accredits a person."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsWithdrawn(Entry):
    """`member` is accredited no more; what was done before stands."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawCredentials) -> list[Entry]:
    """Record the withdrawal.

    Out of order: the actor is not of the secretariat; the person is not accredited, presides
    over a body, or is the last of the secretariat.
    """
    require_secretariat(assembly, act)
    require_person(assembly, act.member)
    require_not_presiding(assembly, act.member)
    require_secretariat_without(assembly, act.member)
    return [CredentialsWithdrawn(body=act.body, at=act.at, member=act.member)]


def apply(assembly: Assembly, entry: CredentialsWithdrawn) -> Assembly:
    person = replace(assembly.people[entry.member], is_withdrawn=True)
    return replace(assembly, people={**assembly.people, entry.member: person})


def minute(entry: CredentialsWithdrawn) -> Phrase:
    return Phrase("minute.credentials_withdrawn", member=entry.member)


KIND = Kind(
    WithdrawCredentials,
    decide,
    {CredentialsWithdrawn: apply},
    {CredentialsWithdrawn: minute},
    "withdraws the credentials of {member}",
)
