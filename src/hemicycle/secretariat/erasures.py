"""The kept list of erasures: numbers alone, so that what was erased stays so after a restore.

A backup holds what was there when it was taken. The list lies in the data folder and beside the
backups; whoever restores an older one erases again what the list names and the backup knew not.
"""

import logging
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

LIST = "erasures.ndjson"
WORDS, PERSON, OFF_FILE, PICTURE, RECORDING, CONSENT, MEDIA = (
    *("words", "person", "off_file", "picture", "recording", "consent", "media_of_session"),
)
GROUP_PAPER = "group_paper"
mistakes = logging.getLogger("hemicycle.mistakes")


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was erased on request: of which kind, and its number in its table."""

    id: str
    kind: str
    at_ms: int
    session: str = ""
    number: int = 0
    purpose: str = ""


class BadList(ValueError):
    """A line of the list that cannot be read."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no erasure")
        self.line = line


@dataclass(slots=True)
class KeptList:
    """Where the list is written: in the data folder, and beside the backups if there are any."""

    places: list[Path] = field(default_factory=list)

    def note(self, kind: str, *, session: str = "", number: int = 0, purpose: str = "") -> None:
        """Write down that something was erased; a place that fails is said, and erasing goes on."""
        one = Erasure(
            id=secrets.token_hex(8),
            kind=kind,
            at_ms=time.time_ns() // 1_000_000,
            session=session,
            number=number,
            purpose=purpose,
        )
        for place in self.places:
            try:
                append(place, [one])
            except OSError as fault:
                mistakes.error("An erasure could not be noted in %s: %s", place, fault.strerror)


KEPT = KeptList()


def append(place: Path, some: Sequence[Erasure]) -> None:
    """Add lines to a list, down to the disk.

    Errors: OSError
    """
    with os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as lines:
        # A line that a power cut tore must not swallow the next one.
        if lines.seek(0, os.SEEK_END) and not ends_whole(lines.fileno(), lines.tell()):
            lines.write(b"\n")
        lines.write(b"".join(msgspec.json.encode(one) + b"\n" for one in some))
        lines.flush()
        os.fsync(lines.fileno())


def ends_whole(file: int, size: int) -> bool:
    """Whether the last line of a file is whole."""
    return os.pread(file, 1, size - 1) == b"\n"


def read_list(place: Path) -> list[Erasure]:
    """The erasures of a list, the earliest first; none where there is no list.

    Errors: BadList, OSError
    Note: a torn last line was never acknowledged, and a line that is torn in between neither.
    """
    try:
        raw = place.read_bytes()
    except FileNotFoundError:
        return []
    return list(read_lines(raw.split(b"\n")))


def read_lines(lines: Iterable[bytes]) -> Iterator[Erasure]:
    """The erasures in some lines.

    Errors: BadList
    """
    for number, line in enumerate(lines, 1):
        if not line.endswith(b"}"):
            continue
        try:
            yield msgspec.json.decode(line, type=Erasure)
        except msgspec.DecodeError:
            raise BadList(number) from None


def bring_together(one: Path, other: Path) -> None:
    """Let two lists hold the same: what a stick missed while it was away is added to it.

    Errors: BadList, OSError
    """
    here, there = read_list(one), read_list(other)
    for place, own, others in ((one, here, there), (other, there, here)):
        known = {erasure.id for erasure in own}
        missing = [erasure for erasure in others if erasure.id not in known]
        if missing:
            append(place, missing)
