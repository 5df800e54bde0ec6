"""What takes long is done beside the requests: in one thread, each thing once, with a short line.

A page of a long record takes a tenth of a second or more, and anybody may ask for another one again
and again. Whoever asks so waits for others who do; votes, streams and acts wait for nobody.
"""

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

MOST_WAITING = 100

Made = TypeVar("Made")


class Crowded(Exception):
    """Too many wait already."""


@dataclass(slots=True)
class Lane:
    """One thread and who waits for it; what is alike is made once for all who wait for it."""

    thread: ThreadPoolExecutor
    most_waiting: int = MOST_WAITING
    _waiting: int = 0
    _making: dict[Hashable, asyncio.Future[Any]] = field(default_factory=dict)

    async def made(
        self, prepare: Callable[[], Callable[[], Made]], *, alike: Hashable = None
    ) -> Made:
        """What is made of what is prepared at once, here, as everything is at this moment.

        `alike` is the same for what may be shared, None for what may not.
        Errors: Crowded
        """
        making: asyncio.Future[Made] | None = self._making.get(alike)
        if making is None:
            if self._waiting >= self.most_waiting:
                raise Crowded
            making = asyncio.get_running_loop().run_in_executor(self.thread, prepare())
            self._waiting += 1
            if alike is not None:
                self._making[alike] = making
            making.add_done_callback(lambda _made: self._end(alike))
        return await asyncio.shield(making)  # who goes away takes it from nobody

    def _end(self, alike: Hashable) -> None:
        """There is room for another."""
        self._waiting -= 1
        self._making.pop(alike, None)
