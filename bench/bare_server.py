"""The limits: servers that do nothing but answer, on the same machine, under the same load.

python bare_server.py asgi PORT       uvicorn with an application that answers at once
python bare_server.py sockets PORT N [HOST]  plain sockets: a POST sends N bytes to every stream
"""

import asyncio
import sys
from typing import cast

import uvicorn
import uvloop

from hemicycle.web.http import Receive, Scope, Send

ANSWER = b'{"at":"10:01","receipt":"ABCD-EFGH"}'
HEADERS = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(ANSWER))]
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\nevent: clock\ndata: 0\n\n"
DONE = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the request, answer it."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": ANSWER})


class Broadcast(asyncio.Protocol):
    """A GET opens a stream; a POST is passed on to every stream."""

    streams: set[asyncio.WriteTransport] = set()  # noqa: RUF012 - one process, one set of streams

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Open a stream, or write to all of them."""
        if data.startswith(b"GET"):
            self.streams.add(self.transport)
            self.transport.write(HEAD)
            return
        frame = b"id: 1\ndata: " + b"x" * int(sys.argv[3]) + b"\n\n"
        for stream in self.streams:
            stream.write(frame)
        self.transport.write(DONE)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio calls it so
        """Forget the stream."""
        self.streams.discard(self.transport)


async def sockets(port: int, host: str = "127.0.0.1") -> None:
    """Serve plain sockets until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Broadcast, host, port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "asgi":
        options = {"loop": "uvloop", "http": "httptools", "log_level": "warning"}
        uvicorn.run(application, port=int(sys.argv[2]), backlog=4096, access_log=False, **options)
    else:
        uvloop.run(sockets(int(sys.argv[2]), *sys.argv[4:]))
