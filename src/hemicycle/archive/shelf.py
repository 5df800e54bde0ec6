"""The file in which statements are kept: `statements.sqlite3`, apart from the record and accounts.

Nothing in it is ever changed or taken away, so an address of a paragraph holds for good. It can be
made again from the archives it was filled from.
"""

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from hemicycle.archive.statements import Collection, Kind, Texts
from hemicycle.wording.faults import PlainFault

NAME = "statements.sqlite3"
VERSION = 1
BUSY_S = 10
LONGEST_S = 3.0
STEPS = 20_000  # of SQLite's machine, between two looks at the clock
# The number of a paragraph says its statement, its place there and its themes, so that counting
# needs no second look; and that of a statement says its year, so that numbers tell what is newer.
PLACE_BITS, THEME_BITS, SERIAL_BITS = 12, 17, 16
STATEMENT_SHIFT = PLACE_BITS + THEME_BITS
THEME_MASK = (1 << THEME_BITS) - 1
# The words keep no copy of the text (`content=''`): what is shown is the original, what is sought
# is folded before it comes here, so that the plainest of all tokenizers has nothing left to decide.
TABLES = """
CREATE TABLE collection (id TEXT PRIMARY KEY, kind TEXT NOT NULL, texts TEXT NOT NULL);
CREATE TABLE statement (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
  collection TEXT NOT NULL REFERENCES collection, state TEXT NOT NULL, item_key TEXT NOT NULL,
  item TEXT NOT NULL, year INTEGER NOT NULL, day TEXT NOT NULL, language TEXT NOT NULL,
  speaker TEXT NOT NULL, capacity TEXT NOT NULL, file TEXT NOT NULL
);
CREATE TABLE paragraph (row INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE theme (goal INTEGER, row INTEGER, PRIMARY KEY (goal, row)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(folded, content='', tokenize='ascii');
"""


class ShelfRefused(PlainFault):
    """The file of the statements cannot be used; says why."""


class TookTooLong(Exception):
    """A search was ended, because it would have kept others waiting."""


def row_of(number: int, place: int, *, mask: int) -> int:
    """The number of a paragraph."""
    return number << STATEMENT_SHIFT | place << THEME_BITS | mask


def place_of(row: int) -> tuple[int, int]:
    """The statement of a paragraph, and its place there."""
    return row >> STATEMENT_SHIFT, row >> THEME_BITS & (1 << PLACE_BITS) - 1


def first_number(year: int) -> int:
    """The number before the first statement of a year."""
    return year << SERIAL_BITS


def connected(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that waits for others a while."""
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)


def version_of(connection: sqlite3.Connection) -> int:
    """Which tables there are; 0 where nothing was ever kept."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """All that is written within, or nothing of it.

    Errors: ShelfRefused
    """
    try:
        with closing(connected(path, "rwc")) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                prepare(connection, path)
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as fault:
        raise ShelfRefused(f"{path.name}: {fault}") from fault


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file.

    Errors: ShelfRefused, where another edition of the program made others
    """
    version = version_of(connection)
    if version == VERSION:
        return
    if version:
        raise ShelfRefused(f"{path.name} was made by another edition ({version}, not {VERSION}).")
    for statement in TABLES.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def reading(path: Path, *, longest_s: float = LONGEST_S) -> Iterator[sqlite3.Connection | None]:
    """The file as it is now, or None where nothing was ever kept; for a few seconds at most.

    Errors: TookTooLong, ShelfRefused
    """
    if not path.exists():
        yield None
        return
    until = time.monotonic() + longest_s
    try:
        with closing(connected(path, "ro")) as connection:
            connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
            yield connection if version_of(connection) == VERSION else None
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise TookTooLong from fault
        raise ShelfRefused(f"{path.name}: {fault}") from fault


def texts_of(collection: Collection) -> str:
    """What stands beside each statement of a collection, as it is kept."""
    texts: Mapping[str, Texts] = {
        "title": collection.title,
        "body": collection.body,
        "source": collection.source,
        "licence": collection.licence,
    }
    return json.dumps(texts, ensure_ascii=False)


def collection_of(identity: str, kind: Kind, *, texts: str) -> Collection:
    """A collection as it was kept."""
    return Collection(id=identity, kind=kind, **json.loads(texts))
