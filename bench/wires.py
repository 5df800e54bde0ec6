"""Connections of the load: prebuilt bytes out, whole answers or frames in, and when they came."""

import asyncio
import time
from collections.abc import Callable
from typing import cast


class Wire(asyncio.Protocol):
    """One keep-alive connection with one request on its way at a time."""

    def __init__(self) -> None:
        self.buffer = b""
        self.answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write to."""
        self.transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Take what came; the answer is whole when its length says so."""
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        at = head.lower().find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(rest) >= length and self.answer is not None:
            answer, self.answer, self.buffer = self.answer, None, b""
            answer.set_result((int(head[9:12]), rest))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits that no answer will come."""
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(exc or ConnectionResetError())

    def send(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request; the future is its answer."""
        assert self.answer is None
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.answer


class StreamWire(asyncio.Protocol):
    """One open live stream; `seen` is called with each chunk and the time it came."""

    def __init__(self, request: bytes, seen: Callable[..., None]) -> None:
        self.request, self.seen = request, seen

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream at once."""
        self.transport = cast(asyncio.WriteTransport, transport)
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Pass on what came."""
        self.seen(data, at=time.perf_counter())


async def connected(port: int, count: int) -> list[Wire]:
    """So many open connections."""
    loop = asyncio.get_running_loop()
    wires = []
    for _ in range(count):
        _, wire = await loop.create_connection(Wire, "127.0.0.1", port)
        wires.append(wire)
    return wires


def close(wires: list[Wire] | list[StreamWire]) -> None:
    """Hang up."""
    for wire in wires:
        wire.transport.close()


async def timed(wire: Wire, request: bytes) -> tuple[int, bytes, float]:
    """Send one request: status, body and seconds."""
    began = time.perf_counter()
    status, body = await wire.send(request)
    return status, body, time.perf_counter() - began
