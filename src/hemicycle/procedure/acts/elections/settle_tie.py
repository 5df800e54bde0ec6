"""Settle a tie between candidates: by lots that anybody can draw again, or by age.

Article: elections.tie
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Tie
from hemicycle.procedure.assembly.elections import COUNTED
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.dice import seed_of
from hemicycle.procedure.rules.elections import (
    LOTS,
    outcome,
    require_election,
    require_stage,
    rule_of,
)
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lots import drawn
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleTie(Act):
    """The secretariat enters the dice and the published number, or the ages' order, eldest first.

    Note: which of the two is wanted is the rulebook's choice.
    """

    dice: str = ""
    published: str = ""
    by_age: tuple[MemberId, ...] = ()
    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TieSettled(Entry):
    """The candidates with the same number of votes in an order; `seed` empty where age decides."""

    election: int
    round: int
    order: tuple[MemberId, ...]
    is_for_last: bool
    seed: str
    rule_key: str


def decide(rules: Rulebook, assembly: Assembly, act: SettleTie) -> list[Entry]:
    """Record the order.

    Out of order: the actor is not of the secretariat; no ballot is counted; there is no tie; no
    dice or published number; not those between whom the tie is.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    election = require_election(assembly, act, act.election)
    last = require_stage(election, COUNTED)
    assert last.count is not None
    found = outcome(rules, election, last=last, count=last.count)
    rule_key = rule_of(rules, election.post, "tie")
    if not found.tied:
        raise OutOfOrder(rule_key, "no_tie")
    by_lots = rules.choice(rule_key) == LOTS
    seed = seed_of(rule_key, dice=act.dice, published=act.published) if by_lots else ""
    return [
        TieSettled(
            body=act.body,
            at=act.at,
            election=election.number,
            round=last.number,
            order=in_lots(found.tied, seed)
            if by_lots
            else require_tied(act.by_age, found.tied, rule_key=rule_key),
            is_for_last=found.is_for_last,
            seed=seed,
            rule_key=rule_key,
        )
    ]


def in_lots(tied: tuple[MemberId, ...], seed: str) -> tuple[MemberId, ...]:
    """The candidates in the order that the seed draws."""
    return tuple(map(MemberId, drawn(tied, seed)))


def require_tied(
    told: tuple[MemberId, ...], tied: tuple[MemberId, ...], *, rule_key: str
) -> tuple[MemberId, ...]:
    """The order of the ages, of those between whom the tie is.

    Out of order: others, or not all.
    """
    if sorted(told) != sorted(tied):
        raise OutOfOrder(rule_key, "not_the_tied", members=tied)
    return told


def apply(assembly: Assembly, entry: TieSettled) -> Assembly:
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    tie = Tie(order=entry.order, seed=entry.seed, is_for_last=entry.is_for_last)
    last = replace(last, ties=(*last.ties, tie))
    return assembly.with_election(election.with_round(last))


def minute(entry: TieSettled) -> Phrase:
    what = "last" if entry.is_for_last else "seat"
    how = f"{what}_by_lots" if entry.seed else f"{what}_by_age"
    return Phrase(
        f"minute.tie_for_{how}",
        members=entry.order,
        round=entry.round,
        seed_words=entry.seed,
        rule_key=entry.rule_key,
    )


KIND = Kind(
    SettleTie,
    decide,
    {TieSettled: apply},
    {TieSettled: minute},
    "settles the tie[ with dice {dice} and number {published}][ by age {by_age}]"
    "[ in election {election}]",
)
