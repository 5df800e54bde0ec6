"""Who gets which browser, where several processes serve behind one address."""

import asyncio
import os
import signal
import socket
from threading import Thread

import pytest

from hemicycle.web.passing import Passed, browser_of, hand_over
from hemicycle.web.server import listen
from hemicycle.web.workers import Workers

LONGEST_S = 10


@pytest.mark.parametrize(
    ("head", "browser"),
    [
        (b"GET / HTTP/1.1\r\ncookie: other=1; hemi=ab_c-1; more=2\r\n\r\n", b"ab_c-1"),
        (b"GET / HTTP/1.1\r\nCookie: __Host-hemi=xyz\r\n\r\n", b"xyz"),
        (b"GET / HTTP/1.1\r\ncookie: hemi-device=xyz\r\n\r\n", b""),
        (b"GET /?hemi= HTTP/1.1\r\nhost: localhost\r\n\r\n", b""),
    ],
)
def test_a_browser_is_known_by_its_cookie(head, browser):
    assert browser_of(head) == browser


class Named(asyncio.Protocol):
    """Answers each connection with the number of its process, and echoes what it was sent."""

    def connection_made(self, transport):
        """Somebody has come."""
        self.transport = transport

    def data_received(self, data):
        """Something was sent."""
        self.transport.write(f"{os.getpid()} ".encode() + data)
        self.transport.close()


def test_a_connection_that_is_handed_over_brings_all_that_was_sent():
    ours, theirs = socket.socketpair()
    outside = listen("127.0.0.1", 0)
    outside.listen()

    async def other_end():
        stopped = asyncio.Event()
        Passed(0, theirs).begin(Named, stopped.set)
        await asyncio.wait_for(stopped.wait(), LONGEST_S)

    served = Thread(target=lambda: asyncio.run(other_end()))
    served.start()
    with ours, socket.create_connection(outside.getsockname()) as browser:
        assert ours.recv(1) == b"r"
        browser.sendall(b"the first words")
        accepted, _ = outside.accept()
        with accepted:
            assert hand_over(ours, accepted)
        assert browser.makefile("rb").read() == f"{os.getpid()} the first words".encode()
    served.join(LONGEST_S)
    assert not served.is_alive()
    outside.close()


def serve_named(listening):
    """Three processes behind one address; this ends in the one that began them."""
    place = Workers(3, listening, lambda _text: None).share_out()

    async def work():
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        place.begin(Named, stopped.set)
        await stopped.wait()

    asyncio.run(work())


@pytest.fixture
def address():
    """Where three processes serve."""
    listening = listen("127.0.0.1", 0)
    listening.listen()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            serve_named(listening)
            code = 0
        except SystemExit as ended:
            code = ended.code or 0
        finally:
            os._exit(code)
    place = listening.getsockname()
    listening.close()
    yield place
    os.kill(pid, signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def asked(address, cookie=""):
    """The process that answers."""
    with socket.create_connection(address, LONGEST_S) as browser:
        head = f"cookie: hemi={cookie}\r\n" if cookie else ""
        browser.sendall(f"GET / HTTP/1.1\r\n{head}\r\n".encode())
        return int(browser.makefile("rb").read().split()[0])


def test_a_browser_comes_to_the_same_process_and_strangers_take_turns(address):
    assert len({asked(address) for _ in range(6)}) == 3
    assert len({asked(address, "one-browser") for _ in range(6)}) == 1
    assert len({asked(address, f"browser-{number}") for number in range(30)}) == 3


def test_a_process_that_dies_begins_anew_and_the_others_serve_meanwhile(address):
    before = {asked(address) for _ in range(6)}
    own = asked(address, "one-browser")
    os.kill(own, signal.SIGKILL)
    seen = {own}
    while seen & {own} or len(seen) < 3:
        seen = {number for number in (answered(address) for _ in range(6)) if number}
    assert len(seen - before) == 1
    assert asked(address, "one-browser") in seen - before


def answered(address):
    """The process that answers; none where the connection went to one that was just killed."""
    try:
        return asked(address)
    except (OSError, IndexError):
        return 0
