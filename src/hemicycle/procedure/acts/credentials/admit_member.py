"""Admit one more person to a delegation that sits: the addendum to its credentials.

Article: credentials.accepted, rights.member_delegate
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, Person
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rights import ACCREDITED_AS
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitMember(Act):
    """The secretariat admits a delegate, or somebody who accompanies the delegation."""

    member: MemberId
    delegation: DelegationId
    accredited_as: str = "delegate"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdmitted(Entry):
    """`member` belongs to the delegation from here on, in this place; frozen rolls stay."""

    member: MemberId
    delegation: DelegationId
    accredited_as: str


def decide(rules: Rulebook, assembly: Assembly, act: AdmitMember) -> list[Entry]:
    """Record the admission.

    Out of order: the actor is not of the secretariat; the delegation does not sit; the person
    is accredited already; no such place in a delegation is known.
    """
    require_secretariat(assembly, act)
    if act.delegation not in assembly.delegations:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=act.delegation)
    if act.member in assembly.people:
        raise OutOfOrder("credentials.accepted", "accredited_twice", member=act.member)
    if act.accredited_as not in ACCREDITED_AS:
        raise OutOfOrder(
            "credentials.accepted", "no_such_accreditation", accredited_as=act.accredited_as
        )
    return [
        MemberAdmitted(
            body=act.body,
            at=act.at,
            member=act.member,
            delegation=act.delegation,
            accredited_as=act.accredited_as,
        )
    ]


def apply(assembly: Assembly, entry: MemberAdmitted) -> Assembly:
    delegation = assembly.delegations[entry.delegation]
    if entry.accredited_as == "delegate":
        delegation = replace(delegation, members=(*delegation.members, entry.member))
    person = Person(id=entry.member, delegation=entry.delegation, accredited_as=entry.accredited_as)
    return replace(
        assembly,
        delegations={**assembly.delegations, delegation.id: delegation},
        people={**assembly.people, entry.member: person},
    )


def minute(entry: MemberAdmitted) -> Phrase:
    return Phrase(
        "minute.member_admitted",
        member=entry.member,
        delegation=entry.delegation,
        accredited_as=entry.accredited_as,
    )


KIND = Kind(
    AdmitMember,
    decide,
    {MemberAdmitted: apply},
    {MemberAdmitted: minute},
    "admits {member} to {delegation}[ as {accredited_as}]",
)
