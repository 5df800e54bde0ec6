"""Who asks at the door of the second machine, and how it has shown that it has the key."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from hemicycle.operation.shown_keys import (
    ASKS_SECOND,
    ASKS_WRITER,
    AT,
    NEXT,
    NUMBER,
    OWN,
    REFUSED,
    SCHEME,
    SIGNED,
    TO,
    Told,
    is_same,
    signature,
    signature_of_answer,
)
from hemicycle.store.writer import FOLLOWS, SECOND, TOOK_OVER, Link, link_in
from hemicycle.web.addresses import is_this_computer
from hemicycle.web.http import Request


class Asker(NamedTuple):
    """The other machine, which asks: by which file it is known, and what its question says."""

    folder: Path
    name: str
    link: Link
    has_sent_key: bool
    to: str
    number: str
    own: str

    @property
    def at(self) -> str:
        """Where it is expected, if it is the second machine of this one."""
        return self.link.address if self.name == SECOND else ""

    def is_meant(self, base_url: str) -> bool:
        """Whether it means this machine: by its usual address, on it, or as it was agreed.

        Note: one that was asked by a program of before has no such agreement until it is met.
        """
        is_agreed = self.to == self.link.here if self.link.here else self.link.was_sent
        is_here = is_this_computer(urlsplit(self.to).hostname or "")
        return is_agreed or is_here or self.to == base_url

    def met(self) -> Link:
        """What is known of it once it was here."""
        if self.has_sent_key:
            return replace(self.link, is_met=True)
        agreed = self.link.here or (self.to if self.link.was_sent else "")
        return replace(self.link, is_met=True, here=agreed, was_sent=False)

    def shown(self, told: Told) -> Sequence[tuple[bytes, bytes]]:
        """The headers of an answer that show it the key."""
        signed = signature_of_answer(self.link.key, told, own=self.own)
        said = ((NEXT, told.number), (AT, told.at), (REFUSED, told.refused), (SIGNED, signed))
        return [(name.encode(), value.encode("latin-1")) for name, value in said if value]


def asker_in(folder: Path, request: Request) -> Asker | None:
    """The other machine, if it is the one who asks; the other one, and never this one itself.

    Errors: StoreRefused
    """
    how, _, said = request.header(b"authorization").partition(" ")
    to, number, own = (request.header(name.encode()) for name in (TO, NUMBER, OWN))
    query = request.scope["query_string"].decode("latin-1")
    target = f"{request.path}?{query}" if query else request.path
    for name in (SECOND, FOLLOWS, TOOK_OVER):
        link = link_in(folder, name)
        if link is None:
            continue
        asks = ASKS_WRITER if name == SECOND else ASKS_SECOND
        question = signature(link.key, asks, request.method, target, to, number, own)
        is_sent = how == "Bearer" and is_same(link.key, said.strip())
        if is_sent or (how == SCHEME and is_same(question, said)):
            return Asker(folder, name, link, is_sent, to, number, own)
    return None
