"""Who is known by name and not accredited yet, and who is, as the secretariat's forms list them."""

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.view import View

Group = tuple[DelegationId, tuple[MemberId, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomers:
    """Those whom the record does not know yet.

    `alone` belong to no delegation; `late` belong to one that sits; `delegations` do not sit yet,
    each with its members in the order of their seats, the head first.
    """

    alone: tuple[MemberId, ...] = ()
    late: tuple[Group, ...] = ()
    delegations: tuple[Group, ...] = ()


def newcomers(view: View) -> Newcomers:
    """Everybody whom the names of the session know and the record does not."""
    names, assembly = view.names, view.assembly
    not_people = {*assembly.people, *names.parliaments()}
    waiting: dict[DelegationId, list[MemberId]] = {}
    for one in names.entries:
        if one not in not_people:
            own = DelegationId(names.delegation(one))
            waiting.setdefault(own, []).append(MemberId(one))
    alone = waiting.pop(NO_DELEGATION, [])
    groups = [
        (delegation, tuple(sorted(own, key=lambda member: names.entries[member].seat)))
        for delegation, own in waiting.items()
    ]
    return Newcomers(
        alone=tuple(alone),
        late=tuple(group for group in groups if group[0] in assembly.delegations),
        delegations=tuple(group for group in groups if group[0] not in assembly.delegations),
    )


def accredited(view: View) -> Iterator[Group]:
    """Those whose credentials stand: who is in no delegation, then each delegation with its own."""
    found: dict[DelegationId, list[MemberId]] = {NO_DELEGATION: []}
    for person in view.assembly.people.values():
        if not person.is_withdrawn:
            found.setdefault(person.delegation, []).append(person.id)
    for delegation, members in found.items():
        yield delegation, tuple(members)
