"""Seats shared among groups: equally, or by votes after Sainte-Laguë, in whole numbers alone."""

from collections.abc import Mapping
from fractions import Fraction

from hemicycle_verify.tallies.lots import drawn


def equal_seats(votes: Mapping[str, int], seats: int) -> dict[str, int]:
    """As many seats for each group; nothing where they cannot be shared so."""
    if not votes or seats % len(votes):
        return {}
    return dict.fromkeys(votes, seats // len(votes))


def sainte_lague(votes: Mapping[str, int], seats: int, *, post: str, seed: str) -> dict[str, int]:
    """Seat by seat to the group with the largest votes / (2 * seats + 1).

    Groups that are level for the last seats go in the order of lots, each drawn as the post with
    the group's name; nothing where lots are wanted and there is no seed.
    """
    given = dict.fromkeys(votes, 0)
    left = seats if any(votes.values()) else 0
    while left:
        quotients = {one: Fraction(votes[one], 2 * given[one] + 1) for one in votes}
        level = [one for one in votes if quotients[one] == max(quotients.values())]
        if len(level) > left:
            if not seed:
                return {}
            lots = drawn((f"{post} {one}" for one in level), seed)
            level = [line.removeprefix(f"{post} ") for line in lots][:left]
        for one in level:
            given[one] += 1
        left -= len(level)
    return given
