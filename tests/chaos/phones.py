"""Telephones that behave as kept.js does: one key until an answer, and who changes their mind."""

import asyncio
import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import httpx

from .voters import VOTES, Load, Press, ask

GIVE_UP_S = 120
CHOICES = 2  # each person changes their mind once


@dataclass(frozen=True)
class Patience:
    """How long a telephone waits and pauses. Units: seconds."""

    wait_s: float = 8.0
    first_s: float = 1.0
    longest_s: float = 8.0


@dataclass
class Phone:
    """One person's telephone; `fault` is what a planted one does wrong."""

    member: str
    load: Load
    patience: Patience
    random: Random
    fault: str = "none"
    tries: int = 0
    unanswered: list[str] = field(default_factory=list)
    wanted: Press | None = None
    answer: dict[str, str] = field(default_factory=dict)

    def choice(self) -> Press:
        """A new choice, under a new key; it names the presses that had no answer."""
        for_votes = self.random.randint(0, VOTES)
        split = {"for": str(for_votes), "against": str(VOTES - for_votes), "unused": "0"}
        key = f"{self.load.name}-{self.random.getrandbits(64):016x}"
        fields = {"key": key, "person": self.member, **split}
        if self.unanswered:
            fields["instead_of"] = " ".join(self.unanswered)
        self.unanswered.append(key)
        self.wanted = Press(self.member, key, "divisions/1/ballots", fields)
        return self.wanted

    async def vote(self) -> None:
        """Choose, change one's mind before there is an answer, and wait for the last answer."""
        hasty = asyncio.create_task(self.send(self.choice()))
        await asyncio.sleep(self.random.random() * self.patience.first_s)
        if not hasty.done():
            hasty.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await hasty
        self.answer = await self.send(self.choice())

    async def send(self, press: Press) -> dict[str, str]:
        """The same press, again and again, until the assembly has answered."""
        pause = self.patience.first_s
        async with asyncio.timeout(GIVE_UP_S):
            while True:
                self.tries += 1
                told = await self.try_once(press)
                if told:
                    self.unanswered.clear()
                    return told
                await asyncio.sleep(pause * (0.7 + 0.6 * self.random.random()))
                pause = min(self.patience.longest_s, 2 * pause)
                if self.fault == "new_key":
                    key = f"{press.key}-{self.tries}"
                    press = Press(press.member, key, press.path, {**press.fields, "key": key})

    async def try_once(self, press: Press) -> dict[str, str]:
        """One try: the receipt, or nothing where no whole answer came."""
        wire = None
        try:
            async with asyncio.timeout(self.patience.wait_s):
                wire = await asyncio.open_connection("127.0.0.1", self.load.port)
                status, body = await ask(wire, self.load.request(press))
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            return {}
        finally:
            if wire:
                wire[1].close()
        assert status in (200, 503), (status, body[:300])
        return json.loads(body) if status == 200 else {}


def phones(load: Load, patience: Patience, seed: int, *, fault: str = "none") -> Iterator[Phone]:
    """One telephone for everybody who votes."""
    for member in load.delegates:
        random = Random(f"{seed}-{member}")  # noqa: S311 - it draws choices, not secrets
        yield Phone(member, load, patience, random, fault)


async def press(load: Load, member: str, act: str, **fields: str) -> None:
    """An act that must be done, without any bad network."""
    wire = await asyncio.open_connection("127.0.0.1", load.port)
    given = {"act_id": f"{load.name}-{act}", "body": "plenary", **fields}
    status, body = await ask(wire, load.request(Press(member, act, f"acts/{act}", given)))
    wire[1].close()
    assert status == 303, (status, body[-600:])


async def read(load: Load, addresses: list[str]) -> list[bytes]:
    """What anybody reads at addresses of the session, without any bad network."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{load.port}") as anybody:
        answers = [await anybody.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content for answer in answers]
