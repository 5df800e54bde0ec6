"""The second machine: keeps up with the writer, checks what comes, and says how far it is."""

import asyncio
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import msgspec

from hemicycle.clerk.receiving import BallotMisfit, Receiving
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.forms import UnknownForm
from hemicycle.operation.beside import PACKED, take_in, unpacked
from hemicycle.operation.copying import ARRIVING
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.shown_keys import AGENT, NotShown, Shown
from hemicycle.secretariat.places import FILE as TABLES
from hemicycle.secretariat.places import bring_file_up_to_date
from hemicycle.store import Overtaken, StoreRefused, WriteFailed
from hemicycle.store.parcels import heads_of
from hemicycle.store.writer import FOLLOWS, Link, keep
from hemicycle.web.installation import Installation, renew
from hemicycle.web.second.door import POLL_S, Sent

ANSWER_WITHIN_S = 30.0
RETRY_S = 0.5
BESIDE_EVERY_S = 5.0
BESIDE_AT_MOST = 20  # of what lies beside the record a copy is made in a twentieth of the time
# What was sent cannot be the record of this house: nothing after it is taken.
WRONG = (JournalDamaged, BallotMisfit, Overtaken, msgspec.DecodeError)
PASSING = (NotShown, httpx.HTTPError, WriteFailed)
NOT_BROUGHT = (httpx.HTTPError, NotShown, BackupFault, StoreRefused, sqlite3.DatabaseError, OSError)
TOO_OLD = (
    "its program is newer than the one here ({what}). What came so far is kept. "
    "Install the newer one on this machine, and start it again."
)
logger = logging.getLogger("hemicycle.second")


class NotTold(Exception):
    """The writer does not send what was asked for, and says why."""


def pause_after(took_s: float) -> float:
    """How long nothing is asked for that lies beside the record, after it took so long to come.

    Note: the writer packs all of it, so a large house is asked less often. Units: seconds.
    """
    return max(BESIDE_EVERY_S, (BESIDE_AT_MOST - 1) * took_s)


@dataclass(eq=False)
class Follower:
    """Follows one writer; `fault` is why it follows no more."""

    installation: Installation
    link: Link
    say: Callable[[str], None]
    run: str = ""
    number: int = 0
    behind: int = 0
    heard_at: float = field(default_factory=time.monotonic)
    beside_at: float = field(default_factory=time.monotonic)
    fault: str = ""
    trouble: str = ""
    beside_trouble: str = ""
    known: str = ""
    putting: asyncio.Future[None] | None = None

    def __post_init__(self) -> None:
        self.receiving = Receiving(self.installation.house.clerk)
        self.shown = Shown(self.link)
        self.client = httpx.AsyncClient(
            base_url=self.link.address,
            headers=AGENT,
            auth=self.shown,
            timeout=httpx.Timeout(ANSWER_WITHIN_S, connect=POLL_S),
            trust_env=False,
        )

    @property
    def silent_for_s(self) -> int:
        """For how long the writer has not been heard."""
        return int(time.monotonic() - self.heard_at)

    @property
    def standing(self) -> str:
        """How it stands, in one sentence."""
        if self.fault:
            return f"It follows no more: {self.fault}"
        follows = (
            f"It follows {self.link.address}: {self.behind} entries behind, "
            f"last heard {self.silent_for_s} s ago."
        )
        return " ".join(filter(None, (follows, self.trouble, self.beside_trouble)))

    async def follow(self) -> None:
        """Keep up until cancelled, or until what comes cannot be of this record."""
        while not self.fault:
            try:
                await self.keep_up()
            except WRONG as fault:
                self.fault = str(fault)
                self.say(f"What {self.link.address} sends is not taken: {fault}")
            except NotTold as fault:
                self.fault = str(fault)
                self.say(f"{self.link.address}: {fault}")
            except UnknownForm as fault:
                self.fault = TOO_OLD.format(what=fault)
                self.say(f"{self.link.address}: {self.fault}")
            except PASSING as fault:
                self.shown.forget()
                await self.pause(self.in_the_way(fault))
            except Exception as fault:  # whatever it was: its name to all, the rest to the log
                logger.exception("What was sent cannot be followed.")
                self.fault = type(fault).__name__
                self.say(f"What {self.link.address} sends cannot be followed: {self.fault}")
            else:
                if self.trouble:
                    self.say(f"{self.link.address} is followed again.")
                self.trouble = ""

    def in_the_way(self, fault: Exception) -> str:
        """What is in the way of following, in one sentence."""
        if isinstance(fault, WriteFailed):
            return f"What came cannot be written on this machine: {fault}"
        if isinstance(fault, NotShown):
            return f"{self.link.address} is not followed meanwhile: {fault}"
        return f"{self.link.address} is silent; what came so far is kept."

    async def pause(self, trouble: str) -> None:
        """Say what is in the way, once, and wait a moment."""
        if trouble != self.trouble:
            self.say(trouble)
        self.trouble = trouble
        await asyncio.sleep(RETRY_S)  # neither a silent machine nor a full disk tells when it ends

    async def keep_up(self) -> None:
        """Take in what comes next.

        Errors: JournalDamaged, BallotMisfit, Overtaken, NotTold, those that pass
        """
        if not self.run:
            known = msgspec.json.encode(heads_of(self.installation.house.clerk.store))
            answer = await self.client.post("/second/since", content=known)
            if answer.status_code == httpx.codes.CONFLICT:
                raise NotTold(answer.text.strip())
        else:
            asked = {"run": self.run, "number": str(self.number)}
            answer = await self.client.get("/second/after", params=asked)
            if answer.status_code == httpx.codes.GONE:
                self.run = ""
                return
        answer.raise_for_status()
        self.keep_what_is_known()
        await self.take(msgspec.json.decode(answer.content, type=Sent))

    def keep_what_is_known(self) -> None:
        """Keep that the writer has shown its key, and where it expects this machine."""
        if self.link != self.shown.link:
            self.link = self.shown.link
            keep(self.installation.folder / FOLLOWS, self.link)

    async def take(self, told: Sent) -> None:
        """Write what was told, show it, and know how far the writer has come.

        Errors: JournalDamaged, BallotMisfit, Overtaken, WriteFailed
        """
        if told.parcels:
            self.receiving.take(told.parcels)
            self.receiving.show()
        self.run, self.number, self.heard_at = told.run, told.number, time.monotonic()
        states = self.installation.house.clerk.states
        own = sum(state.tail.position for state in states.values())
        self.behind = max(0, sum(told.heads.values()) - own)

    async def follow_beside(self) -> None:
        """Bring over what is beside the record whenever it changed, until cancelled."""
        while True:
            began = time.monotonic()
            try:
                await self.bring_beside()
                self.beside_trouble = ""
            except NOT_BROUGHT as fault:
                self.beside_trouble = f"What is beside the record did not come: {fault}"
                logger.warning("%s", self.beside_trouble)
            except Exception:  # such as a table that is busy; it is brought the next time
                logger.exception("What is beside the record was not taken in.")
            # Tables do not tell that they changed; the writer is asked whether they did.
            await asyncio.sleep(pause_after(time.monotonic() - began))

    async def settled(self) -> None:
        """Wait until nothing is being replaced any more."""
        if self.putting is not None:
            await asyncio.wait([self.putting])

    async def bring_beside(self) -> None:
        """Ask for what is beside the record, and take it in where it has changed.

        Errors: httpx.HTTPError, BackupFault, StoreRefused, sqlite3.DatabaseError, OSError
        """
        answer = await self.client.get("/second/beside", params={"known": self.known})
        answer.raise_for_status()
        if answer.status_code == httpx.codes.OK:
            putting = asyncio.to_thread(self.put_beside, answer.content)
            self.putting = asyncio.ensure_future(putting)
            await asyncio.shield(self.putting)
        self.known, self.beside_at = answer.headers["x-mark"], time.monotonic()

    def put_beside(self, packed: bytes) -> None:
        """Unpack what came, read it, and let it take the place of what was here.

        Errors: BackupFault, StoreRefused, sqlite3.DatabaseError, OSError
        Note: the writer may run an earlier program, so its tables are brought up to date first;
        those of a newer one are refused.
        """
        work = self.installation.folder / ARRIVING
        shutil.rmtree(work, ignore_errors=True)
        arrived = work / "house"
        arrived.mkdir(mode=0o700, parents=True)
        try:
            (work / PACKED).write_bytes(packed)
            unpacked(work / PACKED, arrived)
            if (arrived / TABLES).exists():
                bring_file_up_to_date(arrived / TABLES)
            take_in(arrived, self.installation.folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        renew(self.installation)
