"""People at their telephones: each on one connection, pressing as fast as answers come."""

import asyncio
import json
from dataclasses import dataclass, field
from itertools import count
from random import Random
from urllib.parse import urlencode

SESSION = "s-1"
VOTES = 10


@dataclass(frozen=True)
class Press:
    """One press of a button that was answered as done."""

    member: str
    key: str
    is_ballot: bool
    fields: tuple[tuple[str, str], ...]
    receipt: str = ""


@dataclass
class Load:
    """What was sent and what was acknowledged, by everybody together."""

    port: int
    cookie: str
    people: dict[str, dict[str, str]]
    acknowledged: list[Press] = field(default_factory=list)
    sent: int = 0
    refused: int = 0
    ids: count = field(default_factory=count)
    name: str = ""

    async def press(self, wire, member: str, what: tuple[str, dict[str, str]]) -> Press | None:
        """Press once and wait for the answer; None where the rules refused it."""
        path, fields = what
        key = fields.get("key") or fields["act_id"]
        self.sent += 1
        status, body = await ask(wire, self.request(member, path, fields))
        if status not in (200, 303):
            assert status == 409, (status, body[:200])
            self.refused += 1
            return None
        receipt = json.loads(body)["receipt"] if path.endswith("/ballots") else ""
        told = tuple(sorted(fields.items()))
        done = Press(member, key, path.endswith("/ballots"), told, receipt)
        self.acknowledged.append(done)
        return done

    def request(self, member: str, path: str, fields: dict[str, str]) -> bytes:
        """The bytes of a posted form."""
        person = self.people[member]
        form = urlencode({"csrf": person["token"], **fields}).encode()
        host = f"localhost:{self.port}"
        head = (
            f"POST /a/{SESSION}/{path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Cookie: {self.cookie}={person['key']}\r\n"
            f"Accept: {'application/json' if path.endswith('/ballots') else 'text/html'}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
        )
        return head.encode() + form

    def next_press(self, random: Random, member: str, presses: int) -> tuple[str, dict[str, str]]:
        """A ballot, or, every third time, an act of the floor."""
        key = f"{self.name}-{next(self.ids)}"
        if presses % 3 == 2:
            act = "ask_for_floor" if presses % 2 else "withdraw_request"
            return f"acts/{act}", {"act_id": key}
        for_votes = random.randint(0, VOTES)
        split = {"for": str(for_votes), "against": str(VOTES - for_votes), "unused": "0"}
        return "divisions/1/ballots", {"key": key, **split}

    async def keep_pressing(self, member: str, random: Random) -> None:
        """Press until the server is gone."""
        try:
            wire = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return
        try:
            for presses in range(1_000_000):
                await self.press(wire, member, self.next_press(random, member, presses))
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            wire[1].close()


async def ask(wire, request: bytes) -> tuple[int, bytes]:
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
