"""Declare a group: through which one of its groups a delegation stands for office.

Article: elections.one_group, groups.membership, credentials.accepted
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.groups import require_member
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareGroup(Act):
    """The secretariat writes down the group through which some delegations stand."""

    delegations: tuple[DelegationId, ...]
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDeclared(Entry):
    """These delegations stand for office through this group."""

    delegations: tuple[DelegationId, ...]
    group: str


def decide(rules: Rulebook, assembly: Assembly, act: DeclareGroup) -> list[Entry]:
    """Record the group.

    Out of order: the actor is not of the secretariat; no group or no delegation is named; one
    does not sit, is not in the group, or has nominated through another.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if not act.group or not act.delegations:
        raise OutOfOrder("elections.one_group", "group_not_named")
    for delegation in act.delegations:
        if delegation not in assembly.delegations:
            raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=delegation)
        require_member(assembly, delegation, group=act.group)
        require_one_group(rules, assembly, delegation=delegation, group=act.group)
    return [GroupDeclared(body=act.body, at=act.at, delegations=act.delegations, group=act.group)]


def require_one_group(
    rules: Rulebook, assembly: Assembly, *, delegation: DelegationId, group: str
) -> None:
    """A delegation that sits in several groups stands for office through one of them.

    Out of order: it has nominated through another.
    """
    if not rules.is_on("elections.one_group"):
        return
    elections = assembly.elections.values()
    for one in (one for election in elections for one in election.candidatures.values()):
        is_own = one.delegation == delegation and not one.is_withdrawn
        if is_own and one.group not in ("", group):
            raise OutOfOrder(
                "elections.one_group",
                "stands_through_another",
                delegation=delegation,
                group=one.group,
            )


def apply(assembly: Assembly, entry: GroupDeclared) -> Assembly:
    own = dict.fromkeys(entry.delegations, entry.group)
    return replace(assembly, groups={**assembly.groups, **own})


def minute(entry: GroupDeclared) -> Phrase:
    return Phrase(
        "minute.group_declared",
        n=len(entry.delegations),
        delegations=entry.delegations,
        group=entry.group,
    )


KIND = Kind(
    DeclareGroup,
    decide,
    {GroupDeclared: apply},
    {GroupDeclared: minute},
    "places {delegations} in the group {group}",
)
