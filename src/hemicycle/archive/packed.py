"""A packed file, opened without trusting it: how large it claims to be, what lies in it, its end.

Nothing is ever unpacked to the disk; a path in it is only a name.
"""

import gzip
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from hemicycle.wording.faults import ReasonFault

MEGABYTE = 1024 * 1024
LARGEST_FILE = 2 * MEGABYTE  # the longest statement of 2024 has 34 KB
LARGEST = 512 * MEGABYTE  # unpacked; the statements of eighty years have 140 MB
MOST_FILES = 50_000
GZIP = b"\x1f\x8b"
BLOCK = 512
LONGEST_NAME = 80
DAMAGED = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError)


class ArchiveFault(ReasonFault, ValueError):
    """A file that cannot be taken in at all; why, as a key, and with which facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key, facts)
        self.reason_key, self.facts = reason_key, facts


class Seekable(Protocol):
    """What reading forward and back needs."""

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, or fewer at the end."""

    def seek(self, place: int, whence: int = 0, /) -> int:
        """Go to a place."""

    def tell(self) -> int:
        """Where one is."""


@dataclass(slots=True)
class Bounded:
    """The unpacked bytes of a file, up to a limit; a greedy length in a heading finds an end too.

    Errors: ArchiveFault
    """

    inner: Seekable
    name: str

    def read(self, size: int = -1) -> bytes:
        """So many bytes; all of them at once are never wanted."""
        if size < 0 or size > LARGEST_FILE or self.inner.tell() + size > LARGEST:
            raise ArchiveFault("archive_too_large", place=self.name, size=LARGEST // MEGABYTE)
        return self.inner.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place within the limit."""
        if place > LARGEST:
            raise ArchiveFault("archive_too_large", place=self.name, size=LARGEST // MEGABYTE)
        return self.inner.seek(place, whence)

    def tell(self) -> int:
        """Where one is."""
        return self.inner.tell()


@dataclass(frozen=True, slots=True)
class Packed:
    """An archive that was looked through to its end: everything in it, and how to read one."""

    tar: tarfile.TarFile
    members: Sequence[tarfile.TarInfo]

    def content(self, member: tarfile.TarInfo) -> bytes:
        """The bytes of one file, which is known to be small enough.

        Errors: ArchiveFault
        """
        with plainly(member.name), cast(BinaryIO, self.tar.extractfile(member)) as file:
            return file.read(LARGEST_FILE)


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Damage is told with the place where it was met.

    Errors: ArchiveFault
    """
    try:
        yield
    except ArchiveFault:
        raise
    except DAMAGED:
        raise ArchiveFault("archive_damaged", place=told(place)) from None


@contextmanager
def opened(path: Path) -> Iterator[Packed]:
    """An archive, looked through once before anything of it is used.

    Errors: ArchiveFault; OSError where the file cannot be read
    """
    with path.open("rb") as raw:
        is_packed = raw.read(len(GZIP)) == GZIP
        raw.seek(0)
        inner = cast(Seekable, gzip.GzipFile(fileobj=raw) if is_packed else raw)
        bounded = Bounded(inner, told(path.name))
        try:  # only around the opening: what is damaged further on is told with its place
            tar = tarfile.open(fileobj=cast(BinaryIO, bounded), mode="r:")  # noqa: SIM115
        except DAMAGED as fault:
            if isinstance(fault, ArchiveFault):
                raise
            raise ArchiveFault("archive_none", place=told(path.name)) from None
        with tar:
            yield Packed(tar, looked_through(tar, bounded))


def looked_through(tar: tarfile.TarFile, bounded: Bounded) -> Sequence[tarfile.TarInfo]:
    """Every file in an archive, once its end was found where it should be.

    Errors: ArchiveFault
    """
    members: list[tarfile.TarInfo] = []
    while True:
        with plainly(members[-1].name if members else bounded.name):
            member = tar.next()
        if member is None:
            break
        members.append(member)
        if len(members) > MOST_FILES:
            raise ArchiveFault("archive_too_many", place=bounded.name, n=MOST_FILES)
    with plainly(members[-1].name if members else bounded.name):
        require_end(tar, bounded)
    return members


def require_end(tar: tarfile.TarFile, bounded: Bounded) -> None:
    """An archive ends in empty blocks, and what packs it ends in a sum that fits.

    Errors: ArchiveFault; EOFError where it stops before
    """
    bounded.seek(tar.offset)
    if bounded.read(BLOCK) != bytes(BLOCK):
        raise EOFError
    while bounded.read(MEGABYTE):
        pass


def told(name: str) -> str:
    """A name from a file as it may be shown: short, on one line, without signs that steer."""
    plain = "".join(one if one.isprintable() else "\ufffd" for one in name)
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:60]}…{plain[-15:]}"
