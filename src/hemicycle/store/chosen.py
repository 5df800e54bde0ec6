"""Which store a data folder has: SQLite in the folder, or the database that it names.

The address is kept in the folder without its password, so that no start can forget it and begin
a second journal. The password comes from where PostgreSQL's own programs take it.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from hemicycle.store import Store, StoreRefused
from hemicycle.store.database import place, without_password
from hemicycle.store.folder import FILE
from hemicycle.store.postgres import PostgresStore
from hemicycle.store.sqlite import SqliteStore, open_reader
from hemicycle.store.writer import require_writer, sync_folder

ADDRESS = "journal.address"
SQLITE = "sqlite"


def open_store(folder: Path, address: str = "", *, alone: bool = True) -> Store:
    """The store of a data folder; an address given for the first time is kept.

    Who is not `alone` in writing needs a database.

    Errors: StoreRefused
    """
    require_writer(folder)
    kept = kept_address(folder)
    if not (address or kept):
        if not alone:
            raise StoreRefused("one_writer", folder=str(folder))
        return SqliteStore(folder)
    if address and kept and place(address) != place(kept):
        raise StoreRefused("other_store", folder=str(folder), file=place(kept))
    if not kept and _holds_journal(folder):
        raise StoreRefused("two_journals", folder=str(folder), file=place(address))
    store = PostgresStore(address or kept, alone=alone)
    if not kept:
        keep_address(folder, address)
    return store


def words_beside(store: Store) -> Mapping[str, str]:
    """What leads to the database in which a journal lies, for what is kept beside it there.

    Nothing for SQLite, where each has a file of its own.
    """
    return store.words() if isinstance(store, PostgresStore) else {}


def kept_address(folder: Path) -> str:
    """The address of the database that the folder names; nothing if it is SQLite.

    Errors: StoreRefused
    """
    try:
        return (folder / ADDRESS).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _unusable(folder, error) from None


def keep_address(folder: Path, address: str) -> None:
    """Let the folder name a database, or SQLite where there is no address; durably.

    Errors: StoreRefused
    """
    written, file = folder / f"{ADDRESS}.new", folder / ADDRESS
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if address:
            with written.open("w", encoding="utf-8") as lines:
                written.chmod(0o600)
                lines.write(without_password(address) + "\n")
                lines.flush()
                os.fsync(lines.fileno())
            written.replace(file)
        else:
            file.unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise _unusable(folder, error) from None


def _holds_journal(folder: Path) -> bool:
    """Whether a journal in SQLite lies in the folder, with at least one session."""
    if not (folder / FILE).is_file():
        return False
    reader = open_reader(folder)
    try:
        return bool(reader.sessions())
    finally:
        reader.close()


def _unusable(folder: Path, error: OSError) -> StoreRefused:
    return StoreRefused("folder", folder=str(folder), reason=error.strerror or str(error))
