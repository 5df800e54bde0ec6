"""What may not grow or go on for ever: sign-ins, bodies, request heads, streams."""

import socket
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest

from hemicycle.web import asgi, http_sessions, outputs, server, site
from hemicycle.web.http import Request
from hemicycle.web.http_sessions import HttpSessions, Login
from hemicycle.web.server import LARGEST_HEAD
from hemicycle.web.since_boot import on_for_s
from web.demo_house import demo_house, wait_until

HALF_A_HEAD = b"GET /static/none HTTP/1.1\r\nHos"
LOGIN = Login(account=1, label="x", seats={}, secret=b"s" * 32)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("limits")) as house:
        yield house


def request_with(cookie):
    async def receive():
        return {"type": "http.disconnect"}

    return Request({"headers": [(b"cookie", cookie.encode()), (b"host", b"x")]}, receive)


@pytest.mark.parametrize("clock_off_s", [0, -3600, 3600])
@pytest.mark.parametrize(("left_s", "is_in"), [(60, True), (-1, False)])
def test_a_sign_in_ends_when_its_time_is_over(monkeypatch, left_s, is_in, clock_off_s):
    kept = HttpSessions("hemi")
    kept.put("k", replace(LOGIN, until_s=on_for_s() + left_s))
    now = time.time()
    monkeypatch.setattr(http_sessions.time, "time", lambda: now + clock_off_s)
    assert (kept.of(request_with("hemi=k")) is not None) == is_in


def test_a_browser_that_signs_out_is_nobody():
    kept = HttpSessions("hemi")
    kept.put("k", LOGIN)
    assert kept.of(request_with("other=1; hemi=k")) == LOGIN
    kept.drop("k")
    assert kept.of(request_with("hemi=k")) is None


@pytest.mark.parametrize(("size", "status"), [(1000, 403), (asgi.LARGEST_UPLOAD + 1, 413)])
def test_a_body_for_the_accounts_has_a_limit(house, size, status):
    fields = {"username": "a", "password": "b" * size}
    headers = {"origin": "http://elsewhere.example", "sec-fetch-site": "cross-site"}
    answer = house.visitor().post("/login", data=fields, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(("size", "is_answered"), [(1000, True), (LARGEST_HEAD * 2, False)])
def test_the_head_of_a_request_has_a_limit(house, size, is_answered):
    address = house.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=10) as wire:
        head = f"GET / HTTP/1.1\r\nHost: {house.url.removeprefix('http://')}\r\n"
        padding = "".join(f"x-{n}: {'y' * 990}\r\n" for n in range(size // 1000))
        try:
            wire.sendall(f"{head}{padding}".encode())
            wire.sendall(b"\r\n")
            found = wire.recv(12)
        except OSError:
            found = b""
    assert (found == b"HTTP/1.1 200") == is_answered


def test_streams_have_a_limit(house, monkeypatch):
    monkeypatch.setattr(asgi, "MOST_STREAMS", 0)
    answer = house.visitor().get(f"/a/{house.site.current}/live?view=hall")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


def test_strangers_do_not_fill_the_log(house, monkeypatch, caplog):
    monkeypatch.setattr(site, "told_now", site.Told())
    visitor = house.visitor()
    for n in range(site.MOST_REPORTS + 20):
        assert visitor.post("/csp-reports", content=f"report {n}.".encode()).status_code == 204
    kept = [one for one in caplog.messages if "report" in one]
    assert "report 0." in kept[0]
    assert len(kept) <= 2 * site.MOST_REPORTS  # where a minute ended meanwhile
    assert len(kept) < site.MOST_REPORTS + 20
    told = site.Told()
    assert [told.has_room(at) for at in (0, 59_999, 60_000)] == [True] * 3
    assert sum(told.has_room(60_000) for _ in range(100)) == site.MOST_REPORTS - 1


@pytest.mark.parametrize(
    ("before", "part"),
    [(0, b""), (0, b"\r\n"), (2, b"\r\n"), (0, HALF_A_HEAD), (2, HALF_A_HEAD)],
)
def test_the_head_of_a_request_has_a_time(house, monkeypatch, before, part):
    """Whoever says nothing more, also after whole requests, is not listened to for ever."""
    monkeypatch.setattr(server, "HEAD_WITHIN_S", 0.4)
    name, _, port = house.url.removeprefix("http://").partition(":")
    whole = f"GET /static/none HTTP/1.1\r\nHost: {name}:{port}\r\n\r\n".encode()
    with socket.create_connection((name, int(port)), timeout=10) as wire:
        for _ in range(before):
            wire.sendall(whole)
            assert wire.recv(64 * 1024).startswith(b"HTTP/1.1 404")
        wire.sendall(part)
        assert wire.recv(1) == b""


LONG = bytes(range(256)) * 96 * 1024  # more than a system takes out of our hands


@pytest.fixture
def long_answer(house, monkeypatch):
    """Where a long answer is."""
    monkeypatch.setattr(outputs, "publish", lambda *_given, **_named: LONG)
    monkeypatch.setattr(server, "TAKEN_WITHIN_S", 0.4)
    yield f"/en/a/{house.site.current}/tables.xlsx"
    house.server.application.house.made.clear()


@contextmanager
def asking(house, path, *, room):
    """A connection on which something was asked for, with so much room for what comes."""
    name, _, port = house.url.removeprefix("http://").partition(":")
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        wire.settimeout(10)
        wire.connect((name, int(port)))
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: {name}:{port}\r\n\r\n".encode())
        yield wire


def test_an_answer_that_nobody_reads_is_not_held_for_ever(house, long_answer):
    """Closing alone would wait for the reader; the connection ends."""
    connections = house.server.serving.server_state.connections
    before = set(connections)
    with asking(house, long_answer, room=4096):
        wait_until(lambda: set(connections) - before)
        wait_until(lambda: not set(connections) - before)


def test_a_slow_reader_gets_all_of_it(house, long_answer):
    with asking(house, long_answer, room=256 * 1024) as wire:
        received, begun = bytearray(), time.monotonic()
        while not received.endswith(LONG[-1024:]) or len(received) < len(LONG):
            received += wire.recv(256 * 1024)
            time.sleep(0.01)  # a slow reader is what this is about
    assert received.endswith(LONG)
    assert time.monotonic() - begun > 2 * server.TAKEN_WITHIN_S
