"""Which of two machines writes a house: what each folder says of itself, in small files.

A folder that follows holds a copy, and one that is fenced was overtaken by another machine: neither
may be written by anybody. These files are about one machine and are in no copy for the other.
"""

import os
from pathlib import Path
from typing import TypeVar

import msgspec

from hemicycle.store import StoreRefused

SECOND = "second.json"  # on the writer: where its second machine is
FOLLOWS = "follows.json"  # on the second machine: whom it follows
TOOK_OVER = "took-over.json"  # on it later: from whom it took over
FENCED = "fenced.json"  # on the old writer: where the house goes on
WISH = "take-over.json"  # somebody decided, and the process that follows has not done it yet
OWN = frozenset({SECOND, FOLLOWS, TOOK_OVER, FENCED, WISH})


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The other machine: its address, and the key by which the two know each other.

    `is_met` once the other one has spoken: before that nothing can have been taken over. `here` is
    where that one asks this machine, if not at its usual address. `was_sent` where a program of
    before decision 0075 may have sent it the key itself.
    """

    address: str
    key: str
    is_met: bool = False
    here: str = ""
    was_sent: bool = True


class Fence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a house goes on without this machine, and after which entry of each session."""

    address: str
    after: dict[str, int] = {}


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody decided that this machine takes over, and why."""

    reason: str


Kept = TypeVar("Kept", Link, Fence, Decision)


def link_in(folder: Path, name: str) -> Link | None:
    """The other machine that one of the files names; nothing where it is not there.

    Errors: StoreRefused
    """
    return _read(folder / name, what=Link)


def fence_of(folder: Path) -> Fence | None:
    """Where the house of a folder goes on, if another machine took over.

    Errors: StoreRefused
    """
    return _read(folder / FENCED, what=Fence)


def decision_in(folder: Path) -> Decision | None:
    """What somebody decided, and nobody has done yet.

    Errors: StoreRefused
    """
    return _read(folder / WISH, what=Decision)


def keep(file: Path, what: Link | Fence | Decision) -> None:
    """Write one of the files, its owner's only, whole or not at all, down to the disk."""
    written = file.with_name(f".{file.name}.new")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(msgspec.json.format(msgspec.json.encode(what)) + b"\n")
        opened.flush()
        os.fsync(opened.fileno())
    written.replace(file)
    sync_folder(file.parent)


def become_writer(folder: Path) -> None:
    """The folder follows nobody any more; from whom it took over is kept."""
    (folder / FOLLOWS).replace(folder / TOOK_OVER)
    (folder / WISH).unlink(missing_ok=True)
    sync_folder(folder)


def require_writer(folder: Path) -> None:
    """Only who is the writer of a house may open it for writing.

    Errors: StoreRefused
    """
    fence = fence_of(folder)
    if fence is not None:
        raise StoreRefused("fenced", folder=str(folder), address=fence.address)
    link = link_in(folder, FOLLOWS)
    if link is not None:
        raise StoreRefused("follows", folder=str(folder), address=link.address)


def sync_folder(folder: Path) -> None:
    """Make names in a folder as durable as what they name."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _read(file: Path, *, what: type[Kept]) -> Kept | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=what)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        reason = f"{file.name} cannot be read ({error})"
        raise StoreRefused("folder", folder=str(file.parent), reason=reason) from None
