"""What a house keeps beside its record, and the whole house, packed for a second machine.

It is packed as a backup is, not locked: it goes only to who has the key, over https.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from hemicycle.operation.backup import contents_of, write
from hemicycle.operation.copying import BUSY_S, copy_folder, copy_tables, other_files
from hemicycle.operation.packing import require_same, unpack
from hemicycle.procedure.kernel import Instant
from hemicycle.store.folder import FILE
from hemicycle.store.writer import OWN

PACKED = "house.tar.gz"
LOGS = ("-wal", "-shm", "-journal")


def tables_of(folder: Path) -> list[Path]:
    """The files of SQLite beside the record."""
    found = sorted(folder.glob("*.sqlite3"))
    return [file for file in found if file.name != FILE and not file.name.startswith("moved-")]


def files_of(folder: Path) -> list[Path]:
    """The other files of a house, but for those that are about one machine."""
    names = (*OWN, *(f".{name}.new" for name in OWN))
    return [file for file in other_files(folder) if file.name not in names]


def mark_of(folder: Path) -> str:
    """Another one whenever anything beside the record has changed."""
    mark = hashlib.sha256()
    for file in watched(folder):
        told = file.stat()
        mark.update(f"{file.relative_to(folder)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return mark.hexdigest()


def watched(folder: Path) -> Iterator[Path]:
    """The files whose change is a change beside the record, with the logs of the tables."""
    for file in tables_of(folder):
        logs = (file.with_name(file.name + end) for end in LOGS if end != "-shm")
        yield from (one for one in (file, *logs) if one.exists())
    yield from files_of(folder)


def packed(folder: Path, work: Path, *, now: Instant, is_whole: bool) -> Path:
    """A house in one file: whole, or what is beside its record.

    Errors: BackupFault, StoreRefused, OSError
    """
    copied = work / "copied"
    copied.mkdir(mode=0o700)
    if is_whole:
        copy_folder(folder, copied)
        for name in OWN:
            (copied / name).unlink(missing_ok=True)
    else:
        copy_beside(folder, copied)
    write(copied, contents_of(copied, now=now, is_sqlite=True), to=work / PACKED, lock=None)
    shutil.rmtree(copied)
    return work / PACKED


def copy_beside(folder: Path, to: Path) -> None:
    """Copy what is beside the record, each table as it is at one moment.

    Errors: BackupFault
    """
    for file in tables_of(folder):
        copy_tables(file, to / file.name)
    for file in files_of(folder):
        place = to / file.relative_to(folder)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def unpacked(file: Path, to: Path) -> None:
    """Unpack a house into an empty folder and read it from end to end.

    Errors: BackupFault, OSError
    """
    require_same(unpack(file, to, key=None), to, file=file)


def take_in(arrived: Path, folder: Path) -> None:
    """Bring what arrived beside the record into a house that is served.

    Errors: sqlite3.DatabaseError, OSError
    Note: a table is replaced in one transaction, so who reads meanwhile sees the old one or the new
    one; files that did not come are gone, such as pictures that were erased.
    """
    for table in tables_of(arrived):
        replace_table(table, folder / table.name)
    came = {file.relative_to(arrived) for file in files_of(arrived)}
    for file in files_of(folder):
        if file.relative_to(folder) not in came:
            file.unlink()
    for name in came:
        place = folder / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not place.exists() or place.read_bytes() != (arrived / name).read_bytes():
            (arrived / name).replace(place)


def replace_table(arrived: Path, table: Path) -> None:
    """Let a file of SQLite hold what another one holds, while others read it.

    Errors: sqlite3.DatabaseError
    """
    with (
        closing(sqlite3.connect(arrived, timeout=BUSY_S)) as source,
        closing(sqlite3.connect(table, timeout=BUSY_S)) as target,
    ):
        source.backup(target)
