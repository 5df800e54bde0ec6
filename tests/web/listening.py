"""Listens to a live stream as a browser does, in the background, and keeps every frame."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx
from demo_house import REHEARSAL, wait_until


@dataclass
class Listener:
    """Everything one stream has said."""

    head: str = ""
    frames: list[str] = field(default_factory=list)
    is_over: bool = False
    passed_over: int = 0

    @property
    def text(self) -> str:
        """All frames together."""
        return "\n\n".join(self.new)

    def ids(self) -> list[int]:
        """The positions that came, in order."""
        return [int(one) for one in re.findall(r"^id: (\d+)$", self.text, re.MULTILINE)]

    def events(self, name: str) -> list[str]:
        """The data of the named events."""
        return re.findall(rf"^event: {name}\ndata: ?(.*)$", self.text, re.MULTILINE)

    def forget(self) -> None:
        """Begin to listen anew from here."""
        self.passed_over = len(self.frames)

    @property
    def new(self) -> list[str]:
        """The frames since then."""
        return self.frames[self.passed_over :]

    def quiet(self, for_s: float = 0.7) -> None:
        """Wait until nothing more comes."""
        count, since = len(self.frames), time.monotonic()
        while time.monotonic() - since < for_s:
            time.sleep(0.02)
            if len(self.frames) != count:
                count, since = len(self.frames), time.monotonic()


def frames_in(received: bytes) -> list[str]:
    """The whole frames in a body that came in chunks."""
    body = b""
    while received:
        size, _, rest = received.partition(b"\r\n")
        length = int(size or b"0", 16)
        body, received = body + rest[:length], rest[length + 2 :]
    return [frame.decode() for frame in body.split(b"\n\n")[:-1]]


def _hear(heard: Listener, request: bytes, address: tuple[str, int], stop: threading.Event) -> None:
    """Read frames until told to stop or until the server ends the stream."""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        connection.settimeout(0.05)
        received = b""
        while not stop.is_set():
            with suppress(TimeoutError):
                part = connection.recv(65_536)
                received += part
                if not part:
                    heard.is_over = True
                    return
            if not heard.head and b"\r\n\r\n" in received:
                head, _, received = received.partition(b"\r\n\r\n")
                heard.head = head.decode()
            if heard.head:
                heard.frames = frames_in(received)
                heard.is_over = received.endswith(b"\r\n0\r\n\r\n")


@contextmanager
def listening(
    client: httpx.Client, query: str, *, last: str = "", session: str = REHEARSAL
) -> Iterator[Listener]:
    """Listen to the stream of one page for as long as the block lasts."""
    heard, stop = Listener(), threading.Event()
    lines = [f"GET /a/{session}/live?{query} HTTP/1.1", f"Host: {client.base_url.netloc.decode()}"]
    lines += [f"Cookie: {name}={value}" for name, value in client.cookies.items()]
    lines += [f"Last-Event-ID: {last}"] if last else []
    request = "\r\n".join([*lines, "", ""]).encode()
    address = (client.base_url.host, client.base_url.port or 80)
    thread = threading.Thread(target=_hear, args=(heard, request, address, stop))
    thread.start()
    try:
        wait_until(lambda: heard.frames or heard.is_over)
        yield heard
    finally:
        stop.set()
        thread.join(15)
        assert not thread.is_alive()
