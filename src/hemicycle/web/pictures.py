"""The pictures that pages are passed on with: drawn once for each language, and kept."""

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.names import NO_NAMES
from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.house import House

MOST_KEPT = 64
OFFICIAL = ("en", "fr")  # they are passed on without their pages, so in words that were reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A picture before it is drawn: what it shows, which tells it from every other, and how."""

    shows: Hashable
    draw: Callable[[], bytes]


class KeptPictures:
    """The pictures of a house.

    Note: one is drawn at a time, beside the requests: a flood of wishes takes no more than that.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, bytes] = {}
        self._one_at_a_time = asyncio.Lock()

    async def drawn(self, wanted: Wanted) -> bytes:
        """The bytes of a picture (PNG)."""
        async with self._one_at_a_time:
            if wanted.shows not in self._kept:
                made = await asyncio.to_thread(wanted.draw)
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[wanted.shows] = made
            return self._kept[wanted.shows]


def record_in_words(
    house: House, session: SessionId, *, language: str, since: int | None = None
) -> str:
    """The record in eight words: as it was signed for the first time with an entry, or last.

    Note: so a picture stays as it is while the record goes on, and can be checked all the same.
    """
    kept = house.clerk.store.checkpoints(session)
    covering = [one for one in kept if since is not None and one.size >= since]
    signed = covering[0] if covering else kept[-1] if kept and since is None else None
    if signed is None:
        position, root = house.clerk.state(session).tail.position, house.clerk.root(session)
    else:
        key = house.clerk.verification_key(session)
        position, root = signed.size, SignedCheckpoint(signed.note, key).read().root
    told = house.phrases.say("pressroom.record_in_words", language, NO_NAMES, position=position)
    return f"{told} {root_words(root)}"
