"""A person decides that the second machine writes from now on: a term begins in every session."""

import asyncio
from pathlib import Path

from hemicycle.clerk import Asked, Clerk, Done
from hemicycle.operation.other_machine import Standing, standing_of
from hemicycle.operation.shown_keys import ASKS_WRITER
from hemicycle.procedure.acts.session.begin_term import OPERATOR, BeginTerm
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant
from hemicycle.store import StoreRefused
from hemicycle.store.sqlite import SqliteStore
from hemicycle.store.writer import (
    FOLLOWS,
    WISH,
    Decision,
    Link,
    become_writer,
    decision_in,
    keep,
    link_in,
)

LOOK_EVERY_S = 0.1


class NotTakenOver(Exception):
    """Nothing was taken over; the text says why."""


def link_of(folder: Path) -> Link:
    """Whom a folder follows.

    Errors: NotTakenOver, StoreRefused
    """
    link = link_in(folder, FOLLOWS)
    if link is None:
        raise NotTakenOver(f"{folder} follows no other machine, so there is nothing to take over.")
    return link


def require_silent(link: Link) -> None:
    """A writer that answers and writes is not overtaken unawares.

    Errors: NotTakenOver
    """
    told: Standing | None = standing_of(link, asks=ASKS_WRITER)
    if told is not None and told.writes:
        raise NotTakenOver(
            f"{link.address} answers and records. Stop it first; or say --although-it-answers, "
            "and it stops recording within seconds by itself."
        )


def begin_terms(clerk: Clerk, reason: str) -> list[str]:
    """Begin a term in every session that was opened; what was begun where.

    Errors: NotTakenOver
    """
    sessions = [s for s, state in clerk.states.items() if state.assembly.session is not None]
    outcomes = clerk.take([asked(clerk, session, reason=reason) for session in sessions])
    told = []
    for session, outcome in zip(sessions, outcomes, strict=True):
        if not isinstance(outcome, Done):
            raise NotTakenOver(f"{session}: no term was begun ({outcome}).")
        term = clerk.state(session).tail.term
        told.append(f"{session}: term {term} begins with entry {outcome.positions[0]}.")
    return told


def asked(clerk: Clerk, session: SessionId, *, reason: str) -> Asked:
    """The act that begins the next term of a session."""
    state = clerk.state(session)
    act = BeginTerm(
        act_id=f"term:{state.tail.term + 1}",
        body=next(iter(state.assembly.bodies), BodyId("plenary")),
        by=OPERATOR,
        capacity="operator",
        through="",
        at=Instant(0),
        reason=reason,
    )
    return Asked(session, act)


async def decided(folder: Path) -> Decision:
    """Wait until somebody decides that this machine takes over."""
    while True:
        wish = decision_in(folder)
        if wish is not None:
            return wish
        await asyncio.sleep(LOOK_EVERY_S)  # it comes from another process, which leaves a file


def is_followed_by_a_process(folder: Path) -> bool:
    """Whether a process keeps the copy of a folder up, and has to do it itself."""
    try:
        SqliteStore(folder).close()
    except StoreRefused as refused:
        if refused.key != "locked":
            raise
        return True
    return False


def leave_decision(folder: Path, reason: str) -> None:
    """Tell the process that keeps the copy up what was decided."""
    keep(folder / WISH, Decision(reason=reason))


def take_over_alone(clerk: Clerk, folder: Path, *, reason: str) -> list[str]:
    """Take over where no process keeps the copy up.

    Errors: NotTakenOver
    """
    told = begin_terms(clerk, reason)
    become_writer(folder)
    return told
