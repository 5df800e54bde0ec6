"""The journal in PostgreSQL: several workers, one after another by a lock for each session.

A transaction takes the advisory lock of every session it writes in, and gives it back with the
commit or with the end of the process. The primary key (session, position) refuses whoever wrote
without it; triggers keep the tables append-only. Who listens is told the position, in the same
transaction.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import psycopg
from psycopg import Connection, errors, sql
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

from hemicycle.store import (
    ActDone,
    Batch,
    Overtaken,
    StoreRefused,
    WriteFailed,
)
from hemicycle.store.database import (
    SCHEMA,
    connected,
    key_of,
    open_for_reading,
    open_for_writing,
    place,
    unsafe_setting,
    why,
    words_of,
)
from hemicycle.store.rows import RowReader, entry_row

_INSERT_ENTRY = "INSERT INTO entries VALUES (%s, %s, %s, %s, %s)"
_INSERT_ACT = "INSERT INTO acts VALUES (%s, %s, %s, %s, %s, %s)"
_INSERT_BALLOT = "INSERT INTO ballots VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_INSERT_CHECKPOINT = "INSERT INTO checkpoints VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


def _positions_of(kept: Any) -> tuple[int, ...]:
    return tuple(kept)


class PostgresReader(RowReader):
    """Reads a journal that this or another process writes."""

    def __init__(self, address: str, *, schema: str = SCHEMA) -> None:
        self.address, self.schema = address, schema
        self._connection = open_for_reading(address, schema=schema)

    def unsafe_setting(self) -> str:
        """What the server is set to, if a power cut could lose what it acknowledged."""
        return unsafe_setting(self._connection)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Whatever is read meanwhile is as it was at the first reading.

        Errors: StoreRefused
        """
        try:
            self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
            self._connection.execute("COMMIT")
        except psycopg.Error as error:
            place_of, said = place(self.address), why(error, self.address)
            raise StoreRefused("database", file=place_of, reason=said) from None

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def _rows(self, statement: str, *values: str | int) -> list[Any]:
        return _rows_of(self._connection, statement, *values)

    _positions = staticmethod(_positions_of)


class PostgresStore(RowReader):
    """One worker of a database; others may write in turn with it, unless it is `alone`."""

    is_shared = True

    def __init__(
        self,
        address: str,
        *,
        synchronous: str = "on",
        schema: str = SCHEMA,
        alone: bool = False,
    ) -> None:
        self.address, self.schema = address, schema
        self._synchronous, self._alone = synchronous, alone
        self._one_at_a_time = Lock()
        self._failed = False
        self._held: set[str] = set()
        self.writing = open_for_writing(address, synchronous, schema=schema, alone=alone)
        try:
            self._connection = open_for_reading(address, schema=schema)
        except StoreRefused:
            self.writing.close()
            raise

    def hold(self, sessions: Collection[str]) -> None:
        """Become the one writer of these sessions until the commit, or until it is undone.

        Errors: WriteFailed
        Note: always in the same order, so that no two workers wait for each other.
        """
        with self._all_or_nothing() as connection:
            self._begin(connection)
            for session in sorted(set(sessions) - self._held):
                key = key_of(self.schema, session)
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (key,))
                self._held.add(session)

    def write(self, batch: Batch) -> None:
        """Put a batch in the open transaction, opening one if there is none.

        Errors: Overtaken, WriteFailed
        """
        self.hold(_sessions_of(batch))
        with self._all_or_nothing() as connection, connection.cursor() as cursor:
            if batch.records:
                cursor.executemany(_INSERT_ENTRY, map(entry_row, batch.records))
            if batch.acts:
                cursor.executemany(_INSERT_ACT, map(_act_row, batch.acts))
            if batch.ballots:
                cursor.executemany(_INSERT_BALLOT, batch.ballots)
            if batch.checkpoints:
                cursor.executemany(_INSERT_CHECKPOINT, batch.checkpoints)
            for session, position in _news_of(batch).items():
                cursor.execute("SELECT pg_notify(%s, %s)", (self.schema, f"{position} {session}"))

    def commit(self) -> None:
        """Make the open transaction durable.

        Errors: WriteFailed
        Note: a server that undoes what it was told to commit says so in its answer alone.
        """
        with self._all_or_nothing() as connection:
            if _is_open(connection):
                answer = connection.execute("COMMIT").statusmessage
                if answer != "COMMIT":
                    raise errors.TransactionRollback(f"the server answered {answer}")
            self._held.clear()

    def rollback(self) -> None:
        """Undo the open transaction, if there is one; after a failure there is none."""
        self._held.clear()
        if not self._failed and _is_open(self.writing):
            try:
                self.writing.execute("ROLLBACK")
            except psycopg.Error:  # the server is gone, and with it the transaction
                self._failed = True

    def append(self, batch: Batch) -> None:
        """`write` and `commit` in one.

        Errors: Overtaken, WriteFailed
        """
        with self._one_at_a_time:
            self.write(batch)
            self.commit()

    def reopen(self) -> None:
        """Connect anew, with every check of the first opening.

        Errors: StoreRefused
        """
        self._failed = True
        self._held.clear()
        self.writing.close()
        self.writing = open_for_writing(
            self.address, self._synchronous, schema=self.schema, alone=self._alone
        )
        reading, self._connection = (
            self._connection,
            open_for_reading(self.address, schema=self.schema),
        )
        reading.close()
        self._failed = False

    def news(self) -> "PostgresNews":
        """What other workers commit from here on.

        Errors: StoreRefused
        """
        return PostgresNews(self.address, self.schema, is_own=lambda pid: pid == self._own_number())

    def close(self) -> None:
        """Let go of the server; what was not committed is gone."""
        self._connection.close()
        self.writing.close()

    def words(self) -> dict[str, str]:
        """What leads to this database: the words of the address, and the name it turned out."""
        return words_of(self.address) | {"dbname": self.writing.info.dbname}

    def _own_number(self) -> int:
        """The number by which the server knows our writing connection."""
        return 0 if self.writing.closed else self.writing.info.backend_pid

    def _begin(self, connection: Connection[TupleRow]) -> None:
        if not _is_open(connection):
            connection.execute("BEGIN")

    def _rows(self, statement: str, *values: str | int) -> list[Any]:
        """What the server gives; where it cannot be read, nothing is written either."""
        try:
            return _rows_of(self._connection, statement, *values)
        except psycopg.Error as error:
            if failure := self._failure(error):
                self._failed = True
                raise failure from error
            raise

    _positions = staticmethod(_positions_of)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[Connection[TupleRow]]:
        """Undo the whole transaction if any part of it fails.

        Note: after a failure of the server nobody knows what reached its disk, so nothing more
        is written through this connection.
        """
        if self._failed:
            raise WriteFailed("not_reopened")
        try:
            yield self.writing
        except errors.UniqueViolation as error:
            self.rollback()
            raise Overtaken(error.diag.table_name or "entries") from None
        except errors.IntegrityError as error:
            self.rollback()
            raise ValueError(error.diag.message_primary) from None
        except BaseException as error:
            self.rollback()
            if failure := self._failure(error):
                self._failed = failure.key != "busy"
                raise failure from error
            raise

    def _failure(self, error: BaseException) -> WriteFailed | None:
        """What failed, if it was the server, its disk or the way there; our mistakes are none."""
        if not isinstance(error, psycopg.OperationalError | psycopg.InternalError):
            return None
        reason = why(error, self.address)
        if isinstance(error, errors.DiskFull):
            return WriteFailed("disk_full", reason)
        if isinstance(error, errors.LockNotAvailable | errors.DeadlockDetected):
            return WriteFailed("busy", reason)
        if isinstance(error, errors.IoError | errors.DataCorrupted | errors.IndexCorrupted):
            return WriteFailed("disk_error", reason)
        return WriteFailed("unreachable", reason)


class PostgresNews:
    """The sessions in which other workers wrote, as the server tells them."""

    def __init__(self, address: str, schema: str, *, is_own: Callable[[int], bool]) -> None:
        self._address, self._is_own = address, is_own
        self._connection = connected(address, schema)
        self._connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(schema)))

    def wait(self, timeout_s: float) -> set[str]:
        """The sessions that moved, as soon as one did; none when the time is over.

        Errors: WriteFailed, when the server is gone
        """
        try:
            told = list(self._connection.notifies(timeout=timeout_s, stop_after=1))
        except psycopg.Error as error:
            raise WriteFailed("unreachable", why(error, self._address)) from error
        return {one.payload.partition(" ")[2] for one in told if not self._is_own(one.pid)}

    def close(self) -> None:
        """Listen no more."""
        self._connection.close()


def _rows_of(connection: Connection[TupleRow], statement: str, *values: str | int) -> list[Any]:
    """What a statement finds; the signs for its values are PostgreSQL's own."""
    written = sql.SQL(statement.replace("?", "%s"))
    return connection.execute(written, values, binary=True).fetchall()


def _is_open(connection: Connection[TupleRow]) -> bool:
    return connection.info.transaction_status in {
        TransactionStatus.INTRANS,
        TransactionStatus.INERROR,
        TransactionStatus.ACTIVE,
    }


def _sessions_of(batch: Batch) -> set[str]:
    """The sessions in which a batch writes."""
    written = {record.header.session for record in batch.records}
    written.update(act.session for act in batch.acts)
    written.update(ballot.session for ballot in batch.ballots)
    return written | {session for session, _, _ in batch.checkpoints}


def _news_of(batch: Batch) -> dict[str, int]:
    """The position that each session has come to; 0 where only its ballot box is fuller."""
    news = dict.fromkeys((row.session for row in batch.ballots), 0)
    news.update((one.header.session, one.header.position) for one in batch.records)
    return news


def _act_row(act: ActDone) -> tuple[str, str, bytes, list[int], int, str]:
    return act.session, act.act_id, act.fingerprint, list(act.positions), act.at, act.outcome
