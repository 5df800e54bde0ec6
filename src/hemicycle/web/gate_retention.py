"""Scans are not kept for ever: they go some weeks after the last day of their session."""

import asyncio
import contextlib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError, connections

from hemicycle.clerk import system_now
from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly import Session
from hemicycle.secretariat.gate import KEPT_DAYS, erase_scans_before
from hemicycle.web.house import House

FIRST_LOOK_S, LOOK_EVERY_S = 60, 6 * 60 * 60


async def erase_by_and_by(house: House) -> None:
    """Look four times a day whose time has come; a table that is busy is looked at next time."""
    await asyncio.sleep(FIRST_LOOK_S)
    while True:
        with contextlib.suppress(DatabaseError):
            await asyncio.to_thread(erase_and_close, house)
        await asyncio.sleep(LOOK_EVERY_S)


def erase_and_close(house: House) -> None:
    """The same in a thread of its own, which leaves no connection behind."""
    try:
        erase_what_is_over(house)
    finally:
        connections.close_all()


def erase_what_is_over(house: House) -> int:
    """Erase the scans of sessions that ended long enough ago; how many they were."""
    known = [state.assembly.session for state in list(house.clerk.states.values())]
    return sum(erased(one) for one in known if one is not None)


def erased(session: Session) -> int:
    """Erase the scans of one session, where its time has come; how many they were.

    Note: a session of last year may be rehearsed today, so its new scans have their time as well.
    """
    today = moment(system_now(), session.zone).date()
    oldest = today - timedelta(days=KEPT_DAYS)
    if date.fromisoformat(session.ends_on) >= oldest:
        return 0
    began = datetime(oldest.year, oldest.month, oldest.day, tzinfo=ZoneInfo(session.zone))
    return erase_scans_before(session.id, int(began.timestamp() * 1000))
