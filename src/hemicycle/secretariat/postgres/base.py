"""Django's connection to PostgreSQL, where the processes of a house write one after another.

What reads first and writes then, inside `atomic`, would meet others there in between: two who use
one code, two who take one seat. In SQLite a transaction that begins locks the file. Here it takes
a lock that all processes of the house know, and gives it back with its end or with its death.
"""

from typing import Any

from django.db import DatabaseError
from django.db.backends.postgresql import base

TABLES = "hemicycle_secretariat"
WRITER = int.from_bytes(b"hemi-sec")  # the lock of whoever writes; PostgreSQL knows locks by number


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection of one thread."""

    def get_connection_params(self) -> dict[str, Any]:
        """What the address of the journal's store names; its own settings last."""
        return super().get_connection_params() | {"application_name": "hemicycle secretariat"}

    def set_autocommit(
        self,
        autocommit: bool,  # positional, as Django calls it
        force_begin_transaction_with_broken_autocommit: bool = False,
    ) -> None:
        """A transaction begins, or has ended; it begins once nobody else is in one.

        Errors: OperationalError, where another one takes too long; then no transaction has begun
        """
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit:
            return
        try:
            with self.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", (WRITER,))
        except DatabaseError:
            self.close()
            raise

    def ensure_connection(self) -> None:
        """A connection that the server has ended is opened anew, outside transactions.

        Note: threads beside the requests keep theirs, and nobody tells Django that they end.
        """
        is_gone = self.connection is not None and self.connection.closed
        if is_gone and not self.in_atomic_block:
            self.close()
        super().ensure_connection()
