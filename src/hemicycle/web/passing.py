"""Connections that one process accepts and another one serves, on one computer."""

import asyncio
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

READY = b"r"
HERE = b"c"  # one connection comes with this byte
MOST_AT_ONCE = 64
LARGEST_LOOK = 8 * 1024
COOKIE = re.compile(rb"(?:__Host-)?hemi(?:-[0-9]+)?=([A-Za-z0-9_-]+)")


def browser_of(begun: bytes) -> bytes:
    """By what a browser is known again, from the beginning of its request; often nothing."""
    found = COOKIE.search(begun)
    return found[1] if found else b""


def hand_over(channel: socket.socket, connection: socket.socket) -> bool:
    """Give a connection to the process at the other end; whether it could take it.

    Note: the giver still has it too, and closes it.
    """
    try:
        socket.send_fds(channel, [HERE], [connection.fileno()])
    except OSError:  # it has ended, or takes none for too long
        return False
    return True


@dataclass(eq=False, slots=True)
class Passed:
    """The end of a channel at which a worker takes connections."""

    index: int
    channel: socket.socket
    _coming: set[asyncio.Task[object]] = field(default_factory=set)

    def begin(self, protocol: Callable[[], asyncio.Protocol], stop: Callable[[], None]) -> None:
        """Say that we are ready, and take what comes; `stop` once nobody is left who passes."""
        loop = asyncio.get_running_loop()
        self.channel.setblocking(False)
        loop.add_reader(self.channel, self._take_all, protocol, stop)
        self.channel.send(READY)

    def end(self) -> None:
        """Take nothing more."""
        if self.channel.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self.channel)

    def _take_all(self, protocol: Callable[[], asyncio.Protocol], stop: Callable[[], None]) -> None:
        with suppress(BlockingIOError):  # that were all for now
            for _ in range(MOST_AT_ONCE):
                word, files, _, _ = socket.recv_fds(self.channel, 1, 1)
                if not word:
                    self.end()
                    self.channel.close()
                    stop()
                    return
                self._begin_with(files, protocol)

    def _begin_with(self, files: list[int], protocol: Callable[[], asyncio.Protocol]) -> None:
        for file in files:
            connection = socket.socket(fileno=file)
            connection.setblocking(False)
            task = asyncio.ensure_future(self._serve(protocol, connection))
            self._coming.add(task)
            task.add_done_callback(self._coming.discard)

    async def _serve(
        self, protocol: Callable[[], asyncio.Protocol], connection: socket.socket
    ) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):  # it went away on the way
            await loop.connect_accepted_socket(protocol, connection)
