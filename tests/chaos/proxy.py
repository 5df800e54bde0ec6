"""A bad network between telephones and the real server, all of it from one seed.

Each request has a fate: it passes after a delay, is answered by a reset before or after it reached
the server, is delivered twice, is delivered long after its sender gave up, gets half an answer, a
very slow one, or none on a connection that stays open. For a while in the middle nothing passes.
The seed repeats what happens to which request, not the timing of those who send them.
"""

import asyncio
import contextlib
import re
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Self

FATES = {
    "reset_before": 0.05,
    "reset_after": 0.05,
    "twice": 0.10,
    "late": 0.10,
    "half_open": 0.03,
    "half_answer": 0.05,
    "slow": 0.05,
}
PIECE = 64
HELD_S = 30


@dataclass(frozen=True, kw_only=True)
class Weather:
    """How bad the network is. Units: seconds; the cut begins after the first request."""

    seed: int
    delay_s: float = 0.3
    late_s: float = 3.0
    cut_after_s: float = 2.0
    cut_s: float = 20.0
    only: bytes = b""  # fates are for requests with this in their first line
    fates: dict[str, float] = field(default_factory=lambda: dict(FATES))

    def fate(self, number: int) -> tuple[str, Random]:
        """What happens to a request, and what else is drawn for it."""
        random = Random(f"{self.seed}-{number}")  # noqa: S311 - it draws weather, not secrets
        names, weights = list(self.fates), list(self.fates.values())
        chosen = random.choices([*names, "passes"], [*weights, max(0.0, 1 - sum(weights))])
        return chosen[0], random


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """One whole request; nothing where the connection ended before it began."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    body = await reader.readexactly(int(length[1])) if length else b""
    head = re.sub(rb"(?i)\r\nconnection: *[^\r\n]*", b"", head)
    return head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1) + body


def reset(writer: asyncio.StreamWriter) -> None:
    """End a connection without a word."""
    writer.transport.abort()


@dataclass
class ChaosProxy:
    """Stands before one server, on a port of its own."""

    target: int
    weather: Weather
    port: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _later: set[asyncio.Task[None]] = field(default_factory=set)
    _serving: set[asyncio.Task[None]] = field(default_factory=set)
    _cut_from: float = 0
    _cut_until: float = 0
    _number: int = 0

    async def __aenter__(self) -> Self:
        """Take connections."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Take no more, and end those that are open."""
        self._server.close()
        for writer in list(self._open):
            reset(writer)
        tasks = [*self._later, *self._serving]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def quiet(self) -> None:
        """Wait until all that was held back has been delivered."""
        while self._later:
            await asyncio.gather(*self._later, return_exceptions=True)

    @property
    def is_cut(self) -> bool:
        """Whether nothing passes now."""
        now = asyncio.get_running_loop().time()
        return bool(self._cut_from) and self._cut_from <= now < self._cut_until

    def cut_now(self, *, for_s: float) -> None:
        """Let nothing pass for a while from now on; from another thread than the proxy's."""

        def cut() -> None:
            self._cut_from = loop.time()
            self._cut_until = self._cut_from + for_s
            self._cut()

        loop = self._server.get_loop()
        loop.call_soon_threadsafe(cut)

    def _begin(self) -> None:
        """The first request: from it the moment of the cut is reckoned."""
        loop = asyncio.get_running_loop()
        if not self._cut_from and self.weather.cut_s:
            self._cut_from = loop.time() + self.weather.cut_after_s
            self._cut_until = self._cut_from + self.weather.cut_s
            loop.call_at(self._cut_from, self._cut)

    def _cut(self) -> None:
        """Whatever is under way is lost."""
        for writer in list(self._open):
            self.fates["cut"] += 1
            reset(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: one request, one fate."""
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        self._open.add(writer)
        try:
            request = await read_request(reader)
            if request:
                await self._one(request, reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.fates["gone"] += 1
        finally:
            self._open.discard(writer)
            writer.close()

    async def _one(
        self, request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._begin()
        if self.is_cut:
            self.fates["refused"] += 1
            reset(writer)
            return
        self._number += 1
        fate, random = self.weather.fate(self._number)
        if self.weather.only not in request.partition(b"\r\n")[0]:
            fate = "passes"
        self.fates[fate] += 1
        await asyncio.sleep(self.weather.delay_s * random.random())
        await getattr(self, f"_{fate}")(request, writer, random)
        if fate in ("half_open", "late"):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(reader.read(), HELD_S)

    # -- fates ------------------------------------------------------------------------------------

    async def _passes(self, request: bytes, writer: asyncio.StreamWriter, _: Random) -> None:
        async def on(part: bytes) -> None:
            writer.write(part)
            await writer.drain()

        await self._answered(request, on)

    async def _reset_before(self, _request: bytes, writer: asyncio.StreamWriter, _: Random) -> None:
        reset(writer)

    async def _reset_after(self, request: bytes, writer: asyncio.StreamWriter, _: Random) -> None:
        await self._deliver(request)
        reset(writer)

    async def _twice(self, request: bytes, writer: asyncio.StreamWriter, random: Random) -> None:
        self._afterwards(request, self.weather.late_s * random.random())
        await self._passes(request, writer, random)

    async def _late(self, request: bytes, _writer: asyncio.StreamWriter, random: Random) -> None:
        self._afterwards(request, self.weather.late_s * (0.5 + random.random() / 2))

    async def _half_open(self, request: bytes, _writer: asyncio.StreamWriter, _: Random) -> None:
        await self._deliver(request)

    async def _half_answer(self, request: bytes, writer: asyncio.StreamWriter, _: Random) -> None:
        whole = await self._deliver(request)
        writer.write(whole[: len(whole) * 2 // 3])
        await writer.drain()
        reset(writer)

    async def _slow(self, request: bytes, writer: asyncio.StreamWriter, random: Random) -> None:
        whole = await self._deliver(request)
        for start in range(0, len(whole), PIECE):
            writer.write(whole[start : start + PIECE])
            await writer.drain()
            await asyncio.sleep(0.02 * random.random())

    # -- the server -------------------------------------------------------------------------------

    async def _answered(self, request: bytes, on: Callable[[bytes], Awaitable[None]]) -> None:
        """Ask the server, and hand its answer on as it comes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            writer.write(request)
            await writer.drain()
            while part := await reader.read(65536):
                await on(part)
        finally:
            writer.close()

    async def _deliver(self, request: bytes) -> bytes:
        """Let the server do what is asked; the whole of its answer."""
        parts: list[bytes] = []

        async def on(part: bytes) -> None:
            parts.append(part)

        await self._answered(request, on)
        return b"".join(parts)

    def _afterwards(self, request: bytes, after_s: float) -> None:
        """Deliver a request once more, later."""

        async def later() -> None:
            await asyncio.sleep(after_s)
            with contextlib.suppress(OSError):
                await self._deliver(request)

        task = asyncio.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)


@contextmanager
def between(target: int, weather: Weather) -> Iterator[ChaosProxy]:
    """The same in a thread of its own, for browsers."""
    proxy, loop = ChaosProxy(target, weather), asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()

    async def live() -> None:
        async with proxy:
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(live(),))
    thread.start()
    ready.wait(10)
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)
        loop.close()


def least(fates: Counter[str], wanted: Sequence[str]) -> list[str]:
    """Which of the wanted fates happened to nobody."""
    return [one for one in wanted if not fates[one]]
