"""A data folder copied as it is at one moment, while the house goes on."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from hemicycle.operation.faults import BackupFault
from hemicycle.operation.names import is_backup, is_paper
from hemicycle.secretariat.places import FILE as SECRETARIAT
from hemicycle.store.chosen import ADDRESS, kept_address
from hemicycle.store.database import place, words_of
from hemicycle.store.folder import FILE, LOCK
from hemicycle.store.moving import copy_journal
from hemicycle.store.postgres import PostgresReader
from hemicycle.store.sqlite import SqliteStore

IN_PROGRESS = "backup-in-progress"
ARRIVING = ".arriving"  # from the other machine of the house
OWN_LOCK = "backup.lock"
SENDING, SENDING_LOCK = "sending-in-progress", "sending.lock"  # to the other machine of the house
WRITING_SITE, WRITING_SITE_LOCK = "site-in-progress", "site.lock"  # for the site as files
BUSY_S = 10.0
LEFT_OUT = frozenset(
    {
        *(LOCK, OWN_LOCK, ADDRESS, f"{ADDRESS}.new", IN_PROGRESS),
        *(ARRIVING, SENDING, SENDING_LOCK),
        *(WRITING_SITE, WRITING_SITE_LOCK),
    }
)
BESIDE_TABLES = ("-wal", "-shm", "-journal")


def copy_folder(folder: Path, to: Path, *, store_at: str = "") -> None:
    """Copy everything that a house needs to go on elsewhere; the record first.

    Errors: BackupFault, StoreRefused, JournalDamaged
    Note: the record comes first, so that whatever it names is in the tables, which are copied
    after it; what they hold beyond it is dropped when the house opens.
    """
    address = store_at or kept_address(folder)
    if address:
        copy_from_database(address, to)
    elif (folder / FILE).is_file():
        copy_tables(folder / FILE, to / FILE)
    for file in sorted(folder.glob("*.sqlite3")):
        if not (to / file.name).exists() and not file.name.startswith("moved-"):
            copy_tables(file, to / file.name)
    for file in other_files(folder):
        place = to / file.relative_to(folder)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def copy_tables(file: Path, to: Path) -> None:
    """A file of SQLite as it is at one moment, without what was erased from it.

    Errors: BackupFault
    Note: `VACUUM INTO` reads one snapshot beside the writer, and leaves out pages that hold what
    was deleted.
    """
    address = f"{file.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_S)) as tables:
            tables.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.DatabaseError as fault:
        raise BackupFault("table", file=str(file), what=str(fault)) from None


def copy_from_database(address: str, to: Path) -> None:
    """The record of a PostgreSQL database in a file of SQLite, as of one moment; then the tables.

    Errors: BackupFault, StoreRefused, JournalDamaged, WriteFailed
    """
    first = to / "from-database"
    reader = PostgresReader(address)
    try:
        with reader.at_one_moment():
            target = SqliteStore(first)
            try:
                copy_journal(reader, target, to=str(first / FILE))
            finally:
                target.close()
    finally:
        reader.close()
    copy_out(address, first / SECRETARIAT)
    for file in first.glob("*.sqlite3"):
        copy_tables(file, to / file.name)
    shutil.rmtree(first)


def copy_out(address: str, to: Path) -> None:
    """The secretariat's tables of a database in a file of SQLite, where they lie there.

    Errors: BackupFault, StoreRefused
    """
    told = json.dumps({"database": words_of(address), "to": str(to)})
    program = [sys.executable, "-m", "hemicycle.secretariat.copied_out"]
    done = subprocess.run(  # noqa: S603 (our own program, and words on its standard input)
        program, input=told, text=True, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().rpartition("\n")[2].rstrip(".")
        raise BackupFault("table", file=place(address), what=said)


def other_files(folder: Path) -> Iterator[Path]:
    """The files that are no tables: keys, rulebooks, settings; no backups, packs, locks, links."""
    for file in sorted(folder.rglob("*")):
        top = file.relative_to(folder).parts[0]
        is_ours = top not in LEFT_OUT and not top.startswith("moved-")
        is_table = ".sqlite3" in file.name and file.parent == folder
        is_made_anew = is_backup(file.name) or is_paper(file.name)
        is_copied = is_ours and not is_table and not is_made_anew
        if is_copied and file.is_file() and not file.is_symlink():
            yield file


def size_of(folder: Path) -> int:
    """How many bytes a folder holds of what is copied."""
    tables = (file for file in folder.glob("*.sqlite3*") if not file.name.startswith("moved-"))
    return sum(file.stat().st_size for file in (*tables, *other_files(folder)))
