"""Seats of groups as a table of the rulebook has them, one line a group: "North | 3".

Article: elections.seats_of_groups, elections.sharing
"""

import re
from collections.abc import Mapping, Sequence

from hemicycle.procedure.assembly import Assembly, GroupSeats
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.rules.elections import rule_of
from hemicycle.procedure.rules.groups import group_for_office
from hemicycle.procedure.rules.rulebook import Rulebook

LINE = re.compile(r"(\S(?:[^|]*\S)?) \| ([0-9]{1,3})")


def is_table(lines: object) -> bool:
    """Whether these are the lines of a table, each of another group."""
    if not isinstance(lines, list):
        return False
    found = [LINE.fullmatch(str(one)) for one in lines]
    groups = [one[1] for one in found if one]
    return len(set(groups)) == len(lines)


def table_of(lines: Sequence[str]) -> Mapping[str, int]:
    """The seats of each group, in the order of the table."""
    found = (LINE.fullmatch(one) for one in lines)
    return {one[1]: int(one[2]) for one in found if one}


def shared_by_table(
    rules: Rulebook, assembly: Assembly, *, post: str, seats: int
) -> tuple[GroupSeats, ...]:
    """The seats of each group, and the votes that its Members hold, which do not matter here.

    Out of order: the table has other seats in all than are to be filled.
    """
    rule_key = rule_of(rules, post, "seats_of_groups")
    table = table_of(rules.choices(rule_key))
    if sum(table.values()) != seats:
        raise OutOfOrder(rule_key, "seats_not_of_table", n=seats, seats=sum(table.values()))
    return tuple(
        GroupSeats(group=group, votes=votes_of(assembly, group), seats=own)
        for group, own in table.items()
    )


def votes_of(assembly: Assembly, group: str) -> int:
    """The votes that the Members of a group hold in the Assembly now."""
    members = (one for one in assembly.delegations.values() if one.has_vote)
    return sum(one.votes for one in members if group_for_office(assembly, one.id) == group)
