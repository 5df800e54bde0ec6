"""Time that merely passes: when a voting period is over, the clock closes the division."""

import asyncio
import logging

from hemicycle.clerk import Asked
from hemicycle.procedure.acts.divisions.close_division import CLOCK, CloseDivision
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.web.house import House

EVERY_S = 0.2
mistakes = logging.getLogger("hemicycle.mistakes")


async def ring_bells(house: House) -> None:
    """Close every division whose period is over, until cancelled."""
    while True:
        for session in list(house.clerk.states):
            for act in due(house, session):
                await ring(house, Asked(session, act))
        await asyncio.sleep(EVERY_S)


async def ring(house: House, asked: Asked) -> None:
    """Ask for one closing; if that goes wrong it is asked again at the next turn."""
    try:
        await house.queue.ask(asked)
    except Exception:  # noqa: BLE001 (a bell that failed once must ring again)
        mistakes.exception("the bell of %s", asked.session)


def due(house: House, session: SessionId) -> list[CloseDivision]:
    """The closings that the clock of a session asks for now."""
    divisions = house.clerk.state(session).assembly.divisions
    now = house.clock_of(session).now()
    return [
        CloseDivision(
            act_id=f"bell:{division.number}",
            body=division.question.body,
            by=CLOCK,
            capacity="clock",
            through="",
            at=Instant(0),
        )
        for division in divisions.values()
        if division.stage == "open" and 0 < division.closes_at <= now
    ]
