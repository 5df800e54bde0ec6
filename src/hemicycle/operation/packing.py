"""A folder in one file: tar and gzip, locked where it is to be, each part with its hash.

The first part, `backup.json`, says what follows: nothing else is unpacked, and all of it must come.
"""

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

import msgspec

from hemicycle.operation.age import LockedReader, LockedWriter, is_locked
from hemicycle.operation.age_keys import Changed, DoesNotOpen, Identities, Key, Lock
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.whole import Whole, read_whole

FORMAT = 1
CONTENTS = "backup.json"
LONGEST_CONTENTS = 16 * 1024 * 1024
AT_ONCE = 1024 * 1024
GZIP = b"\x1f\x8b"
QUICK = 1  # most of what is packed is hashes, which nothing makes shorter


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file in a backup."""

    name: str
    size: int
    sha256: str


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself."""

    format: int
    program: str
    taken_at: str
    store: str
    sessions: list[Whole]
    files: list[Part]


class Reading(Protocol):
    """Where bytes come from."""

    def read(self, size: int) -> bytes:
        """The next bytes; fewer only at the end."""


def parts_of(folder: Path) -> list[Part]:
    """Every file of a folder with its hash."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [
        Part(
            name=file.relative_to(folder).as_posix(),
            size=file.stat().st_size,
            sha256=sha256_of(file),
        )
        for file in files
    ]


def sha256_of(file: Path) -> str:
    """The hash of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def pack(folder: Path, contents: Contents, *, into: BinaryIO, lock: Lock | None) -> Key | None:
    """Write a folder into one file; what opens this very file again, where it is locked."""
    locked = LockedWriter(into, lock) if lock is not None else None
    with (
        gzip.GzipFile("", "wb", QUICK, cast(BinaryIO, locked or into), 0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        told = msgspec.json.format(msgspec.json.encode(contents))
        tar.addfile(member(CONTENTS, len(told)), io.BytesIO(told))
        for part in contents.files:
            with (folder / part.name).open("rb") as opened:
                tar.addfile(member(part.name, part.size), opened)
    if locked is None:
        return None
    locked.close()
    return locked.again


def member(name: str, size: int) -> tarfile.TarInfo:
    """How a file stands in the tar: for its owner only, whoever that is."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def unpack(file: Path, to: Path, *, key: Key | None) -> Contents:
    """Write what a backup holds into an empty folder, once each part is what it says.

    Errors: BackupFault, OSError
    """
    with opened(file, key) as reading, plain_words(file):
        squeezed = gzip.GzipFile("", "rb", fileobj=cast(BinaryIO, reading))
        with tarfile.open(fileobj=squeezed, mode="r|") as tar:
            contents = read_contents(tar, file)
            take_parts(tar, contents, to=to)
        while squeezed.read(AT_ONCE):
            pass  # the sum at the end of the file is compared once it is read
        if reading.read(1):
            raise Changed("something stands after its end")
    return contents


def require_same(contents: Contents, folder: Path, *, file: Path) -> None:
    """What was unpacked reads as the backup says of itself.

    Errors: BackupFault
    """
    if contents.sessions != read_whole(folder):
        raise BackupFault("changed", file=str(file), what="the record reads otherwise")


def read_contents(tar: tarfile.TarFile, file: Path) -> Contents:
    """What a backup says of itself.

    Errors: BackupFault, Changed
    """
    first = tar.next()
    if first is None or first.name != CONTENTS or first.size > LONGEST_CONTENTS:
        raise BackupFault("not_a_backup", file=str(file))
    told = tar.extractfile(first)
    raw = told.read() if told else b""
    try:
        contents = msgspec.json.decode(raw, type=Contents)
    except msgspec.DecodeError as fault:
        raise Changed(str(fault)) from None
    if contents.format > FORMAT:
        raise BackupFault("newer", file=str(file), found=contents.format, known=FORMAT)
    return contents


def take_parts(tar: tarfile.TarFile, contents: Contents, *, to: Path) -> None:
    """Write every part that was announced, and nothing else.

    Errors: Changed
    """
    waiting = {part.name: part for part in contents.files}
    while (info := tar.next()) is not None:
        part = waiting.pop(info.name, None)
        if part is None or not info.isfile() or not is_inside(info.name):
            raise Changed(f"{info.name} does not belong to it")
        place = to / info.name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = tar.extractfile(info)
        with place.open("wb") as written:
            place.chmod(0o600)
            hashed = hashlib.sha256()
            while taken is not None and (some := taken.read(AT_ONCE)):
                hashed.update(some)
                written.write(some)
        if hashed.hexdigest() != part.sha256:
            raise Changed(f"{info.name} is not what was packed")
    if waiting:
        raise Changed(f"{next(iter(waiting))} is missing")


def is_inside(name: str) -> bool:
    """Whether a name stays inside the folder to which it is unpacked."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.as_posix() == name


@contextmanager
def opened(file: Path, key: Key | None) -> Iterator[Reading]:
    """The bytes of a backup, unlocked where it is locked.

    Errors: BackupFault, OSError
    """
    with file.open("rb") as raw:
        beginning = raw.read(64)
        raw.seek(0)
        if is_locked(beginning):
            with plain_words(file):
                reading = LockedReader(raw, key or Identities(()))
            yield reading
        elif beginning.startswith(GZIP):
            yield raw
        else:
            raise BackupFault("not_a_backup", file=str(file))


@contextmanager
def plain_words(file: Path) -> Iterator[None]:
    """What is wrong with a backup in one sentence."""
    try:
        yield
    except DoesNotOpen as fault:
        raise BackupFault(fault.why, file=str(file)) from None
    except Changed as fault:
        raise BackupFault("changed", file=str(file), what=str(fault)) from None
    except EOFError:
        what = "it ends before its end"
        raise BackupFault("changed", file=str(file), what=what) from None
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error):
        what = "it does not unpack"
        raise BackupFault("changed", file=str(file), what=what) from None
