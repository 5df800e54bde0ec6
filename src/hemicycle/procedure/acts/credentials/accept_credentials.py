"""Accept a delegation's credentials: its members, and the votes the table of votes gives it.

Article: credentials.accepted, weights.table, rights.member_delegate, credentials.status
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Delegation, DelegationId, Person, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rights import STATUSES, line_of_status
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCredentials(Act):
    """The secretariat accepts a delegation; `members` names the head first.

    Units: votes, as in the pinned table of votes. `cause` says why it has no vote, if so;
    `sorted_as` by which keys it is put in order, in each language.
    """

    delegation: DelegationId
    members: tuple[MemberId, ...]
    votes: int
    status: str = "member"
    cause: str = ""
    sorted_as: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsAccepted(Entry):
    """The delegation sits, with these members and these votes."""

    delegation: DelegationId
    status: str
    votes: int
    has_vote: bool
    cause: str
    members: tuple[MemberId, ...]
    sorted_as: Words = field(default_factory=dict)


def decide(rules: Rulebook, assembly: Assembly, act: AcceptCredentials) -> list[Entry]:
    """Record the delegation.

    Out of order: the actor is not of the secretariat; the delegation sits already; it names
    nobody, or a person accredited elsewhere; its status is unknown; its votes are negative.
    """
    require_secretariat(assembly, act)
    if act.delegation in assembly.delegations:
        raise OutOfOrder(
            "credentials.accepted", "delegation_sits_already", delegation=act.delegation
        )
    if not act.members:
        raise OutOfOrder(
            "credentials.accepted", "delegation_without_members", delegation=act.delegation
        )
    taken = [m for m in act.members if m in assembly.people]
    if taken or len(set(act.members)) < len(act.members):
        raise OutOfOrder(
            "credentials.accepted", "accredited_twice", member=(taken or act.members)[0]
        )
    if act.status not in STATUSES:
        raise OutOfOrder("credentials.status", "unknown_status", status=act.status)
    if act.votes < 0:
        raise OutOfOrder("weights.table", "negative_votes_in_table", delegation=act.delegation)
    return [accepted(rules, act)]


def accepted(rules: Rulebook, act: AcceptCredentials) -> CredentialsAccepted:
    """The entry for a delegation: no vote for those whose status gives none, or in arrears."""
    may_vote = "vote" in rules.rights(line_of_status(act.status), "assembly")
    cause = act.cause or ("" if may_vote else act.status)
    if not cause and not act.votes:
        cause = "no_votes_in_table"
    return CredentialsAccepted(
        body=act.body,
        at=act.at,
        delegation=act.delegation,
        status=act.status,
        votes=act.votes,
        has_vote=not cause,
        cause=cause,
        members=act.members,
        sorted_as=act.sorted_as,
    )


def apply(assembly: Assembly, entry: CredentialsAccepted) -> Assembly:
    delegation = Delegation(
        id=entry.delegation,
        status=entry.status,
        votes=entry.votes,
        has_vote=entry.has_vote,
        cause=entry.cause,
        members=entry.members,
        sorted_as=entry.sorted_as,
    )
    people = {m: Person(id=m, delegation=entry.delegation) for m in entry.members}
    return replace(
        assembly,
        delegations={**assembly.delegations, entry.delegation: delegation},
        people={**assembly.people, **people},
    )


def minute(entry: CredentialsAccepted) -> Phrase:
    return Phrase(
        "minute.credentials_accepted" if entry.has_vote else "minute.credentials_without_vote",
        delegation=entry.delegation,
        persons=len(entry.members),
        n=entry.votes,
        cause=entry.cause,
    )


KIND = Kind(
    AcceptCredentials,
    decide,
    {CredentialsAccepted: apply},
    {CredentialsAccepted: minute},
    "accepts the credentials of {delegation}",
)
