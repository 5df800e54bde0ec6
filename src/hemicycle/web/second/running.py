"""The two machines as processes: one looks whether it was overtaken, the other one follows."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from hemicycle.clerk import Failed
from hemicycle.operation.beside import PACKED, unpacked
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.other_machine import overtaken_by
from hemicycle.operation.restoring import settle
from hemicycle.operation.shown_keys import AGENT, NotShown, Shown
from hemicycle.store import StoreRefused
from hemicycle.store.writer import FOLLOWS, WISH, Link, become_writer, fence_of, keep
from hemicycle.web.house import House, Shut
from hemicycle.web.house_clock import Overdue, later_clocks, overdue
from hemicycle.web.second.follower import Follower
from hemicycle.web.second.taking_over import NotTakenOver, begin_terms, decided

LOOK_EVERY_S = 2.0
COPY_WITHIN_S = 600.0
logger = logging.getLogger("hemicycle.second")


def shut(house: House, reason_key: str, address: str) -> None:
    """Take nothing any more, and say where the house is written."""
    house.shut = Shut(reason_key, {"text": address})
    house.queue.closed = Failed("another_writer", address)


def open_again(house: House) -> None:
    """Take what is asked for from now on."""
    house.shut, house.queue.closed = None, None
    house.opened_again.set()


async def while_open(house: House, work: Callable[[], Awaitable[None]]) -> None:
    """Do what only the writer does, once this machine is it."""
    if house.shut is not None:
        await house.opened_again.wait()
    await work()


async def look_whether_overtaken(house: House, folder: Path) -> None:
    """Stop recording as soon as the second machine says that it has taken over."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)  # nothing else tells it to a machine that was cut off
        try:
            fence = fence_of(folder) or await asyncio.to_thread(overtaken_by, folder)
        except (StoreRefused, OSError):
            continue
        if fence is not None and house.shut is None:
            shut(house, "second_fenced", fence.address)
            logger.error("Another machine took over: %s. Nothing is recorded here.", fence.address)


def begin_copy(link: Link, folder: Path, *, say: Callable[[str], None]) -> None:
    """Bring a whole house over into a new folder, read from end to end, that follows from then on.

    Errors: BackupFault, StoreRefused, OSError
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupFault("not_empty", folder=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".arriving", dir=folder.parent))
    try:
        met = fetch(link, work / PACKED)
        house = work / "house"
        house.mkdir(mode=0o700)
        unpacked(work / PACKED, house)
        keep(house / FOLLOWS, met)
        settle(house, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    say(f"{folder} is a copy of {link.address} now, read from end to end.")


def fetch(link: Link, to: Path) -> Link:
    """Write the packed house of the other machine into a file; what is known of that one by now.

    Errors: BackupFault, OSError
    """
    timeout, shown = httpx.Timeout(COPY_WITHIN_S, connect=LOOK_EVERY_S), Shown(link)
    address = f"{link.address}/second/house"
    try:
        with (
            httpx.Client(timeout=timeout, trust_env=False) as client,
            client.stream("GET", address, headers=AGENT, auth=shown) as answer,
            to.open("wb") as file,
        ):
            if answer.status_code != httpx.codes.OK:
                why = answer.read().decode(errors="replace").strip().rstrip(".")
                raise BackupFault("not_sent", address=link.address, why=why)
            for some in answer.iter_raw():
                file.write(some)
    except NotShown as fault:
        why = str(fault).rstrip(".")
        raise BackupFault("not_sent", address=link.address, why=why) from None
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise BackupFault("not_sent", address=link.address, why=type(fault).__name__) from None
    return shown.link


@dataclass(eq=False)
class SecondMachine:
    """The process of the second machine: follows until somebody decides that it takes over."""

    follower: Follower
    folder: Path
    say: Callable[[str], None]
    late: list[Overdue] = field(default_factory=list)
    tasks: list[asyncio.Future[None]] = field(default_factory=list)

    async def run(self) -> None:
        """Follow, and take over when it is decided; until cancelled."""
        (self.folder / WISH).unlink(missing_ok=True)  # of a process before this one
        try:
            self.begin()
            while not await self.take_over((await decided(self.folder)).reason):
                (self.folder / WISH).unlink(missing_ok=True)
                self.begin()
        finally:
            await self.end()

    def begin(self) -> None:
        """Follow the writer."""
        works = (self.follower.follow(), self.follower.follow_beside())
        self.tasks = [asyncio.ensure_future(work) for work in works]

    async def end(self) -> None:
        """Follow no more; what is being written is written first."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.follower.settled()

    async def take_over(self, reason: str) -> bool:
        """Begin a term in every session and take what is asked for from now on."""
        await self.end()
        house = self.follower.installation.house
        self.follower.receiving.store.rollback()
        self.follower.receiving.show()
        clocks = self.follower.installation.clocks
        clocks.special |= later_clocks(house.clerk.states, clocks.system)
        try:
            told = begin_terms(house.clerk, reason)
        except NotTakenOver as fault:
            self.say(f"Not taken over: {fault}")
            return False
        become_writer(self.folder)
        self.late.extend(overdue(house, is_taken_over=True))
        open_again(house)
        for line in told:
            self.say(line)
        self.say("This machine has taken over and records from now on.")
        return True
