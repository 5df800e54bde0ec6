"""A connection of `apsw` that speaks as Python's `sqlite3` does, as far as the store asks."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import apsw


class Rows:
    """What a statement has brought."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def fetchall(self) -> list[Any]:
        """All rows."""
        return self._rows

    def fetchone(self) -> Any:
        """The first row."""
        return self._rows[0] if self._rows else None


class Connection:
    """One connection through a virtual file system."""

    def __init__(self, file: object, vfs: str, *, uri: bool, timeout: float) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with spoken_as_sqlite3():
            self._own = apsw.Connection(
                str(file), flags=flags | (apsw.SQLITE_OPEN_URI if uri else 0), vfs=vfs
            )
        self._own.set_busy_timeout(int(1000 * timeout))

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._own.in_transaction

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> Rows:
        """Run one statement to its end."""
        with spoken_as_sqlite3():
            return Rows(self._own.execute(statement, values).fetchall())

    def executemany(self, statement: str, many: Iterable[Any]) -> None:
        """Run one statement for each of many rows."""
        with spoken_as_sqlite3():
            self._own.executemany(statement, many).fetchall()

    def close(self) -> None:
        """Close; what was not committed is gone.

        SQLite passes over what fails here, such as the lock that a last reader cannot take.
        """
        with suppress(apsw.IOError, apsw.FullError):
            self._own.close(True)


@contextmanager
def spoken_as_sqlite3() -> Iterator[None]:
    """Turn an error of apsw into the same of sqlite3, with its code and name."""
    try:
        yield
    except apsw.Error as error:
        kind = sqlite3.OperationalError
        if isinstance(error, apsw.ConstraintError):
            kind = sqlite3.IntegrityError
        elif isinstance(error, apsw.NotADBError | apsw.CorruptError):
            kind = sqlite3.DatabaseError
        spoken = kind(str(error))
        spoken.sqlite_errorcode = getattr(error, "extendedresult", apsw.SQLITE_ERROR)
        spoken.sqlite_errorname = str(
            apsw.mapping_extended_result_codes.get(spoken.sqlite_errorcode, "SQLITE_ERROR")
        )
        raise spoken from error


def connecting(vfs: str) -> Callable[..., Any]:
    """What the store is given in place of `sqlite3.connect`."""

    def connect(file: object, *, timeout: float, uri: bool = False, **_of_sqlite3: object) -> Any:
        return Connection(file, vfs, uri=uri, timeout=timeout)

    return connect
