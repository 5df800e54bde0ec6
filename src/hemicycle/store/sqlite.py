"""The journal in SQLite: one file in a data folder, one connection that writes, many that read.

WAL with `synchronous=FULL`: what is committed survives a power cut. The primary key
(session, position) is the lock between writers; triggers keep the tables append-only.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from hemicycle.store import (
    ActDone,
    Batch,
    Overtaken,
    StoreRefused,
    WriteFailed,
)
from hemicycle.store.folder import Connect, open_for_reading, open_for_writing, take_lock
from hemicycle.store.rows import RowReader, entry_row

_TAKEN = frozenset({"SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE"})


def _positions_of(kept: Any) -> tuple[int, ...]:
    return tuple(json.loads(kept))


class SqliteReader(RowReader):
    """Reads a journal that this or another process writes."""

    def __init__(self, folder: Path, *, connect: Connect = sqlite3.connect) -> None:
        self._connection = open_for_reading(folder, connect=connect)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _rows(self, statement: str, *values: str | int) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()

    _positions = staticmethod(_positions_of)


class SqliteStore(RowReader):
    """The one writer of a data folder; `connect` opens its file, on a disk that may be bad."""

    is_shared = False

    def __init__(
        self, folder: Path, *, synchronous: str = "FULL", connect: Connect = sqlite3.connect
    ) -> None:
        self.folder, self._synchronous, self._connect = folder, synchronous, connect
        self._one_at_a_time = Lock()
        self._failed = False
        self._lock = take_lock(folder)
        try:
            self.writing = open_for_writing(folder, synchronous, connect=connect)
            self._connection = open_for_reading(folder, connect=connect)
        except StoreRefused:
            os.close(self._lock)
            raise

    def hold(self, sessions: Collection[str]) -> None:
        """Nobody else can write here: the lock of the folder was taken at the opening."""

    def news(self) -> None:
        """Nobody else can write here."""

    def write(self, batch: Batch) -> None:
        """Put a batch in the open transaction, opening one if there is none.

        Errors: Overtaken, WriteFailed
        """
        with self._all_or_nothing() as connection:
            if not connection.in_transaction:
                connection.execute("BEGIN IMMEDIATE")
            if batch.records:
                connection.executemany(
                    "INSERT INTO entries VALUES (?, ?, ?, ?, ?)", map(entry_row, batch.records)
                )
            if batch.acts:
                connection.executemany(
                    "INSERT INTO acts VALUES (?, ?, ?, ?, ?, ?)", map(_act_row, batch.acts)
                )
            if batch.ballots:
                connection.executemany(
                    "INSERT INTO ballots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.ballots
                )
            if batch.checkpoints:
                connection.executemany(
                    "INSERT OR IGNORE INTO checkpoints VALUES (?, ?, ?)", batch.checkpoints
                )

    def commit(self) -> None:
        """Make the open transaction durable.

        Errors: WriteFailed
        """
        with self._all_or_nothing() as connection:
            if connection.in_transaction:
                connection.execute("COMMIT")

    def rollback(self) -> None:
        """Undo the open transaction, if there is one; after a failure there is none."""
        if not self._failed and self.writing.in_transaction:
            self.writing.execute("ROLLBACK")

    def append(self, batch: Batch) -> None:
        """`write` and `commit` in one.

        Errors: Overtaken, WriteFailed
        """
        with self._one_at_a_time:
            self.write(batch)
            self.commit()

    def reopen(self) -> None:
        """Open the file anew, with every check of the first opening; the lock is kept throughout.

        Errors: StoreRefused
        """
        self._failed = True
        self.writing.close()
        connect = self._connect
        self.writing = open_for_writing(self.folder, self._synchronous, connect=connect)
        reading, self._connection = self._connection, open_for_reading(self.folder, connect=connect)
        reading.close()
        self._failed = False

    def close(self) -> None:
        """Let go of the file and of the lock; what was not committed is gone."""
        self._connection.close()
        self.writing.close()
        if self._lock >= 0:
            os.close(self._lock)
        self._lock = -1

    def _rows(self, statement: str, *values: str | int) -> list[Any]:
        """What the disk gives; a disk that cannot be read is not written to either."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            if failure := _failure(error):
                self._failed = True
                raise failure from error
            raise

    _positions = staticmethod(_positions_of)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[sqlite3.Connection]:
        """Undo the whole transaction if any part of it fails.

        Note: after an error of the disk nobody knows what reached it, so nothing more is
        written through this connection.
        """
        if self._failed:
            raise WriteFailed("not_reopened")
        try:
            yield self.writing
        except sqlite3.IntegrityError as error:
            self.rollback()
            if error.sqlite_errorname in _TAKEN:
                raise Overtaken(str(error).rpartition(": ")[2].partition(".")[0]) from None
            raise ValueError(str(error)) from None
        except BaseException as error:
            with suppress(sqlite3.Error):
                self.rollback()
            if failure := _failure(error):
                self._failed = failure.key != "busy"
                raise failure from error
            raise


def open_reader(folder: Path) -> SqliteReader:
    """Read the journal in a data folder; any number may, while one writes.

    Errors: StoreRefused
    """
    return SqliteReader(folder)


def _act_row(act: ActDone) -> tuple[str, str, bytes, str, int, str]:
    places = json.dumps(act.positions)
    return act.session, act.act_id, act.fingerprint, places, act.at, act.outcome


def _failure(error: BaseException) -> WriteFailed | None:
    """What failed, if it was the disk or the file; a mistake of ours is none."""
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.ProgrammingError):
        return None
    code: int = getattr(error, "sqlite_errorcode", 0)  # the module itself gives none
    keys = {
        sqlite3.SQLITE_FULL: "disk_full",
        sqlite3.SQLITE_BUSY: "busy",
        sqlite3.SQLITE_READONLY: "read_only",
    }
    return WriteFailed(keys.get(code & 0xFF, "disk_error"), str(error))
