"""The matrix of rights as anyone may read and print it, and the rights of who is looking."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Words
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import BodyId
from hemicycle.procedure.rules.rights import ORGANS, RIGHTS, rights_of, standings
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one standing may do: a cell for each kind of body, in the order of its columns."""

    standing: str
    cells: tuple[tuple[str, ...], ...]
    rule_key: str
    article: str
    is_verified: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRights:
    """What the viewer may do in one body of the session."""

    body: BodyId
    title: Words
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The matrix of the rules in force, and what the viewer may do in each body by it."""

    organs: tuple[str, ...]
    lines: tuple[Line, ...]
    standings: tuple[str, ...]
    own: tuple[OwnRights, ...]


def rights(view: View) -> Rights:
    """The matrix, with the lines of the viewer marked."""
    rules, assembly, member = view.rules, view.assembly, view.viewer.member
    own = standings(assembly, assembly.people.get(member)) if member != NOBODY else ()
    return Rights(
        organs=ORGANS,
        lines=tuple(line(view, standing, own=own) for standing in rules.standings),
        standings=own,
        own=tuple(
            OwnRights(
                body=body.id,
                title=body.title,
                rights=in_order(rights_of(rules, assembly, body, member=member)),
            )
            for body in assembly.bodies.values()
            if own
        ),
    )


def line(view: View, standing: str, *, own: tuple[str, ...]) -> Line:
    """One line as the rulebook writes it."""
    rules, rule_key = view.rules, f"rights.{standing}"
    return Line(
        standing=standing,
        cells=tuple(in_order(rules.rights(standing, organ)) for organ in ORGANS),
        rule_key=rule_key,
        article=rules.article(rule_key),
        is_verified=rules.is_verified(rule_key),
        is_own=standing in own,
    )


def in_order(granted: set[str] | frozenset[str]) -> tuple[str, ...]:
    """Rights in the order in which the matrix speaks of them."""
    return tuple(right for right in RIGHTS if right in granted)
