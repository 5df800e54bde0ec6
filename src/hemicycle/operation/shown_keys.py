"""How each machine of a house shows the other that it has their key, and neither ever sends it.

Who asks signs each question with the key: how, what, of whom, with a number that the other one
gave, and one of its own. Who answers signs that number of its own, so an answer is believed from
nobody else. An address that was mistyped learns signatures over itself, which no other machine
takes. Which of the two asks is signed too: a machine whose own question comes back to it does not
answer it.
"""

import hmac
import secrets
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

import httpx
from msgspec.structs import replace

from hemicycle.store.writer import Link

HELLO = "/second/hello"
SCHEME = "Hemicycle"
TO, NUMBER, OWN = "x-second-to", "x-second-number", "x-second-own"
SIGNED, NEXT, AT, REFUSED = "x-second-signed", "x-second-next", "x-second-at", "x-second-refused"
ASKS_WRITER, ASKS_SECOND = "hemicycle: a second machine asks", "hemicycle: a writer asks"
ANSWER = "hemicycle: the other machine is answered"
AGENT = {"user-agent": "Hemicycle"}
RANDOM = 16
LIFE_S = 30.0  # one question waits two seconds at most; the list of used numbers stays short
NO_LONGER_GOOD = 428
TROUBLES_FROM = 500
TRIES = 2
NOT_SHOWN = (
    "it does not show that it has the key; it is another machine, has another key, or runs an older"
    " Hemicycle. The key was not sent to it."
)


class NotShown(Exception):
    """The machine at an address does not show that it has the key; nothing of it is believed."""


def signature(key: str, *parts: str) -> str:
    """What only who has the key can write over these parts."""
    return hmac.new(key.encode(), "\n".join(parts).encode(), sha256).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


class Told(NamedTuple):
    """What is signed of an answer: how it went, the next number, where the asker is expected."""

    status: int
    number: str
    at: str = ""
    refused: str = ""


def signature_of_answer(key: str, told: Told, *, own: str) -> str:
    """The signature of an answer to who asked with this number of its own."""
    return signature(key, ANSWER, own, *map(str, told))


class Numbers:
    """The numbers that a machine gives to who asks: each is good once, and for half a minute.

    Note: each holds the time of its making under a secret of this process, so that nothing is kept
    of those who never come back; after another start none of before is good.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._secret = clock, secrets.token_hex(32)
        self._used: dict[str, float] = {}

    def give(self) -> str:
        """A new number."""
        made = f"{int(self._clock() * 1000):x}-{secrets.token_hex(RANDOM)}"
        return f"{made}-{signature(self._secret, made)}"

    def take(self, number: str) -> bool:
        """Whether a number is good; from now on it is not."""
        now = self._clock()
        while self._used and now - next(iter(self._used.values())) > LIFE_S:
            del self._used[next(iter(self._used))]
        made, _, signed = number.rpartition("-")
        if not is_same(signature(self._secret, made), signed) or number in self._used:
            return False
        self._used[number] = now
        return now - int(made.partition("-")[0], 16) / 1000 <= LIFE_S


@dataclass(eq=False)
class Shown(httpx.Auth):
    """Signs what is asked of the other machine, and believes an answer only with its signature.

    `link` is what is known of that machine by now, `asks` which of the two this one is. One that
    was sent the key by a program of before decision 0075 is sent it again while it cannot do
    otherwise, and never after it once could.
    """

    link: Link
    asks: str = ASKS_WRITER
    numbers: list[str] = field(default_factory=list)
    is_earlier: bool = False

    def forget(self) -> None:
        """The other machine was away: it may be another program by now."""
        self.numbers.clear()
        self.is_earlier = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask, once the other machine has shown that it has the key.

        Errors: NotShown
        """
        try:
            if not self.is_earlier:
                yield from self.ask(request)
                return
        except NotShown:
            if not self.link.was_sent:
                raise
        request.headers["authorization"] = f"Bearer {self.link.key}"
        answer = yield request
        self.is_earlier = answer.status_code != httpx.codes.UNAUTHORIZED

    def ask(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask with a number that the other machine has given; with another where it is too old.

        Errors: NotShown
        """
        for _ in range(TRIES):
            if not self.numbers:
                hello = httpx.Request("GET", self.link.address + HELLO, headers=AGENT)
                own = self.sign(hello, number="")
                if not self.is_believed(own, (yield hello)) or not self.numbers:
                    return
            own = self.sign(request, number=self.numbers.pop())
            answer = yield request
            if not self.is_believed(own, answer) or answer.status_code != NO_LONGER_GOOD:
                return
            self.numbers.clear()

    def sign(self, request: httpx.Request, *, number: str) -> str:
        """Sign a question; the number of our own in it."""
        own, address = secrets.token_hex(RANDOM), self.link.address
        target = request.url.raw_path.decode("ascii")
        signed = signature(self.link.key, self.asks, request.method, target, address, number, own)
        request.headers.update(
            {TO: address, NUMBER: number, OWN: own, "authorization": f"{SCHEME} {signed}"}
        )
        return own

    def is_believed(self, own: str, answer: httpx.Response) -> bool:
        """Whether an answer is one; a server that is in trouble gives none.

        Errors: NotShown
        """
        number, at, refused = (answer.headers.get(name, "") for name in (NEXT, AT, REFUSED))
        wanted = signature_of_answer(
            self.link.key, Told(answer.status_code, number, at, refused), own=own
        )
        if not is_same(wanted, answer.headers.get(SIGNED, "")):
            is_trouble = answer.status_code >= TROUBLES_FROM
            if is_trouble or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                return False
            raise NotShown(NOT_SHOWN)
        self.numbers.append(number)
        self.link = replace(self.link, was_sent=False, here=at or self.link.here)
        if refused:
            raise NotShown(refused)
        return True
