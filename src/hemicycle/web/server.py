"""The server process: sockets, limits, and uvicorn around the application."""

import asyncio
import gc
import resource
import socket
from collections.abc import MutableMapping, Sequence
from functools import lru_cache, partial
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hemicycle.web.asgi import Hemicycle
from hemicycle.web.passing import Passed
from hemicycle.web.silence import silent_for_s

BACKLOG = 4096
OPEN_FILES = 65_536
LARGEST_HEAD = 32 * 1024
HEAD_WITHIN_S = 10
# Of an answer that waits in memory a browser takes so much in so long, on the worst network too.
LEAST_TAKEN, TAKEN_WITHIN_S = 16 * 1024, 60.0


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening


def raise_file_limit() -> None:
    """Each open stream is a file to the system; allow as many as we may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


@lru_cache(maxsize=8)
def chunk(frame: bytes) -> bytes:
    """A part of an answer whose length nobody knows, as HTTP/1.1 writes it (RFC 9112, 7.1).

    Note: thousands of streams are sent the same one.
    """
    return b"%x\r\n%b\r\n" % (len(frame), frame)


class BoundedProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, but the head of a request has a size and a time.

    Note: half-sent requests would otherwise hold files and memory that voters need, and so would
    answers that nobody reads.
    """

    has_head = False
    head_size = 0
    head_timer: asyncio.TimerHandle | None = None
    reader_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A browser has connected."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Some bytes have arrived; a head that comes whole needs nobody to wait for it."""
        if getattr(self.cycle, "response_complete", False):
            self.has_head = False
        super().data_received(data)
        if self.has_head:
            return
        self.head_size += len(data)
        if self.head_size > LARGEST_HEAD:
            self.transport.abort()
        elif self.head_timer is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head of a request is whole."""
        self._head_is_here()
        scope = cast(MutableMapping[str, Any], self.scope)
        scope["hemicycle.silent_for_s"] = partial(silent_for_s, self.transport)
        scope["hemicycle.write"] = self.pass_on
        super().on_headers_complete()

    def pass_on(self, frame: bytes) -> bool:
        """Write one more part of a long answer; False where what is before it waits to be taken."""
        answering, line = self.cycle, self.transport
        is_open = answering.chunked_encoding and not answering.response_complete
        if not is_open or line.is_closing() or line.get_write_buffer_size():
            return False
        line.write(chunk(frame))
        return True

    def on_response_complete(self) -> None:
        """An answer is whole, though much of it may wait still for its reader."""
        super().on_response_complete()
        if self.reader_timer is None:
            self._await_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """The browser has gone."""
        self._head_is_here()
        if self.reader_timer is not None:
            self.reader_timer.cancel()
        super().connection_lost(exc)

    def _await_reader(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        if waiting:
            self.reader_timer = self.loop.call_later(TAKEN_WITHIN_S, self._require_reader, waiting)

    def _require_reader(self, waited: int) -> None:
        """End the connection of who takes nothing; closing it would wait for the reader."""
        self.reader_timer = None
        waiting = self.transport.get_write_buffer_size()
        if waiting and waited - waiting < LEAST_TAKEN:
            self.transport.abort()
        else:
            self._await_reader()

    def _await_head(self) -> None:
        self.head_timer = self.loop.call_later(HEAD_WITHIN_S, self.transport.close)

    def _head_is_here(self) -> None:
        self.has_head, self.head_size = True, 0
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None


class StreamEndingServer(uvicorn.Server):
    """A server that ends its live streams first, so that stopping does not wait for them.

    `passed` brings connections that another process accepted.
    """

    passed: Passed | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as usual, and take what is passed."""
        await super().startup(sockets)
        if self.passed is not None:
            self.passed.begin(self._new_protocol, self._stop)

    def _new_protocol(self) -> asyncio.Protocol:
        state = self.lifespan.state
        return BoundedProtocol(self.config, server_state=self.server_state, app_state=state)

    def _stop(self) -> None:
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then stop as usual."""
        if self.passed is not None:
            self.passed.end()
        self.config.app.close_streams()  # type: ignore[union-attr]
        await super().shutdown(sockets)


def make_server(application: Hemicycle) -> StreamEndingServer:
    """The server of an application, not yet listening."""
    config = uvicorn.Config(
        application,
        loop="uvloop",
        http=BoundedProtocol,
        lifespan="on",
        backlog=BACKLOG,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
        access_log=False,
        log_config=None,  # what it says goes the way of our log, which leaves much out
        log_level="warning",
        server_header=False,
        date_header=False,
    )
    return StreamEndingServer(config)


def serve(
    application: Hemicycle, sockets: Sequence[socket.socket], *, passed: Passed | None = None
) -> None:
    """Serve until the process is told to stop."""
    raise_file_limit()
    spare_the_collector()
    server = make_server(application)
    server.passed = passed
    server.run(sockets=list(sockets))


def spare_the_collector() -> None:
    """Do not search for cycles again and again in frozen values that cannot have any.

    Note: with a long history and thousands of streams, full passes cost a tenth of all time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 1000)
