"""Frames that are written past the task of their stream: whole, in order, never ahead of others."""

import re
import socket
from contextlib import contextmanager

import pytest
from demo_house import REHEARSAL, demo_house, wait_until
from listening import frames_in, listening

from hemicycle.web import live

PADDING = b"x" * 256 * 1024


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("at-once")) as running:
        running.forward("08:58")
        yield running


def streams_of(house):
    """What is open now, and has sent all that it was told."""
    broadcaster = house.server.application.broadcaster
    return [one for all_of in broadcaster._streams.values() for one in all_of if one.is_at_rest]


@contextmanager
def deaf(house, *, room=4096):
    """A stream with little room on its way, and its wire, from which nothing is read."""
    name, _, port = house.url.removeprefix("http://").partition(":")
    before, path = set(streams_of(house)), f"/a/{REHEARSAL}/live?view=hall&since={house.position}"
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        wire.settimeout(10)
        wire.connect((name, int(port)))
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: {name}:{port}\r\n\r\n".encode())
        wait_until(lambda: set(streams_of(house)) - before)
        [stream] = set(streams_of(house)) - before
        yield stream, wire


def push(house, stream, *frames):
    """Push some frames in one turn of the server."""

    async def pushed():
        for frame in frames:
            stream.push(frame)

    house.server.run(pushed())


def told(number, padding=b""):
    """A frame of another length than that before it."""
    return b"id: %d\ndata: %b\n\n" % (number, padding + b"y" * (number % 300))


def read_to(wire, end):
    """All that comes on a wire until this has come."""
    received = bytearray()
    while end not in received[-4 * len(PADDING) :]:
        part = wire.recv(len(PADDING))
        assert part, "the stream ended before"
        received += part
        assert received.count(b"event: clock") < 2, "nothing more came for so long"
    return bytes(received)


def noting(stream):
    """Which frames were written at once, from now on."""
    ways, at_once = [], stream.write
    stream.write = lambda frame: ways.append(at_once(frame)) or ways[-1]
    return ways


def test_frames_arrive_whole_and_in_their_order(house):
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        wait_until(lambda: streams_of(house))
        [stream] = streams_of(house)
        ways = noting(stream)
        for number in range(1, 200, 4):
            push(house, stream, told(number))
            push(house, stream, *map(told, range(number + 1, number + 4)))
        wait_until(lambda: heard.ids()[-1:] == [200])
    came = [one for one in heard.new if one.startswith("id:")]
    assert came == [told(number).decode()[:-2] for number in range(1, 201)]
    assert True in ways


def test_who_is_slow_is_told_all_in_its_order(house):
    with deaf(house, room=256 * 1024) as (stream, wire):
        ways = noting(stream)
        for number in range(1, live.LONGEST_BACKLOG):
            push(house, stream, told(number, PADDING))
        assert set(ways) == {True, False}
        received = read_to(wire, told(live.LONGEST_BACKLOG - 1, PADDING)[-100:] + b"\r\n")
    came = [one for one in frames_in(received.partition(b"\r\n\r\n")[2]) if re.match(r"id: ", one)]
    assert came == [
        told(number, PADDING).decode()[:-2] for number in range(1, live.LONGEST_BACKLOG)
    ]


def test_who_reads_nothing_is_ended_and_whoever_reads_is_told_all(house):
    last = 3 * live.LONGEST_BACKLOG
    with listening(house.visitor(), f"view=hall&since={house.position}") as heard:
        wait_until(lambda: streams_of(house))
        [reads] = streams_of(house)
        with deaf(house) as (stream, _):
            for number in range(1, last):
                push(house, stream, told(number, PADDING))
                push(house, reads, told(number))
            assert stream.is_closed
            assert not reads.is_closed
        wait_until(lambda: heard.ids() == list(range(1, last)))


def test_nothing_overtakes_what_waits():
    written = []
    audience = live.Audience(REHEARSAL, "hall", "", "en")
    stream = live.Stream(audience, write=lambda frame: written.append(frame) is None)
    stream.push(b"before the first answer")
    stream.is_at_rest = True
    stream.push(b"while one waits")
    assert (written, len(stream.frames)) == ([], 2)
    stream.frames.clear()
    stream.push(b"at rest")
    assert (written, len(stream.frames)) == ([b"at rest"], 0)
    stream.close()
    stream.push(b"after the end")
    assert written == [b"at rest"]
