"""Files that are being read: a few at a time, one a person; each by a process of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.reading import LARGEST

READ_AT_ONCE, MOST_WAITING = 2, 12
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class FileReaders:
    """Who waits for a file to be read."""

    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READ_AT_ONCE))
    _waiting: set[str] = field(default_factory=set)

    async def read(
        self, content: bytes, read: Callable[[bytes], Awaitable[Found]], *, who: str
    ) -> Found:
        """What a file holds, once it is its turn.

        Errors: HandedInFault
        """
        if len(content) > LARGEST:
            raise HandedInFault("written_too_heavy", n=LARGEST // 1024 // 1024)
        if len(self._waiting) >= MOST_WAITING or who in self._waiting:
            raise HandedInFault("written_busy")
        self._waiting.add(who)
        try:
            async with self._free:
                return await read(content)
        finally:
            self._waiting.discard(who)
