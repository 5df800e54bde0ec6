"""Papers for the hour in which the current fails: when they are due, and how they are kept.

They lie in a folder that the operator names. One that cannot be made leaves the earlier one as it
is, and is told.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from hemicycle.operation.schedule import A_MINUTE_MS, sentence
from hemicycle.procedure.kernel import Instant

AGAIN_AFTER_MIN = 1
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Into which folder papers are put, and how often while the record only grows."""

    to: Path
    every_min: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What a paper depends on: up to where the record is, and which matter is before the body."""

    position: int
    matter: tuple[object, ...]


@dataclass(slots=True)
class KeptPapers:
    """How the papers of a house stand; looked at by whoever operates it."""

    wish: Wish | None = None
    last_at: Instant | None = None
    failure: str = ""
    failing_since: Instant | None = None
    made: dict[str, tuple[Instant, Moment]] = field(default_factory=dict)
    tried: dict[str, Instant] = field(default_factory=dict)
    failing: dict[str, str] = field(default_factory=dict)

    def is_due(self, name: str, now: Instant, *, moment: Moment) -> bool:
        """Whether a paper is to be made: at once for another matter, else after the pause.

        Note: a clock that jumped back must not stop it, so a time to come counts as none.
        """
        if self.wish is None:
            return False
        if name in self.failing:
            return not 0 <= now - self.tried[name] < AGAIN_AFTER_MIN * A_MINUTE_MS
        if name not in self.made:
            return True
        at, known = self.made[name]
        is_over = not 0 <= now - at < self.wish.every_min * A_MINUTE_MS
        return known.matter != moment.matter or (is_over and known.position != moment.position)

    def keep(self, name: str, content: bytes, *, now: Instant, moment: Moment) -> None:
        """Put a paper in the place of the one before, whole or not at all.

        Errors: OSError, ValueError for what is no PDF
        """
        assert self.wish is not None
        if not content.startswith(PDF):
            raise ValueError(f"What was made for {name} is no PDF.")
        self.wish.to.mkdir(mode=0o700, parents=True, exist_ok=True)
        written(self.wish.to / name, content)
        self.made[name], self.last_at = (now, moment), now
        self.failing.pop(name, None)
        self.tell()

    def failed(self, name: str, now: Instant, *, fault: Exception) -> None:
        """One could not be made; the one before stays where it is."""
        self.tried[name] = now
        self.failing[name] = sentence(fault)
        self.failing_since = self.failing_since or now
        self.tell()

    def only(self, moments: Mapping[str, Moment]) -> None:
        """Of papers that are no longer made no failure is told either."""
        for name in list(self.failing):
            if name not in moments:
                del self.failing[name]
        self.tell()

    def tell(self) -> None:
        """Keep one failure to be told, or that there is none."""
        name = next(iter(self.failing), "")
        self.failure = f"{name}: {self.failing[name]}" if name else ""
        if not name:
            self.failing_since = None


def written(file: Path, content: bytes) -> None:
    """Write a file beside the one before, onto the disk, and only then put it in its place."""
    beside = file.with_name(f".{file.name}-{uuid4().hex[:8]}")
    try:
        with beside.open("xb") as unfinished:
            unfinished.write(content)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        beside.replace(file)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
