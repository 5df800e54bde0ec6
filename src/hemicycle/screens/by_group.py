"""A division by geopolitical group: equal tiles, one a delegation, and the votes of each group.

No map: a border would take a position that the house has not taken.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import DelegationId, Row, Tally
from hemicycle.procedure.rules.ballots import tally
from hemicycle.screens.hemicycle import mark_of
from hemicycle.screens.view import View

NO_GROUP = ""


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


def by_group(view: View, rows: Sequence[Row]) -> Sequence[Group]:
    """The groups in their order, those in none last; empty where no group is on file.

    Note: a parliament may sit in several groups; it then stands in each, and their sums overlap.
    """
    members: dict[str, list[Row]] = {}
    for row in rows:
        for name in groups_of(view, row.delegation):
            members.setdefault(name, []).append(row)
    if set(members) <= {NO_GROUP}:
        return ()
    names = sorted(members, key=lambda name: (name == NO_GROUP, name))
    return [group(name, members[name]) for name in names]


def groups_of(view: View, delegation: DelegationId) -> Collection[str]:
    """The groups that a parliament sits in, as they are on file now."""
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
