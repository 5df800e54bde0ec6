"""Booths ask for slower speech: how many asked during the present speech, and never which.

It is no act of the procedure. It stands in no journal and in no table, and ends with the speech.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b

from hemicycle.procedure.assembly.floor import Floor
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId

Place = tuple[SessionId, BodyId]
Speech = tuple[MemberId, Instant]


@dataclass(slots=True)
class Asked:
    """The requests of one speech; booths and browsers are marks that nobody can read afterwards."""

    speech: Speech
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    booths: set[bytes] = field(default_factory=set)
    browsers: set[bytes] = field(default_factory=set)

    def mark(self, kind: str, name: str) -> bytes:
        """What stands for a booth or a browser during this speech."""
        return blake2b(f"{kind} {name}".encode(), key=self.salt, digest_size=16).digest()


@dataclass(slots=True)
class Slower:
    """The requests of all bodies, in memory."""

    _asked: dict[Place, Asked] = field(default_factory=dict)

    def ask(self, place: Place, floor: Floor, *, booth: str, browser: str) -> bool:
        """A booth asks; whether that changed the count.

        Note: a browser asks once a speech, for one booth, however often its button is pressed.
        """
        asked = self._of(place, floor) or Asked((floor.holder, floor.since))
        pressed = asked.mark("browser", browser)
        if not floor.holder or pressed in asked.browsers:
            return False
        self._asked[place] = asked
        asked.browsers.add(pressed)
        before = len(asked.booths)
        asked.booths.add(asked.mark("booth", booth))
        return len(asked.booths) > before

    def count(self, place: Place, floor: Floor) -> int:
        """How many booths have asked during the speech that is being made."""
        asked = self._of(place, floor)
        return len(asked.booths) if asked else 0

    def has_asked(self, place: Place, floor: Floor, *, browser: str) -> bool:
        """Whether this browser has asked: told to nobody else, not even of the same booth."""
        asked = self._of(place, floor)
        return asked is not None and asked.mark("browser", browser) in asked.browsers

    def _of(self, place: Place, floor: Floor) -> Asked | None:
        """The requests of this speech; those of an earlier one are forgotten."""
        asked = self._asked.get(place)
        if asked is not None and asked.speech != (floor.holder, floor.since):
            del self._asked[place]
            return None
        return asked
