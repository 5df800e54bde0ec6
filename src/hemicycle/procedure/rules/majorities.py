"""Majorities, in whole votes; no floating point ever decides a division.

Article: division.denominator, division.majority_default, division.tie
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hemicycle.procedure.assembly import Division, Question, Tally


@dataclass(frozen=True, slots=True)
class Share:
    """A part of some votes, `numerator / denominator`; a strict one asks for more than that."""

    numerator: int
    denominator: int
    is_strict: bool

    def required(self, base: int) -> int:
        """The least number of votes out of `base` that reaches it, whole votes only.

        Note: `base` votes are counted already; a strict share needs one more than it exactly.
        """
        part = self.numerator * base
        if self.is_strict:
            return part // self.denominator + 1
        return -(-part // self.denominator)


# By the names that people give them; any other share is written as a fraction, 3/7.
NAMED_SHARES: dict[str, Share] = {
    "simple_majority": Share(1, 2, is_strict=True),
    "absolute_majority": Share(1, 2, is_strict=True),
    "one_third": Share(1, 3, is_strict=False),
    "two_thirds": Share(2, 3, is_strict=False),
    "three_fifths": Share(3, 5, is_strict=False),
    "three_quarters": Share(3, 4, is_strict=False),
    "unanimity": Share(1, 1, is_strict=False),
}
FRACTION = re.compile(r"(>?)([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", re.ASCII)


def share_named(text: str) -> Share | None:
    """A share by its name, as a fraction that must be reached (3/5), or passed (>1/2).

    Note: a fraction above one is none.
    """
    found = FRACTION.fullmatch(text)
    if found is None:
        return NAMED_SHARES.get(text)
    share = Share(int(found[2]), int(found[3]), is_strict=bool(found[1]))
    return share if share.numerator <= share.denominator else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """A share of some votes: `numerator / denominator` of the votes `base` counts.

    `is_strict` asks for more than the share. `rule_key` names the rule it was taken from.
    """

    policy: str
    numerator: int
    denominator: int
    is_strict: bool
    base: str
    rule_key: str
    is_verified: bool


SHARES: dict[str, tuple[int, int, bool]] = {
    "simple_majority_of_votes_cast": (1, 2, True),
    "absolute_majority_of_all_votes": (1, 2, True),
    "two_thirds_of_votes_cast": (2, 3, False),
    "three_fifths_of_votes_cast": (3, 5, False),
    "three_quarters_of_votes_cast": (3, 4, False),
}
CASTING_VOTE, FAILS = "casting_vote", "fails"
TIES = (FAILS, CASTING_VOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """Who could have voted in a division. Units: votes.

    `entitled` are all on the roll; `present` those of delegations that were there; `members` all
    that the body has by its constitution, vacant seats included.
    """

    entitled: int
    present: int
    members: int


def electorate_of(division: Division) -> Electorate:
    """Who could have voted in a division, once it is closed."""
    entitled = division.entitled_votes
    absent = sum(row.absent for row in division.count.rows)
    members = division.component_votes or entitled
    return Electorate(entitled=entitled, present=entitled - absent, members=members)


BASES: dict[str, Callable[[Tally, Electorate], int]] = {
    "votes_cast": lambda tally, _among: tally.cast_votes,
    "votes_cast_with_abstentions": lambda tally, _among: tally.placed_votes,
    "those_present": lambda _tally, among: among.present,
    "all_entitled": lambda _tally, among: among.entitled,
    "component_members": lambda _tally, among: among.members,
}


def base_votes(question: Question, tally: Tally, *, among: Electorate) -> int:
    """The number of votes of which a share is needed. Units: votes."""
    return BASES[question.base](tally, among)


def required_votes(question: Question, base: int) -> int:
    """The least number of votes in favour that carries, whole votes only."""
    return Share(question.numerator, question.denominator, question.is_strict).required(base)


def is_carried(question: Question, tally: Tally, *, among: Electorate) -> bool:
    """True when enough votes are in favour; a division in which nothing is cast is lost."""
    base = base_votes(question, tally, among=among)
    return tally.cast_votes > 0 and tally.for_votes >= required_votes(question, base)


def is_tied(tally: Tally) -> bool:
    """As many for as against, and at least one of each: what a casting vote decides."""
    return tally.cast_votes > 0 and tally.for_votes == tally.against_votes
