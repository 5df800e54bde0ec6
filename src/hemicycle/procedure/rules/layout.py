"""Where clauses stand once some were inserted and others moved, whatever was decided first.

A clause that is put somewhere follows the clause behind which it is put, and goes with it where
that is moved itself; of several behind the same clause those of lower number come first.
Article: texts.consolidation
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import ClauseId

HEAD = ClauseId("")  # of the text; what is put behind it comes first


@dataclass(frozen=True, slots=True)
class Put:
    """That an amendment of this number puts a clause `after` another."""

    after: ClauseId
    by: int


def laid_out(order: Sequence[ClauseId], put: Mapping[ClauseId, Put]) -> list[ClauseId]:
    """The clauses of a version, in their `order`, with those that were put somewhere."""
    staying = [one for one in order if one not in put]
    behind = defaultdict[ClauseId, list[tuple[int, ClauseId]]](list)
    for clause, one in put.items():
        behind[leader_of(one, staying=staying, put=put)].append((one.by, clause))
    found, waiting = list[ClauseId](), [*reversed(staying), HEAD]
    while waiting:
        clause = waiting.pop()
        found += [clause] if clause else []
        waiting += [follower for _, follower in sorted(behind[clause], reverse=True)]
    return found


def leader_of(one: Put, *, staying: Sequence[ClauseId], put: Mapping[ClauseId, Put]) -> ClauseId:
    """The clause that one follows: behind its own the last that was inserted earlier."""
    if one.after in put:
        return one.after
    leader = one.after if one.after in staying else HEAD
    for clause in staying[staying.index(leader) + 1 if leader else 0 :]:
        if not 0 < number_of(clause) < one.by:
            break
        leader = clause
    return leader


def is_round(put: Mapping[ClauseId, Put], clause: ClauseId, *, after: ClauseId) -> bool:
    """Whether a clause would follow itself, by way of others that follow it."""
    leader = after
    while leader in put and leader != clause:
        leader = put[leader].after
    return leader == clause


def inserted_as(number: int) -> ClauseId:
    """The id of the clause that an amendment inserts."""
    return ClauseId(f"n{number}")


def number_of(clause: ClauseId) -> int:
    """The amendment that inserted a clause; 0 for one that was there from the beginning."""
    digits = clause.removeprefix("n")
    return int(digits) if clause.startswith("n") and digits.isdigit() else 0
