"""Scans, unmade speeches, drafts of takes and what groups keep go some weeks after a session.

By the time that the house keeps (`house_clock`), because what is erased does not come back when a
clock that was set wrong is set right. Not by the clock of a session, which a rehearsal sets to
another day: whoever was scanned there lives today. What groups keep goes by that one all the same,
as it is shown.
"""

import asyncio
import contextlib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError, connections

from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly import Session
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat import closed_sittings, group_papers
from hemicycle.secretariat.gate import KEPT_DAYS, erase_scans_before
from hemicycle.web.house import House
from hemicycle.web.house_clock import COMPUTER
from hemicycle.web.meeting_table import KEPT_DAYS as GROUPS_KEPT_DAYS
from hemicycle.web.take_retention import forget_drafts

FIRST_LOOK_S, LOOK_EVERY_S = 60, 6 * 60 * 60


async def erase_by_and_by(house: House) -> None:
    """Look four times a day whose time has come; a table that is busy is looked at next time."""
    await asyncio.sleep(FIRST_LOOK_S)
    while True:
        with contextlib.suppress(DatabaseError):
            await asyncio.to_thread(erase_and_close, house)
            await forget_sealed(house)
        await asyncio.sleep(LOOK_EVERY_S)


async def forget_sealed(house: House) -> None:
    """Speeches that stayed sealed to the end: their words go, their fingerprints stay recorded.

    Note: they were handed in for the booths, which need them no more.
    """
    for session, state in list(house.clerk.states.items()):
        opened = state.assembly.session
        if opened is not None and is_over(opened):
            bodies = state.assembly.bodies.values()
            written = [one for body in bodies for one in body.written.values()]
            await house.written_texts.forget(
                session, [one.sha256 for one in written if not one.is_open]
            )


def is_over(session: Session) -> bool:
    """Whether the last day of a session was long enough ago."""
    today = moment(COMPUTER.now(), session.zone).date()
    return date.fromisoformat(session.ends_on) < today - timedelta(days=KEPT_DAYS)


def erase_and_close(house: House) -> None:
    """The same in a thread of its own, which leaves no connection behind."""
    try:
        erase_what_is_over(house)
    finally:
        connections.close_all()


def erase_what_is_over(house: House) -> int:
    """Erase the scans and the drafts of takes of sessions that ended long enough ago; how many."""
    known = [state.assembly.session for state in list(house.clerk.states.values())]
    over = [one for one in known if one is not None and is_over(one)]
    drafts = sum(forget_drafts(house, session=one.id) for one in over)
    for one in known:
        if one is not None:
            erase_of_groups(one, now=house.clock_of(one.id).now())
    return drafts + sum(erased(one) for one in over)


def erase_of_groups(session: Session, *, now: Instant) -> None:
    """Erase what groups kept to themselves in a session that is over, whether anybody looks or not.

    Note: by the clock of the session, as where it is shown.
    """
    days = moment(now, session.zone).date() - date.fromisoformat(session.ends_on)
    if days.days > GROUPS_KEPT_DAYS:
        papers = group_papers.papers_of(session.id)
        group_papers.take_away(session.id, [one.id for one in papers])
        closed_sittings.erase_all(session.id)


def erased(session: Session) -> int:
    """Erase the scans of one session that is over; how many they were.

    Note: a session of last year may be rehearsed today, so its new scans have their time as well.
    """
    oldest = moment(COMPUTER.now(), session.zone).date() - timedelta(days=KEPT_DAYS)
    began = datetime(oldest.year, oldest.month, oldest.day, tzinfo=ZoneInfo(session.zone))
    return erase_scans_before(session.id, int(began.timestamp() * 1000))
