"""People at their telephones: each on one connection, pressing as fast as answers come."""

import asyncio
import json
from dataclasses import dataclass, field
from itertools import count
from random import Random
from urllib.parse import urlencode

SESSION = "s-1"
VOTES = 10

Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Press:
    """One press of a button; `receipt` is what a ballot was answered with."""

    member: str
    key: str
    path: str
    fields: dict[str, str]
    receipt: str = ""

    @property
    def is_ballot(self) -> bool:
        """Whether it was a ballot and not an act."""
        return self.path.endswith("/ballots")


@dataclass
class Load:
    """What was sent and what was acknowledged, by everybody together."""

    port: int
    cookie: str
    people: dict[str, dict[str, str]]
    name: str
    acknowledged: list[Press] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self):
        self._ids = count(1)

    @property
    def delegates(self) -> list[str]:
        """Those who vote."""
        return [member for member in self.people if member.startswith("p-")]

    def request(self, press: Press) -> bytes:
        """The bytes of a posted form."""
        person = self.people[press.member]
        form = urlencode({"csrf": person["token"], **press.fields}).encode()
        accept = "application/json" if press.is_ballot else "text/html"
        head = (
            f"POST /a/{SESSION}/{press.path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            f"Origin: http://localhost:{self.port}",
            f"Cookie: {self.cookie}={person['key']}",
            f"Accept: {accept}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(form)}",
        )
        return "\r\n".join((*head, "", "")).encode() + form

    def next_press(self, random: Random, member: str, *, turn: int) -> Press:
        """A ballot, or, every third time, an act of the floor."""
        key = f"{self.name}-{next(self._ids)}"
        if turn % 3 == 2:
            path = "acts/withdraw_request" if turn % 2 else "acts/ask_for_floor"
            return Press(member, key, path, {"act_id": key})
        return self.ballot(member, key, random.randint(0, VOTES))

    def ballot(self, member: str, key: str = "", for_votes: int = 0) -> Press:
        """A ballot; those that need no key of their own are known by the person's name."""
        key = key or f"{self.name}-{member}"
        split = {"for": str(for_votes), "against": str(VOTES - for_votes), "unused": "0"}
        return Press(member, key, "divisions/1/ballots", {"key": key, **split})

    async def keep_pressing(self, member: str, random: Random) -> None:
        """Press until the server is gone."""
        try:
            wire = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return
        try:
            for turn in range(1_000_000):
                await self.put(wire, self.next_press(random, member, turn=turn))
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            wire[1].close()

    async def put(self, wire: Wire, press: Press) -> None:
        """Press once; keep what is acknowledged."""
        status, body = await ask(wire, self.request(press))
        if press.is_ballot and status == 200:
            receipt = json.loads(body)["receipt"]
            done = Press(press.member, press.key, press.path, press.fields, receipt)
            self.acknowledged.append(done)
        elif status == 303:
            self.acknowledged.append(press)
        else:
            assert status == 409, (status, press, body[:300])
            self.refused += 1

    async def answered(self, press: Press) -> tuple[int, bytes]:
        """What one press is answered with, on a connection of its own."""
        wire = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            return await ask(wire, self.request(press))
        finally:
            wire[1].close()


async def ask(wire: Wire, request: bytes) -> tuple[int, bytes]:
    """Send a request and read its whole answer."""
    reader, writer = wire
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return int(head[9:12]), await reader.readexactly(length)
