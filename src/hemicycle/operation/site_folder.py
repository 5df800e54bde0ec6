"""The folder of the public site as files: only what changed is written, and the list of it last.

Everything is written beside first, in a folder of its own, so that whatever ends the work there
leaves the site as it was. Then each file is moved in place. Meanwhile the list names all files that
may be there and says that the work is not done; only at the end it says that the site is whole.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hemicycle.operation.packing import is_inside, sha256_of
from hemicycle.store.writer import sync_folder
from hemicycle.wording.faults import PlainFault

LIST, SUMS = "site.json", "SHA256SUMS"
BESIDE = ".site-in-progress"
LOCK = ".site.lock"
FORMAT = "hemicycle-site/1"
OWN = frozenset({LIST, BESIDE, LOCK})

SENTENCES = {
    "other": "{folder} holds something else than a site of ours; give a new folder, or an empty"
    " one.",
    "running": "Another run writes the site in {folder}; wait until it is done.",
    "none": "There is no site of ours in {folder}: it has no {list}.",
    "list": "{folder}/{list} is damaged; nothing can be compared with it.",
    "newer": "{folder} was written by a newer Hemicycle.",
    "base_url": "{address} is no address of a site, as in https://www.example.org/150.",
    "inside": "{folder} lies in the data folder {data}; give the site a folder of its own.",
    "nothing": "No session was opened yet; there is nothing to show.",
}


class SiteFault(PlainFault):
    """A site cannot be written or checked: a key and the plain facts."""

    def __init__(self, key: str, **facts: str) -> None:
        self.key = key
        super().__init__(SENTENCES[key].format_map(facts))


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One file: its hash and size; of a page also the hash of what it shows but for its date."""

    sha256: str
    size: int
    shows: str = ""


class UpTo(msgspec.Struct, frozen=True, kw_only=True):
    """Up to which entry a session is shown, with the root of its record there."""

    entry: int
    root: str


class SiteList(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a site; while it is not whole, everything that may be there."""

    format: str
    is_whole: bool
    base_url: str
    written_at: str
    sessions: dict[str, UpTo]
    files: dict[str, Listed]


NOTHING = SiteList(format=FORMAT, is_whole=False, base_url="", written_at="", sessions={}, files={})


def read_list(folder: Path) -> SiteList:
    """The list of a site.

    Errors: SiteFault, OSError
    """
    try:
        raw = (folder / LIST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SiteFault("none", folder=str(folder), list=LIST) from None
    try:
        listed = msgspec.json.decode(raw, type=SiteList)
    except msgspec.DecodeError:
        raise SiteFault("list", folder=str(folder), list=LIST) from None
    if listed.format != FORMAT:
        raise SiteFault("newer", folder=str(folder))
    if not all(map(is_inside, listed.files)):
        raise SiteFault("list", folder=str(folder), list=LIST)
    return listed


def what_is_wrong(folder: Path, told: Callable[[int, int], None]) -> str:
    """The first file that is not as the list says, in one sentence; nothing where all are.

    Errors: SiteFault, OSError
    """
    listed = read_list(folder)
    for number, (name, one) in enumerate(sorted(listed.files.items()), 1):
        file = folder / name
        if not file.is_file():
            return f"{name} is missing."
        if file.stat().st_size != one.size or sha256_of(file) != one.sha256:
            return f"{name} is not as it was written."
        told(number, len(listed.files))
    return "" if listed.is_whole else "The site was not written to its end."


@contextmanager
def site_folder(folder: Path) -> Iterator["SiteFolder"]:
    """A folder to write a site into, for one run alone.

    Errors: SiteFault, OSError
    """
    known = known_in(folder)
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    beside = folder / BESIDE
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SiteFault("running", folder=str(folder)) from None
        shutil.rmtree(beside, ignore_errors=True)  # of a run that was ended half-way
        beside.mkdir(mode=0o700)
        yield SiteFolder(folder, known)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        os.close(lock)


def known_in(folder: Path) -> SiteList:
    """What a folder holds of a site; nothing where it is empty or not there.

    Errors: SiteFault, where it holds something else
    """
    if (folder / LIST).exists():
        return read_list(folder)
    if folder.exists() and any(one.name not in OWN for one in folder.iterdir()):
        raise SiteFault("other", folder=str(folder))
    return NOTHING


@dataclass(slots=True)
class SiteFolder:
    """One run: what was offered is compared with what is there, and kept beside if it differs."""

    folder: Path
    known: SiteList
    files: dict[str, Listed] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    def put(self, name: str, content: bytes, *, shows: str = "") -> None:
        """A file as it is to be."""
        one = Listed(sha256=hashlib.sha256(content).hexdigest(), size=len(content), shows=shows)
        self.files[name] = one
        if not self._is_there(name, one):
            place = self.folder / BESIDE / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            self.changed.append(name)

    def keeps(self, name: str, shows: str) -> bool:
        """Whether a page that is there shows the same already; then it stays, with its date."""
        one = self.known.files.get(name)
        if one is None or one.shows != shows or not self._is_there(name, one):
            return False
        self.files[name] = one
        return True

    def finish(self, *, base_url: str, written_at: str, sessions: dict[str, UpTo]) -> list[str]:
        """Move everything in place, delete what is no longer public, write the list; what went.

        Errors: OSError
        """
        gone = [name for name in self.known.files if name not in self.files]
        new = SiteList(
            format=FORMAT,
            is_whole=True,
            base_url=base_url,
            written_at=written_at,
            sessions=sessions,
            files=dict(sorted(self.files.items())),
        )
        is_same = self.known.is_whole and self.known.base_url == base_url
        if is_same and not (gone or self.changed) and self.known.sessions == sessions:
            return gone
        under_way = msgspec.structs.replace(
            new, is_whole=False, files=self.known.files | self.files
        )
        self._write(LIST, listed(under_way))
        for name in self.changed:
            self._move(name)
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
            drop_empty((self.folder / name).parent, self.folder)
        self._write(SUMS, sums(self.files))
        self._write(LIST, listed(new))
        return gone

    def _is_there(self, name: str, one: Listed) -> bool:
        file = self.folder / name
        is_as_large = file.is_file() and file.stat().st_size == one.size
        return is_as_large and sha256_of(file) == one.sha256

    def _move(self, name: str) -> None:
        """Put a file in place, to be read by whoever serves it."""
        place = self.folder / name
        for folder in reversed(place.relative_to(self.folder).parents):
            (self.folder / folder).mkdir(exist_ok=True)
            if folder != Path():
                (self.folder / folder).chmod(0o755)
        (self.folder / BESIDE / name).chmod(0o644)
        (self.folder / BESIDE / name).replace(place)

    def _write(self, name: str, content: bytes) -> None:
        """Write a list and put it in place, down to the disk."""
        beside = self.folder / BESIDE / name
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self._move(name)
        sync_folder(self.folder)


def listed(site: SiteList) -> bytes:
    """A list as it is written."""
    return msgspec.json.format(msgspec.json.encode(site)) + b"\n"


def sums(files: dict[str, Listed]) -> bytes:
    """The same for `sha256sum -c`, which is everywhere."""
    return "".join(f"{one.sha256}  {name}\n" for name, one in sorted(files.items())).encode()


def drop_empty(folder: Path, top: Path) -> None:
    """Delete a folder that nothing is left in, and those above it."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
