"""Live streams: one change to the last of a thousand, and the ballot form on a thousand phones."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from figures import Figure, median
from processes import People, Process, bare, hemicycle, prepared
from wires import StreamWire, Wire, close, connected, timed

STREAMS, CROWD = 1000, 10_000
CHANGES = 10
SPREAD_S = 0.3
LONGEST_S = 30
END = b"\n\n"  # of a frame; a chunk of HTTP adds two bytes
OPTIONS = ("--delegations", "334", "--members", "3", "--organ", "council")


@dataclass
class Audience:
    """All open streams, and who of them has seen what is waited for."""

    size: int
    mark: bytes = b"id: "
    last: float = 0
    waiting: set[int] = field(default_factory=set)
    begun: set[int] = field(default_factory=set)
    frame_bytes: int = 0
    everybody: asyncio.Event = field(default_factory=asyncio.Event)

    def wait_for(self, mark: bytes) -> None:
        """From now on wait until everybody has seen this."""
        self.mark, self.frame_bytes = mark, 0
        self.everybody.clear()
        self.waiting, self.begun = set(range(self.size)), set()

    def seen(self, number: int, data: bytes, *, at: float) -> None:
        """One stream has brought something."""
        if self.mark in data:
            self.begun.add(number)
        if number == 0:
            self.frame_bytes += len(data)
        if END in data[-6:] and number in self.begun and number in self.waiting:
            self.waiting.discard(number)
            self.last = at
            if not self.waiting:
                self.everybody.set()


@dataclass(frozen=True)
class Sent:
    """How a change reached all streams. Units: seconds, processor seconds a send, bytes."""

    last_s: float
    cpu_s: float
    frame_bytes: int


def told(audience: Audience, data: bytes, *, number: int, at: float) -> None:
    """Stream `number` of an audience has brought something."""
    audience.seen(number, data, at=at)


async def opened(process: Process, requests: list[bytes]) -> tuple[Audience, list[StreamWire]]:
    """Open all streams and wait for their first frames."""
    audience, loop, streams = Audience(len(requests)), asyncio.get_running_loop(), []
    audience.wait_for(b"HTTP/1.1 200")
    for number, request in enumerate(requests):
        stream = StreamWire(request, partial(told, audience, number=number))
        await loop.create_connection(lambda stream=stream: stream, "127.0.0.1", process.port)
        streams.append(stream)
    await asyncio.wait_for(audience.everybody.wait(), LONGEST_S)
    await asyncio.sleep(0.5)
    return audience, streams


async def changes(process: Process, *, gets: list[bytes], posts: list[bytes]) -> Sent:
    """One change after the other to all streams; the middle of the last arrivals."""
    audience, streams = await opened(process, gets)
    [wire] = await connected(process.port, 1)
    took, sizes, used = [], [], process.cpu_s()
    for request in posts:
        audience.wait_for(b"id: ")
        began = time.perf_counter()
        status, body, _ = await timed(wire, request)
        assert status in (200, 303), (status, body[:200])
        await asyncio.wait_for(audience.everybody.wait(), LONGEST_S)
        took.append(audience.last - began)
        sizes.append(audience.frame_bytes)
        await asyncio.sleep(0.3)
    used = process.cpu_s() - used
    close([wire])
    close(streams)
    return Sent(median(took), used / (len(posts) * len(gets)), int(median(sizes)))


def one_change(folder: Path, *, streams: int = STREAMS, aim_ms: int = 80) -> list[Figure]:
    """One change to the last of all hall screens, against plain sockets."""
    people = prepared(folder, *OPTIONS)
    posts = [
        people.post(f"acts/{act}", people.members[0], act_id=f"act-{turn}")
        for turn in range(CHANGES)
        for act in (("withdraw_request",) if turn % 2 else ("ask_for_floor",))
    ]
    gets = [people.get("/live?view=hall&since=0")] * streams
    with hemicycle(folder) as server:
        found = asyncio.run(changes(server, gets=gets, posts=posts))
    with bare("sockets", str(found.frame_bytes)) as server:
        least = asyncio.run(changes(server, gets=gets, posts=posts))
    return [
        Figure(
            what=f"one change to the last of {streams:,} streams",
            value=1000 * found.last_s,
            unit="ms",
            aim=aim_ms,
            limit=1000 * least.last_s,
            limit_is=f"ms, plain sockets, {found.frame_bytes:,} bytes",
        ),
        Figure(
            what=f"processor time of one send to {streams:,}",
            value=1e6 * found.cpu_s,
            unit="us",
            aim=1.3e6 * least.cpu_s,
            limit=1e6 * least.cpu_s,
            limit_is="us, plain sockets",
        ),
    ]


@dataclass
class Phones:
    """A thousand telephones that fetch their ballot form when they are told to."""

    wires: list[Wire]
    requests: list[bytes]
    marks: list[bytes]
    tasks: list[asyncio.Task[float]] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    everybody: asyncio.Event = field(default_factory=asyncio.Event)

    def seen(self, number: int, data: bytes) -> None:
        """A ping: fetch the form, after a moment of one's own."""
        if b"event: personal" in data and number not in self.told:
            self.told.add(number)
            self.tasks.append(asyncio.ensure_future(self.fetch(number)))
            if len(self.told) == STREAMS:
                self.everybody.set()

    async def fetch(self, number: int) -> float:
        """Fetch the form; when it was there."""
        await asyncio.sleep(random.uniform(0, SPREAD_S))  # noqa: S311 - as live.js does
        status, body = await self.wires[number].send(self.requests[number])
        assert (status, self.marks[number] in body) == (200, True), (status, body[:300])
        return time.perf_counter()


async def opening(process: Process, people: People) -> float:
    """From opening the vote to the last usable form. Units: seconds."""
    voters = people.members[:STREAMS]
    gets = [people.get("/live?view=vote&since=0", member) for member in voters]
    audience, streams = await opened(process, gets)
    forms = [people.get("/fragment/vote", member) for member in voters]
    tokens = [people.keys[member]["token"].encode() for member in voters]
    phones = Phones(await connected(process.port, STREAMS), forms, tokens)
    [chair] = await connected(process.port, 1)
    question = {"title.en": "Q", "yes_means.en": "Yes", "method": "roll_call"}
    status, body, _ = await timed(
        chair, people.post("acts/put_question", "o-president", act_id="q", **question)
    )
    assert status == 200, body
    await asyncio.sleep(2)
    audience.seen = lambda number, data, **_at: phones.seen(number, data)
    began = time.perf_counter()
    status, body, _ = await timed(
        chair, people.post("acts/open_division", "o-president", act_id="o")
    )
    assert status == 200, body
    await asyncio.wait_for(phones.everybody.wait(), LONGEST_S)
    arrived = await asyncio.gather(*phones.tasks)
    close([chair, *phones.wires])
    close(streams)
    return max(arrived) - began


async def fetching(process: Process, people: People) -> float:
    """The same fetches from a server that only answers. Units: seconds."""
    forms = [people.get("/fragment/vote", member) for member in people.members[:STREAMS]]
    phones = Phones(await connected(process.port, STREAMS), forms, [b"receipt"] * STREAMS)
    began = time.perf_counter()
    arrived = await asyncio.gather(*map(phones.fetch, range(STREAMS)))
    close(phones.wires)
    return max(arrived) - began


def opening_a_vote(folder: Path) -> list[Figure]:
    """Opening a vote until the last of a thousand phones has its form."""
    people = prepared(folder, *OPTIONS)
    with hemicycle(folder) as server:
        took = asyncio.run(opening(server, people))
    with bare("asgi") as server:
        least = asyncio.run(fetching(server, people))
    return [
        Figure(
            what=f"opening a vote to the last of {STREAMS:,} ballot forms",
            value=1000 * took,
            unit="ms",
            aim=1000,
            limit=1000 * least,
            limit_is="ms, bare uvicorn, 300 of it spread",
        )
    ]
