"""The start page of an installation: its sessions, each with its basis, place and dates."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.assembly.session import SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """One session as the start page announces it. Units: ISO dates in its time zone."""

    id: SessionId
    title: Words
    theme: Words
    place: Words
    basis: str
    starts_on: str
    ends_on: str
    is_sitting: bool
    entries: int
    decisions: int
    delegations: int


def card(assembly: Assembly) -> SessionCard:
    """What the start page says of a session."""
    session = assembly.session
    assert session is not None
    return SessionCard(
        id=session.id,
        title=session.title,
        theme=session.theme,
        place=session.place,
        basis=session.basis,
        starts_on=session.starts_on,
        ends_on=session.ends_on,
        is_sitting=any(body.is_sitting for body in assembly.bodies.values()),
        entries=assembly.position,
        decisions=len(assembly.decisions),
        delegations=len(assembly.delegations),
    )


def start(assemblies: Iterable[Assembly]) -> tuple[SessionCard, ...]:
    """Every session that is open to visitors; those that sit now come first."""
    cards = [card(assembly) for assembly in assemblies if assembly.session]
    return tuple(sorted(cards, key=lambda one: (not one.is_sitting, one.starts_on, one.id)))
