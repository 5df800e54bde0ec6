"""Backups by the clock, in the process that serves: taken, read again, the latest kept."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hemicycle.journal.damage import JournalDamaged
from hemicycle.operation.backup import Taken, keep_latest, take_backup
from hemicycle.operation.backup_keys import lock_of
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.names import backups_in, taken_at
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.erasures import KEPT, LIST, BadList, bring_together
from hemicycle.store import StoreRefused, WriteFailed

mistakes = logging.getLogger("hemicycle.backup")
A_MINUTE_MS = 60_000
AGAIN_AFTER_MIN = 5
LOOK_EVERY_S = 5.0
FAULTS = (BackupFault, StoreRefused, JournalDamaged, WriteFailed, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which folder is backed up where, how often, and how many are kept."""

    folder: Path
    to: Path
    every_min: int
    keep: int
    passphrase_file: Path | None = None
    recipients: tuple[str, ...] = ()
    store_at: str = ""


@dataclass(slots=True)
class Backups:
    """How the backups of a house stand; looked at by whoever operates it."""

    wish: Wish | None = None
    last_at: Instant | None = None
    last_size: int = 0
    failure: str = ""
    failing_since: Instant | None = None
    tried_at: Instant | None = None
    is_running: bool = False

    def look(self) -> None:
        """Find the latest backup that lies there already."""
        found = backups_in(self.wish.to) if self.wish else []
        self.last_at = taken_at(found[-1]) if found else None
        self.last_size = found[-1].stat().st_size if found else 0

    def is_due(self, now: Instant) -> bool:
        """Whether the time for a backup has come; after one that failed, sooner.

        Note: a clock that jumped back must not stop backups, so a time to come counts as none.
        """
        if self.wish is None:
            return False
        if self.failure and self.tried_at is not None:
            pause = min(self.wish.every_min, AGAIN_AFTER_MIN)
            return not 0 <= now - self.tried_at < pause * A_MINUTE_MS
        return self.last_at is None or not (
            0 <= now - self.last_at < self.wish.every_min * A_MINUTE_MS
        )

    def is_late(self, now: Instant) -> bool:
        """Whether the latest backup is older than twice the pause, or there is none."""
        if self.wish is None:
            return False
        late = 2 * self.wish.every_min * A_MINUTE_MS
        return self.last_at is None or now - self.last_at > late

    def take(self, now: Instant) -> None:
        """Take one now; what goes wrong is kept to be told, and stops nothing."""
        assert self.wish is not None
        self.is_running, self.tried_at = True, now
        try:
            taken = self._taken(self.wish, now)
        except FAULTS as fault:
            if not self.failure:
                self.failing_since = now
            self.failure = sentence(fault)
            mistakes.error("No backup was taken: %s", self.failure)
        else:
            self.last_at, self.last_size = now, taken.size
            self.failure, self.failing_since = "", None
        finally:
            self.is_running = False

    def _taken(self, wish: Wish, now: Instant) -> Taken:
        wish.to.mkdir(mode=0o700, parents=True, exist_ok=True)
        list_erasures(wish)
        lock = lock_of(wish.passphrase_file, wish.recipients)
        taken = take_backup(wish.folder, wish.to, now=now, lock=lock, store_at=wish.store_at)
        keep_latest(wish.to, keep=wish.keep, taken=taken.file)
        return taken


def list_erasures(wish: Wish) -> None:
    """Keep the list of erasures beside the backups too, from now on and with what it missed."""
    beside = wish.to / LIST
    beside.touch(mode=0o600)
    with contextlib.suppress(BadList):  # said when somebody restores; what is here stays here
        bring_together(wish.folder / LIST, beside)
    if beside not in KEPT.places:
        KEPT.places.append(beside)


def sentence(fault: Exception) -> str:
    """What went wrong, in one sentence."""
    if isinstance(fault, OSError):
        return f"{fault.filename or 'The system'}: {fault.strerror or fault}."
    return str(fault)


async def run(backups: Backups, now: Callable[[], Instant]) -> None:
    """Take backups when they are due, until cancelled."""
    if backups.wish is None:
        return
    with contextlib.suppress(OSError):
        await asyncio.to_thread(list_erasures, backups.wish)
        await asyncio.to_thread(backups.look)
    while True:
        if backups.is_due(now()):
            await asyncio.to_thread(backups.take, now())
        await asyncio.sleep(LOOK_EVERY_S)  # a backup is due by the clock, and no event tells that
