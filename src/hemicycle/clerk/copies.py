"""What was recorded last, for a second machine that keeps a copy, and how far it has it.

While the second machine keeps up, nobody is told "received" before it has it too; one that is slow
or gone holds nobody up for longer than a second.
"""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Sequence

from hemicycle.store import Batch

MOST_KEPT = 500  # batches; who is further behind reads the store
WAIT_S = 1.0  # for a second machine that does not answer, once; then no more until it has caught up
PRESENT_S = 2.0


class Copies:
    """The latest batches, numbered in one run; who missed more, or another run, reads the store."""

    def __init__(self) -> None:
        self.run = secrets.token_hex(8)
        self.number = 0
        self.had = 0
        self.heard_at: float | None = None
        self.is_slow = False
        self._asking = 0
        self._kept: deque[tuple[int, Batch]] = deque(maxlen=MOST_KEPT)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._moved = asyncio.Event()

    def add(self, batch: Batch) -> None:
        """A batch is durable here; it may come from another thread."""
        self.number += 1
        if self._loop is not None:
            self._kept.append((self.number, batch))
            self._loop.call_soon_threadsafe(self._tell)

    def forget(self) -> None:
        """Nobody knows what was recorded: whoever follows reads the store anew."""
        self.run = secrets.token_hex(8)
        self._kept.clear()

    def begin(self) -> int:
        """Somebody read everything up to now from the store, and follows from here on."""
        self._loop = asyncio.get_running_loop()
        self.heard_at = time.monotonic()
        return self.number

    def has(self, run: str, number: int) -> bool:
        """Whether everything after a number is kept here."""
        first = self._kept[0][0] if self._kept else self.number + 1
        return run == self.run and self._loop is not None and first - 1 <= number <= self.number

    async def after(self, number: int, *, within_s: float) -> Sequence[Batch]:
        """What came after a number, as soon as anything did; whoever asks has all before it."""
        self.had = number
        while self._kept and self._kept[0][0] <= number:
            self._kept.popleft()
        self.is_slow = self.is_slow and number < self.number
        self._asking += 1
        self._tell()
        try:
            async with asyncio.timeout(within_s):
                while self.number == number:
                    await self._moved.wait()
        except TimeoutError:
            pass
        finally:
            self._asking -= 1
            self.heard_at = time.monotonic()
        return [batch for kept, batch in list(self._kept) if kept > number]

    async def taken(self) -> None:
        """Wait until the second machine has everything, if it is there."""
        wanted = self.number
        if not self.is_there:
            return
        try:
            async with asyncio.timeout(WAIT_S):
                while self.had < wanted:
                    await self._moved.wait()
        except TimeoutError:
            self.is_slow = True

    @property
    def is_there(self) -> bool:
        """Whether a second machine keeps up."""
        silent = self.silent_for_s
        return silent is not None and not self.is_slow and silent < PRESENT_S

    @property
    def silent_for_s(self) -> float | None:
        """For how long nothing was heard of it; nothing where it never spoke."""
        if self.heard_at is None:
            return None
        return 0.0 if self._asking else time.monotonic() - self.heard_at

    @property
    def missing(self) -> int:
        """How many batches it does not have yet."""
        return self.number - self.had

    def _tell(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
