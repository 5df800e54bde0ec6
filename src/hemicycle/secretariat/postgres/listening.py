"""What other processes change in the tables, as the database tells it: asked for, and listened to.

Not through Django: it is asked before every act, beside the loop that answers.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from psycopg import AsyncConnection, Error
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow

from hemicycle.secretariat.postgres.announcing import Change
from hemicycle.secretariat.postgres.base import TABLES

AT_ONCE = 1000
LONGEST_ANSWER_MS = 3_000
LISTENS_S = 5.0
ERRANDS = int.from_bytes(b"hemi-err")  # the lock of the one process that does what one must do


class TablesGone(Exception):
    """The database does not answer."""


@dataclass
class Announcements:
    """One connection that asks what has changed, and one that listens."""

    words: Mapping[str, str]
    _asking: AsyncConnection[TupleRow] | None = None
    _errands: AsyncConnection[TupleRow] | None = None
    _runs_errands: bool = False

    async def after(self, number: int) -> list[Change]:
        """The changes after one, in the order in which they were committed.

        Errors: TablesGone
        """
        rows = await self._rows(
            "SELECT number, what, id FROM announced WHERE number > %s ORDER BY number LIMIT %s",
            *(number, AT_ONCE),
        )
        return [Change(*row) for row in rows]

    async def told(self) -> AsyncGenerator[None, None]:
        """Once when it begins to listen, and whenever something has changed, or might have.

        Errors: TablesGone
        """
        try:
            async with await self._connected() as listening:
                await listening.execute(f"LISTEN {TABLES}")
                yield
                while True:
                    async for _ in listening.notifies(timeout=LISTENS_S, stop_after=1):
                        pass
                    yield
        except Error as error:
            raise TablesGone from error

    async def may_run_errands(self) -> bool:
        """Whether this process is the one of the whole house that does what only one must do.

        Note: it stays the one until it ends or loses the database; then another one is.
        """
        try:
            if self._errands is None or self._errands.closed:
                self._runs_errands, self._errands = False, await self._connected()
            if self._runs_errands:
                await self._errands.execute("SELECT 1")  # the lock is ours while this is answered
                return True
            asked = await self._errands.execute("SELECT pg_try_advisory_lock(%s)", (ERRANDS,))
            self._runs_errands = await asked.fetchone() == (True,)
        except Error:
            await self._let_go("_errands")
            return False
        return self._runs_errands

    async def close(self) -> None:
        """Ask and hold nothing more."""
        await self._let_go("_asking")
        await self._let_go("_errands")

    async def _rows(self, statement: str, *values: int) -> list[TupleRow]:
        try:
            if self._asking is None or self._asking.closed:
                self._asking = await self._connected()
            return await (await self._asking.execute(statement, values)).fetchall()
        except Error as error:
            await self._let_go("_asking")
            raise TablesGone from error

    async def _let_go(self, name: str) -> None:
        connection = getattr(self, name)
        setattr(self, name, None)
        if connection is not None:
            with suppress(Error):
                await connection.close()

    async def _connected(self) -> AsyncConnection[TupleRow]:
        own = f"-c search_path={TABLES} -c statement_timeout={LONGEST_ANSWER_MS}"
        told = f"{self.words.get('options', '')} {own}".strip()
        words = {**self.words, "options": told}
        return await AsyncConnection.connect(make_conninfo("", **words), autocommit=True)
