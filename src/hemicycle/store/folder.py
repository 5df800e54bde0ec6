"""The data folder: one journal file, one writer, and settings that do not lose entries."""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hemicycle.store import StoreRefused

FILE = "journal.sqlite3"
LOCK = "journal.lock"
APPLICATION_ID = 0x48454D49  # "HEMI"
FORMAT = 1
BUSY_S = 5.0

Connect = Callable[..., sqlite3.Connection]

_SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")

_SCHEMA = (
    """
    CREATE TABLE entries (
        session TEXT NOT NULL, position INTEGER NOT NULL,
        header BLOB NOT NULL, salt BLOB NOT NULL, body BLOB,
        PRIMARY KEY (session, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE acts (
        session TEXT NOT NULL, act_id TEXT NOT NULL,
        fingerprint BLOB NOT NULL, positions TEXT NOT NULL, at INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (session, act_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE ballots (
        session TEXT NOT NULL, division INTEGER NOT NULL, number INTEGER NOT NULL,
        member TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, salt BLOB NOT NULL,
        hash BLOB NOT NULL, prev BLOB NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (session, division, number),
        UNIQUE (session, division, member, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE checkpoints (
        session TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (session, size, note)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER entries_have_no_gaps BEFORE INSERT ON entries
    WHEN NEW.position > 1 AND NOT EXISTS (
        SELECT 1 FROM entries WHERE session = NEW.session AND position = NEW.position - 1
    )
    BEGIN SELECT RAISE(ABORT, 'an entry must follow the one before it'); END
    """,
    *(
        f"CREATE TRIGGER {table}_stay_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the record is only ever added to'); END"
        for table in ("entries", "acts", "ballots", "checkpoints")
        for verb in ("UPDATE", "DELETE")
    ),
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT}",
)


def take_lock(folder: Path) -> int:
    """Become the one writer of a data folder, making the folder if there is none.

    Errors: StoreRefused
    Note: the lock belongs to the open file, so the death of the process releases it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreRefused("folder", folder=str(folder), reason=reason) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.pread(lock, 100, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(lock)
        raise StoreRefused("locked", folder=str(folder), holder=holder) from None
    with suppress(OSError):  # who holds it is a courtesy; a full disk must not prevent opening
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"process {os.getpid()}\n".encode(), 0)
    return lock


def open_for_writing(folder: Path, synchronous: str, *, connect: Connect) -> sqlite3.Connection:
    """The one connection that writes, its settings read back.

    Errors: StoreRefused
    """
    file = folder / FILE
    connection = _opened(connect, file)
    try:
        if _is_new(connection):
            _create(connection)
        _require_ours(connection, file)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {_SYNCHRONOUS.index(synchronous)}")
        for setting in ("foreign_keys", "fullfsync", "checkpoint_fullfsync"):
            connection.execute(f"PRAGMA {setting} = ON")
        _require_durable(connection, file)
        _take_in_the_log(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _refusal(error, file) from None
    except StoreRefused:
        connection.close()
        raise
    return connection


def open_for_reading(folder: Path, *, connect: Connect = sqlite3.connect) -> sqlite3.Connection:
    """A connection that can only read.

    Errors: StoreRefused
    """
    file = (folder / FILE).resolve()
    if not file.is_file():
        raise StoreRefused("no_journal", folder=str(folder))
    connection = _opened(connect, file, name=f"{file.as_uri()}?mode=ro", uri=True)
    try:
        _require_ours(connection, file)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _refusal(error, file) from None
    except StoreRefused:
        connection.close()
        raise
    return connection


def _opened(
    connect: Connect, file: Path, *, name: str = "", uri: bool = False
) -> sqlite3.Connection:
    options = {"timeout": BUSY_S, "isolation_level": None, "check_same_thread": False}
    try:
        return connect(name or file, uri=uri, **options)
    except sqlite3.DatabaseError as error:
        raise _refusal(error, file) from None


def _setting(connection: sqlite3.Connection, name: str) -> str | int:
    value: str | int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _is_new(connection: sqlite3.Connection) -> bool:
    """Whether nobody has ever put anything in the file."""
    objects = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    ids = _setting(connection, "application_id"), _setting(connection, "user_version")
    return objects == 0 and ids == (0, 0)


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables, all or none: a crash in between leaves the file new."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("COMMIT")


def _require_ours(connection: sqlite3.Connection, file: Path) -> None:
    if _setting(connection, "application_id") != APPLICATION_ID:
        raise StoreRefused("not_ours", file=str(file))
    found = int(_setting(connection, "user_version"))
    if found > FORMAT:
        raise StoreRefused("newer_format", file=str(file), found=found, known=FORMAT)


def _require_durable(connection: sqlite3.Connection, file: Path) -> None:
    """Read back what was asked for: a setting that did not take would lose acknowledged votes."""
    mode = str(_setting(connection, "journal_mode"))
    synchronous = _SYNCHRONOUS[int(_setting(connection, "synchronous"))]
    keys = "ON" if _setting(connection, "foreign_keys") else "OFF"
    wanted = (
        ("journal_mode", mode, ("wal",)),
        ("synchronous", synchronous, ("FULL", "EXTRA")),
        ("foreign_keys", keys, ("ON",)),
    )
    for setting, found, needed in wanted:
        if found not in needed:
            raise StoreRefused(
                "not_durable", file=str(file), setting=setting, found=found, needed=needed[0]
            )


def _take_in_the_log(connection: sqlite3.Connection) -> None:
    """Write into the file what the log holds, and sync it.

    Note: what a process before us wrote, but could not sync, is found in the log and yet may be on
    no disk; nobody may be told that it is there before this. The commit that follows, of what is so
    already, begins the log anew, or an old one might come back. A full disk prevents no opening.
    """
    version = _setting(connection, "user_version")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f"PRAGMA user_version = {version}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise


def _refusal(error: sqlite3.DatabaseError, file: Path) -> StoreRefused:
    if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
        return StoreRefused("not_ours", file=str(file))
    return StoreRefused("folder", folder=str(file.parent), reason=str(error))
