"""The public site as files, kept by the house itself: a program beside it writes what changed."""

import asyncio
import contextlib
import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from hemicycle.clerk import system_now
from hemicycle.procedure.kernel import Instant
from hemicycle.web.house import House

mistakes = logging.getLogger("hemicycle.site")
LOOK_EVERY_S = 5.0
LATER = 10  # how much every other program goes before this one
Shown = tuple[object, ...]


@dataclass(slots=True, kw_only=True)
class SiteKeeping:
    """Which folder is written where, under which address, how long is waited; and how it went."""

    folder: Path
    to: Path
    base_url: str
    pause_s: float
    last_at: Instant | None = None
    failing_since: Instant | None = None
    failure: str = ""

    def note(self, failure: str, at: Instant) -> None:
        """The site was written, or could not be."""
        self.failure = failure
        if failure:
            self.failing_since = self.failing_since or at
        else:
            self.last_at, self.failing_since = at, None


def shown_by(house: House) -> Shown:
    """What the site depends on; while it is the same, nothing is written."""
    return tuple(
        (
            state.tail.position,
            house.names_of(session).revision,
            house.files_of(session).revision,
            house.press_room_of(session).standing(house.clock_of(session).now()),
        )
        for session, state in house.clerk.states.items()
    )


async def keep_site(house: House, keeping: SiteKeeping) -> None:
    """Write the site, again and again where there is something new, until cancelled."""
    written: Shown | None = None
    next_at = 0.0
    while True:
        shown = shown_by(house)
        is_new = shown != written and any(map(house.is_opened, house.clerk.states))
        if is_new and time.monotonic() >= next_at:
            keeping.note(await write_beside(keeping), system_now())
            next_at = time.monotonic() + keeping.pause_s
            if keeping.failure:
                mistakes.error("The site was not written: %s", keeping.failure)
            else:
                written = shown
        await asyncio.sleep(LOOK_EVERY_S)  # a pause is over by the clock; no event tells that


async def write_beside(keeping: SiteKeeping) -> str:
    """Write it in a program of its own, after all others; why it could not be, or nothing."""
    given = ("--data", keeping.folder, "--to", keeping.to, "--base-url", keeping.base_url)
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hemicycle", "site", *map(str, given)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        with contextlib.suppress(OSError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, program.pid, LATER)
        _, said = await program.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            program.terminate()
        await program.wait()
        raise
    return said.decode(errors="replace").strip()[-500:] if program.returncode else ""
