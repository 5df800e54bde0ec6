"""Members who act together: each named once, enough of them, of enough delegations.

Article: credentials.procedural_challengers, credentials.reconsider_signatures,
texts.late_report_objectors, emergency_item.members_needed
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, MemberId, OutOfOrder
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.rulebook import Rulebook

Signatories = tuple[MemberId, ...]


def require_signatories(
    assembly: Assembly, act: Act, others: Sequence[MemberId], *, rule_key: str
) -> Signatories:
    """Whoever acts and those who are named with this person: members, each named once.

    Out of order: somebody is not accredited, of no delegation, or named twice.
    """
    members = (act.by, *others)
    for member in members:
        if not require_person(assembly, member).delegation:
            raise OutOfOrder(rule_key, "signatory_without_delegation", member=member)
        if members.count(member) > 1:
            raise OutOfOrder(rule_key, "named_twice", member=member)
    return members


def require_enough(
    rules: Rulebook, assembly: Assembly, members: Sequence[MemberId], *, of: tuple[str, str]
) -> None:
    """As many members of as many delegations as two rules ask for.

    Out of order: some are missing, or some of other delegations.
    """
    by_members, by_delegations = of
    needed = rules.number(by_members)
    if len(members) < needed:
        raise OutOfOrder(by_members, "too_few_members", n=len(members), needed=needed)
    delegations = len({assembly.people[one].delegation for one in members})
    needed = rules.number(by_delegations)
    if delegations < needed:
        raise OutOfOrder(by_delegations, "too_few_delegations", n=delegations, needed=needed)
