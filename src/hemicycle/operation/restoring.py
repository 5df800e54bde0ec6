"""A backup becomes a data folder again: whole or not at all, read from beginning to end before."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from hemicycle.operation.age_keys import Key
from hemicycle.operation.backup import require_room
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.packing import Contents, require_same, unpack
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.erasures import LIST, BadList, Erasure, append, read_list
from hemicycle.store.writer import sync_folder

TABLES = "secretariat.sqlite3"
SIGN_INS = "DELETE FROM django_session"
CODES = (
    "UPDATE secretariat_enrolmentcode SET voided_at = ? WHERE used_at IS NULL AND voided_at IS NULL"
)

EraseAgain = Callable[[Path, Sequence[Erasure]], int]


class Source(NamedTuple):
    """What is restored from: the backup, what opens it, and a list of erasures if one is named."""

    file: Path
    key: Key | None = None
    erasures: Path | None = None


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup became: its contents, and what was done so that old things stay gone.

    `list_found` where a list of erasures was there; without one nobody knows what was erased since.
    """

    contents: Contents
    erased_again: int
    list_found: bool
    sign_ins: int
    codes: int


def restore(source: Source, to: Path, *, now: Instant, erase: EraseAgain) -> Restored:
    """Restore a backup into a new folder; `erase` erases again what the list says.

    Errors: BackupFault, OSError
    Note: the folder has another name until all is done, so a restore that is ended half-way leaves
    no house that somebody could open.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise BackupFault("not_empty", folder=str(to))
    file = source.file
    beside = source.erasures or file.parent / LIST
    later = listed(beside)
    to.parent.mkdir(parents=True, exist_ok=True)
    require_room(to.parent, file.stat().st_size)
    work = Path(tempfile.mkdtemp(prefix=f".{to.name}-", suffix=".restoring", dir=to.parent))
    try:
        contents = unpack(file, work, key=source.key)
        require_same(contents, work, file=file)
        known = {one.id for one in listed(work / LIST)}
        missing = [one for one in later if one.id not in known]
        again = erase(work, missing) if missing else 0
        if missing:
            append(work / LIST, missing)
        sign_ins, codes = end_what_was_open(work / TABLES, now=now)
        settle(work, to)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return Restored(
        contents=contents,
        erased_again=again,
        list_found=beside.exists(),
        sign_ins=sign_ins,
        codes=codes,
    )


def listed(place: Path) -> list[Erasure]:
    """The erasures of a list.

    Errors: BackupFault
    """
    try:
        return read_list(place)
    except BadList as fault:
        raise BackupFault("list", file=str(place), line=fault.line) from None


def end_what_was_open(file: Path, *, now: Instant) -> tuple[int, int]:
    """End all sign-ins and void all codes: some of them were ended since, and nobody knows which.

    How many there were of each.
    """
    if not file.exists():
        return 0, 0
    told = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(file)) as tables, tables:
        there = {name for (name,) in tables.execute("SELECT name FROM sqlite_master")}
        sign_ins = codes = 0
        if "django_session" in there:
            sign_ins = tables.execute(SIGN_INS).rowcount
        if "secretariat_enrolmentcode" in there:
            codes = tables.execute(CODES, (told,)).rowcount
    return sign_ins, codes


def settle(work: Path, to: Path) -> None:
    """Write everything down to the disk, and give the folder its name."""
    for file in work.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
        else:
            sync_folder(file)
    sync_folder(work)
    work.rename(to)  # takes the place of an empty folder, and of no other
    sync_folder(to.parent)
