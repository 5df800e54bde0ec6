"""A full hall behind one address: six hundred vote within ten seconds, five thousand look on."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from figures import Figure, percentile
from hemicycle.store.sqlite import open_reader
from processes import SESSION, Process, bare, hemicycle, prepared
from wires import StreamWire, close, connected, timed

VOTERS = 600
VIEWERS = 5000
WITHIN_S = 10
LONGEST_S = 60
OPTIONS = ("--delegations", "200", "--members", "3", "--organ", "council", "--vote")


@dataclass
class Viewers:
    """Those who look on; a stream that ends or stays empty is counted."""

    streams: list[StreamWire] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)
    chunks: int = 0
    everybody: asyncio.Event = field(default_factory=asyncio.Event)

    def seen(self, data: bytes, *, number: int, at: float) -> None:  # noqa: ARG002 - as called
        """A stream has brought something."""
        self.chunks += 1
        if data.startswith(b"HTTP/1.1 200"):
            self.begun.add(number)
            if len(self.begun) == VIEWERS:
                self.everybody.set()

    async def come(self, port: int, request: bytes) -> None:
        """Open all streams, and wait until each has begun."""
        loop = asyncio.get_running_loop()
        for number in range(VIEWERS):
            stream = StreamWire(request, partial(self.seen, number=number))
            await loop.create_connection(lambda stream=stream: stream, "127.0.0.1", port)
            self.streams.append(stream)
        await asyncio.wait_for(self.everybody.wait(), LONGEST_S)

    @property
    def gone(self) -> int:
        """How many streams have ended."""
        return sum(stream.transport.is_closing() for stream in self.streams)


@dataclass(frozen=True)
class Voted:
    """What the voters were answered. Units: seconds."""

    receipts: dict[str, str]
    refused: int
    p99_s: float


async def vote(process: Process, requests: dict[str, bytes]) -> Voted:
    """Everybody votes at a moment of one's own within the ten seconds, and once more at once.

    The second press is the same ballot, as a telephone sends it whose first answer was lost.
    """

    async def one(request: bytes) -> tuple[int, bytes, float]:
        await asyncio.sleep(random.uniform(0, WITHIN_S))  # noqa: S311 - people, not secrets
        [wire] = await connected(process.port, 1)
        first = await timed(wire, request)
        again = await timed(wire, request)
        close([wire])
        return first if first[:2] == again[:2] else (500, b"{}", first[2])

    answers = await asyncio.gather(*map(one, requests.values()))
    receipts = {
        member: json.loads(body)["receipt"]
        for member, (status, body, _) in zip(requests, answers, strict=True)
        if status == 200
    }
    times = [seconds for _, _, seconds in answers]
    return Voted(receipts, VOTERS - len(receipts), percentile(times, 0.99))


async def sitting(
    process: Process, requests: dict[str, bytes], *, look: bytes
) -> tuple[Voted, int]:
    """The viewers come, then all vote; how many viewers were lost meanwhile."""
    viewers = Viewers()
    await viewers.come(process.port, look)
    voted = await vote(process, requests)
    lost = viewers.gone
    close(viewers.streams)
    return voted, lost


def hall(folder: Path) -> list[Figure]:
    """The vote at the real server, and the same presses at one that only answers."""
    people = prepared(folder, *OPTIONS)
    requests = {
        member: people.post("divisions/1/ballots", member, key=f"hall-{member}", **{"for": "1"})
        for member in people.members[:VOTERS]
    }
    with hemicycle(folder) as server:
        look = people.get("/live?view=hall&since=0")
        voted, gone = asyncio.run(sitting(server, requests, look=look))
        reader = open_reader(folder)
        rows = reader.ballots(SESSION, 1)
        reader.close()
    with bare("asgi") as server:
        least = asyncio.run(vote(server, requests))
    kept = {row.member for row in rows}
    return [
        Figure(
            what=f"{VOTERS} voters behind one address in {WITHIN_S} s, {VIEWERS:,} viewers, p99",
            value=1000 * voted.p99_s,
            unit="ms",
            aim=1000,
            limit=1000 * least.p99_s,
            limit_is="ms, bare uvicorn, no viewers",
        ),
        Figure(
            what="the same: refused, lost or doubled ballots, viewers lost",
            value=voted.refused + len(set(voted.receipts) - kept) + len(rows) - len(kept) + gone,
            unit="",
            aim=0,
        ),
    ]
