"""A division by geopolitical group: equal tiles, one a delegation, and the votes of each group.

No map: a border would take a position that the house has not taken.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from hemicycle.procedure.assembly import DelegationId, Row, Tally
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.ballots import tally
from hemicycle.screens.hemicycle import mark_of
from hemicycle.screens.view import View

NO_GROUP = ""


class OfDelegation(Protocol):
    """Something that a delegation has: its vote, or how it stands to a commitment."""

    @property
    def delegation(self) -> DelegationId:
        """Which delegation that is."""


Found = TypeVar("Found", bound=OfDelegation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One delegation, with the mark of its vote."""

    delegation: DelegationId
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The delegations of one group, and how they voted together. Units: votes."""

    name: str
    tiles: Sequence[Tile]
    tally: Tally
    not_cast_votes: int
    entitled_votes: int


def by_group(view: View, rows: Sequence[Row], *, at: Instant | None = None) -> Sequence[Group]:
    """The groups in their order, those in none last; empty where no group is known.

    Note: a parliament may sit in several groups; it then stands in each, and their sums overlap.
    """
    members = in_groups(view, rows, at=at)
    if set(members) <= {NO_GROUP}:
        return ()
    return [group(name, own) for name, own in members.items()]


def in_groups(
    view: View, found: Iterable[Found], *, at: Instant | None = None
) -> Mapping[str, Sequence[Found]]:
    """What there is of each group's delegations, in the order of the groups, none last."""
    members: dict[str, list[Found]] = {}
    for one in found:
        for name in groups_of(view, one.delegation, at=at):
            members.setdefault(name, []).append(one)
    names = sorted(members, key=lambda name: (name == NO_GROUP, name))
    return {name: members[name] for name in names}


def groups_of(
    view: View, delegation: DelegationId, *, at: Instant | None = None
) -> Collection[str]:
    """The groups that a parliament was in at a moment, now where none is given.

    Note: as the record tells; where it has no members of any group, as they are on file now.
    """
    if view.assembly.memberships:
        moment = view.at if at is None else at
        own = (one for one in view.assembly.memberships if one.delegation == delegation)
        return tuple(one.group for one in own if one.is_in_force(moment)) or (NO_GROUP,)
    members = view.assembly.delegations[delegation].members
    on_file = (view.files.of(member).groups for member in members)
    return next((groups for groups in on_file if groups), (NO_GROUP,))


def group(name: str, rows: Sequence[Row]) -> Group:
    """One group with the sum of its votes."""
    return Group(
        name=name,
        tiles=[Tile(delegation=row.delegation, mark=mark_of(row)) for row in rows],
        tally=tally(tuple(rows)),
        not_cast_votes=sum(row.not_cast_votes for row in rows),
        entitled_votes=sum(row.entitled for row in rows),
    )
