"""A backup: copied beside the running house, packed, read back whole, and only then named."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from hemicycle import __version__
from hemicycle.journal import instants
from hemicycle.operation.age_keys import Key, Lock
from hemicycle.operation.copying import IN_PROGRESS, OWN_LOCK, copy_folder, size_of
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.names import FORM, PARTIAL, backups_in, name_of
from hemicycle.operation.packing import (
    FORMAT,
    Contents,
    pack,
    parts_of,
    require_same,
    unpack,
)
from hemicycle.operation.whole import Whole, read_whole
from hemicycle.procedure.kernel import Instant
from hemicycle.store.chosen import kept_address
from hemicycle.store.folder import FILE
from hemicycle.store.writer import sync_folder

ROOM = 1024 * 1024


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that was read back: where it is, how large, and up to where it is whole."""

    file: Path
    size: int
    sessions: list[Whole]
    is_locked: bool


def take_backup(
    folder: Path, to: Path, *, now: Instant, lock: Lock | None = None, store_at: str = ""
) -> Taken:
    """Back up a data folder into a file, or into a folder under a name by its time.

    Errors: BackupFault, StoreRefused, JournalDamaged, WriteFailed, OSError
    Note: until everything was read back the file has another name, so that whatever ends this
    half-way leaves nothing that looks like a backup.
    """
    if not (folder / FILE).is_file() and not (store_at or kept_address(folder)):
        raise BackupFault("nothing", folder=str(folder))
    file = to / name_of(now, is_locked=lock is not None) if to.is_dir() else to
    if file.exists():
        raise BackupFault("exists", file=str(file))
    with alone(folder) as work:
        drop_leftovers(file.parent)
        require_room(folder, size_of(folder) * 2)
        require_room(file.parent, size_of(folder))
        copied, again = work / "copied", work / "again"
        for place in (copied, again):
            place.mkdir(mode=0o700)
        copy_folder(folder, copied, store_at=store_at)
        contents = contents_of(copied, now=now, is_sqlite=not (store_at or kept_address(folder)))
        partial = file.with_name(f".{file.name}{PARTIAL}")
        try:
            key = write(copied, contents, to=partial, lock=lock)
            shutil.rmtree(copied)
            require_same(unpack(partial, again, key=key), again, file=file)
            name_for_good(partial, file)
        finally:
            partial.unlink(missing_ok=True)
    return Taken(
        file=file,
        size=file.stat().st_size,
        sessions=contents.sessions,
        is_locked=lock is not None,
    )


def contents_of(copied: Path, *, now: Instant, is_sqlite: bool) -> Contents:
    """What a backup says of itself, once what was copied is known to be whole.

    Errors: BackupFault
    """
    return Contents(
        format=FORMAT,
        program=__version__,
        taken_at=instants.written(now),
        store="sqlite" if is_sqlite else "postgresql",
        sessions=read_whole(copied),
        files=parts_of(copied),
    )


def write(copied: Path, contents: Contents, *, to: Path, lock: Lock | None) -> Key | None:
    """Write the file, its owner's only, down to the disk; what opens it again here and now."""
    with os.fdopen(os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as into:
        again = pack(copied, contents, into=into, lock=lock)
        into.flush()
        os.fsync(into.fileno())
        if hasattr(os, "posix_fadvise"):  # or what is read again is memory, and not the disk
            os.posix_fadvise(into.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return again


def name_for_good(partial: Path, file: Path) -> None:
    """Give a backup its name; never that of another one.

    Errors: BackupFault, OSError
    """
    try:
        os.link(partial, file)
    except FileExistsError:
        raise BackupFault("exists", file=str(file)) from None
    except OSError:  # a stick whose file system knows no second name
        partial.rename(file)
    sync_folder(file.parent)


@contextmanager
def alone(folder: Path, *, at: str = IN_PROGRESS, by: str = OWN_LOCK) -> Iterator[Path]:
    """A place to work in, in the data folder: what is in the clear never lies outside it.

    Errors: BackupFault, OSError
    Note: `at` and `by` name the place and its lock; what is sent to a second machine has its own,
    for it is sent so often that no backup would find the place free.
    """
    lock = os.open(folder / by, os.O_RDWR | os.O_CREAT, 0o600)
    work = folder / at
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BackupFault("running", folder=str(folder)) from None
        shutil.rmtree(work, ignore_errors=True)  # of one that was ended half-way
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
    finally:
        os.close(lock)


def drop_leftovers(folder: Path) -> None:
    """Delete what a backup that was ended half-way left where it was writing."""
    for file in folder.glob(f".*{PARTIAL}"):
        if FORM.fullmatch(file.name.removeprefix(".").removesuffix(PARTIAL)):
            file.unlink(missing_ok=True)


def require_room(place: Path, needed: int) -> None:
    """Say beforehand that a disk is too full.

    Errors: BackupFault
    """
    free = shutil.disk_usage(place).free
    if free < needed + ROOM:
        facts = {"free": readable(free), "needed": readable(needed + ROOM)}
        raise BackupFault("no_room", place=str(place), **facts)


def readable(size: int) -> str:
    """A number of bytes as people read it."""
    if size < ROOM:
        return f"{max(1, size // 1024)} kB"
    return f"{size / ROOM:.1f} MB" if size < ROOM * 1024 else f"{size / ROOM / 1024:.1f} GB"


def keep_latest(folder: Path, *, keep: int, taken: Path | None = None) -> list[Path]:
    """Delete all backups of a folder but the latest; which were deleted.

    Note: the one that was `taken` just now is the latest. What is named after a later time was made
    by a clock that ran ahead, and goes first; else each new one would be deleted at once.
    """
    found = backups_in(folder)
    ahead = [one for one in found if taken is not None and one.name > taken.name]
    in_order = [*ahead, *(one for one in found if one not in ahead)]
    gone = in_order[:-keep] if keep else []
    for file in gone:
        file.unlink(missing_ok=True)
    return gone
