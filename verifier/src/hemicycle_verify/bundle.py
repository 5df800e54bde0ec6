"""A session as it is handed out: a folder, or a zip of one, with checksums of all its files.

Nothing is unpacked, and nothing outside is read: names that lead elsewhere are refused, and so is
a zip that would grow beyond all measure.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol

from hemicycle_verify.findings import damaged, unusable

SUMS, JOURNAL, CHECKPOINT = "SHA256SUMS", "journal.ndjson", "checkpoint.txt"
LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
MOST_FILES = 50_000
MOST_BYTES = 4 * 1024**3
LARGE = 64 * 1024**2
MOST_TIMES = 200  # a large file does not shrink more than this by honest means
CHUNK = 1024**2
CACHE = "__pycache__"  # which Python leaves beside a verifier that was run where it lay
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, NotImplementedError, RuntimeError),  # cut short, of another sort, encrypted
)


class Bundle(Protocol):
    """Files by their names."""

    def names(self) -> list[str]:
        """All files, in their order."""

    def open(self, name: str) -> IO[bytes]:
        """One of them, to be read from its beginning."""


class Folder:
    """The files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        """All files, at any depth."""
        found = (one for one in self.path.rglob("*") if one.is_file())
        return sorted(one.relative_to(self.path).as_posix() for one in found)

    def open(self, name: str) -> IO[bytes]:
        """A file of the folder.

        Errors: BadError, where a link leads out of it.
        """
        path = self.path / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise damaged(f"{name} leads out of the folder.")
        return path.open("rb")


class Zip:
    """The files in a zip, below the one folder that holds them all if there is such."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        listed = [one for one in file.infolist() if not one.is_dir()]
        require_measure(listed)
        tops = {one.filename.partition("/")[0] for one in listed}
        is_wrapped = len(tops) == 1 and all("/" in one.filename for one in listed)
        self.below = f"{tops.pop()}/" if is_wrapped else ""

    def names(self) -> list[str]:
        """All files."""
        listed = (one.filename for one in self.file.infolist() if not one.is_dir())
        return sorted(name.removeprefix(self.below) for name in listed)

    def open(self, name: str) -> IO[bytes]:
        """A file of the zip."""
        return self.file.open(self.below + name)


def require_measure(listed: list[zipfile.ZipInfo]) -> None:
    """A zip holds no more than a session could, under names that stay inside it.

    Errors: BadError
    """
    names = [one.filename for one in listed]
    if len(names) > MOST_FILES or len(set(names)) < len(names):
        raise damaged("The zip holds too many files, or one of them twice.")
    if sum(one.file_size for one in listed) > MOST_BYTES:
        raise damaged("The zip would unpack to more than a session can be.")
    for one in listed:
        if one.file_size > LARGE and one.file_size > MOST_TIMES * max(1, one.compress_size):
            raise damaged(f"{one.filename} would unpack to {MOST_TIMES} times its size.")
        if not is_inside(one.filename):
            raise damaged(f"The zip holds a file under the name {one.filename!r}.")
        if one.compress_type not in PACKED:
            raise unusable(f"{one.filename} is packed in a way that this verifier does not read.")


def is_inside(name: str) -> bool:
    """Whether a name stays inside the folder it is in."""
    parts = name.split("/")
    is_plain = name.isprintable() and not {"\\", ":"} & set(name)
    return is_plain and not {"", ".", ".."} & set(parts)


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """A folder or a zip, ready to be read.

    Errors: BadError
    """
    if path.is_dir():
        yield Folder(path)
        return
    try:
        with zipfile.ZipFile(path) as file:
            yield Zip(file)
    except UNREADABLE as error:
        raise damaged(f"The zip cannot be read: {error}.") from None


def require_sums(bundle: Bundle) -> list[str]:
    """Check every checksum; the files that have none.

    Errors: BadError, at the first file that is missing or not the one that was listed.
    """
    names = set(bundle.names())
    if SUMS not in names:
        raise unusable(f"There is no {SUMS}, so nothing says which files belong here.")
    listed: dict[str, str] = {}
    for number, line in enumerate(text_of(bundle, SUMS).splitlines(), 1):
        found = LINE.fullmatch(line)
        if found is None or not is_inside(found[2]) or found[2] in listed:
            raise damaged(f"Line {number} of {SUMS} is no checksum of a file in here.", line=number)
        listed[found[2]] = found[1]
    for name, expected in listed.items():
        if name not in names:
            raise damaged(f"{name} is missing.")
        if digest_of(bundle, name) != expected:
            raise damaged(f"{name} is not the file that {SUMS} lists: its checksum is another.")
    if JOURNAL not in listed:
        raise unusable(f"{SUMS} lists no {JOURNAL}.")
    unlisted = names - listed.keys() - {SUMS}
    return sorted(name for name in unlisted if CACHE not in name.split("/"))


def digest_of(bundle: Bundle, name: str) -> str:
    """The SHA-256 of a file."""
    digest = sha256()
    with bundle.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def text_of(bundle: Bundle, name: str) -> str:
    """The text of a short file.

    Errors: BadError
    """
    with bundle.open(name) as file:
        raw = file.read(LARGE)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise damaged(f"{name} is not text.") from None
