"""Two sessions that differ in the ballots of a division that is not declared, and in nothing else.

What is made from both must be the same; what a planted leak tells must not.
"""

from collections.abc import Callable
from dataclasses import replace

from hemicycle.publish import Published

from .small_session import VOTES, SmallSession

OTHER_VOTES = {"p-0001-1": (0, 10, 0, 0), "p-0001-2": (0, 0, 9, 1), "p-0002-1": (1, 2, 3, 4)}


def undeclared(votes: dict[str, tuple[int, int, int, int]]) -> Published:
    """One division declared; another closed, with the tellers' report, and not declared."""
    session = SmallSession()
    session.sit()
    session.divide(VOTES)
    session.declare()
    session.divide(votes, number=2)
    return replace(session.published(), checkpoints=())


def leaking(published: Published) -> Published:
    """The same session, with the figures of its second division where they must not be."""
    assembly = published.assembly
    declared = replace(assembly.divisions[2], stage="declared")
    decided = replace(assembly.decisions[1], question=declared.question, division=2)
    decisions = {**assembly.decisions, decided.question.number: decided}
    assembly = replace(assembly.with_division(declared), decisions=decisions)
    return replace(published, assembly=assembly)


def differing(
    of: Callable[[Published], object],
    changed: Callable[[Published], Published] = lambda published: published,
) -> bool:
    """Whether an output changes with the ballots of a division that is not declared."""
    return of(changed(undeclared(VOTES))) != of(changed(undeclared(OTHER_VOTES)))
