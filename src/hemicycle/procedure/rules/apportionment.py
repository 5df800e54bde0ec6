"""Sainte-Laguë: seats shared among groups by their votes, in whole numbers alone.

The next seat goes to the group with the largest votes / (2 * seats + 1); two such quotients are
compared by multiplying across, so nothing is ever rounded.
Article: elections.sharing
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Apportionment(NamedTuple):
    """The seats of each group; where lots are wanted, the groups that are level for them."""

    seats: Mapping[str, int]
    level: tuple[str, ...] = ()
    seats_between: int = 0


def sainte_lague(
    votes: Mapping[str, int], seats: int, *, drawn: Sequence[str] = ()
) -> Apportionment:
    """Share seats by votes; groups that are level for the last ones go in the order `drawn`.

    Note: groups that are level are not a tie while there are seats for all of them.
    """
    given = dict.fromkeys(votes, 0)
    left = seats
    while left and any(votes.values()):
        level = foremost(votes, given)
        if len(level) > left:
            order = [one for one in drawn if one in level]
            if len(order) < len(level):
                return Apportionment(given, tuple(level), left)
            level = order[:left]
        for one in level:
            given[one] += 1
        left -= len(level)
    return Apportionment(given)


def foremost(votes: Mapping[str, int], given: Mapping[str, int]) -> list[str]:
    """The groups with the largest quotient, all that are level."""
    first: list[str] = []
    for one in votes:
        lead = 1
        if first:
            ahead, behind = (2 * given[first[0]] + 1), (2 * given[one] + 1)
            lead = votes[one] * ahead - votes[first[0]] * behind
        if lead > 0:
            first = [one]
        elif lead == 0:
            first.append(one)
    return first
