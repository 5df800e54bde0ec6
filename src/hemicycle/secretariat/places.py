"""Where the tables of the secretariat lie: a file in the data folder, or a schema of a database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from hemicycle.secretariat.postgres.announcing import make_announcing
from hemicycle.secretariat.postgres.base import TABLES
from hemicycle.store import StoreRefused

DEFAULT = "default"
ARRIVED = "arrived"  # the tables that the other machine of the house has sent
FILE = "secretariat.sqlite3"
MIGRATING = int.from_bytes(b"hemi-mig")  # the lock of whoever brings the tables up to date
WAIT_FOR_OTHERS_MS = 5_000  # as long as SQLite waits
LONGEST_PAUSE_MS = 60_000  # a process that stops inside a transaction is cut off


def at(folder: Path, database: Mapping[str, str] | None) -> dict[str, Any]:
    """How Django reaches the tables: in a database, where its words are given, or in the folder."""
    return in_database(database) if database else in_file(folder / FILE)


def in_file(file: Path) -> dict[str, Any]:
    """How Django reaches tables in SQLite."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def in_database(words: Mapping[str, str]) -> dict[str, Any]:
    """How Django reaches tables in PostgreSQL, in a schema of their own beside the journal's."""
    own = {
        "search_path": TABLES,
        "synchronous_commit": "on",
        "lock_timeout": str(WAIT_FOR_OTHERS_MS),
        "idle_in_transaction_session_timeout": str(LONGEST_PAUSE_MS),
    }
    told = [words.get("options", ""), *(f"-c {name}={value}" for name, value in own.items())]
    options = {name: value for name, value in words.items() if name != "dbname"}
    return {
        "ENGINE": "hemicycle.secretariat.postgres",
        "NAME": words["dbname"],
        "OPTIONS": options | {"options": " ".join(filter(None, told))},
        "CONN_HEALTH_CHECKS": True,
    }


def bring_up_to_date(alias: str) -> None:
    """Make the tables, or bring them to what this program knows; of several that start, one does.

    Errors: StoreRefused, DatabaseError
    """
    with _alone(alias):
        _require_not_newer(alias)
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        if connections[alias].vendor == "postgresql":
            make_announcing(alias)


def bring_file_up_to_date(file: Path) -> None:
    """Bring tables that lie in a file beside the house's own to what this program knows.

    Errors: StoreRefused, DatabaseError
    Note: another thread may be reading the list of places, so it gets a new one.
    """
    known: dict[str, dict[str, Any]] = dict(connections.settings)
    connections.settings = known | {ARRIVED: known[DEFAULT] | {"NAME": file}}
    try:
        bring_up_to_date(ARRIVED)
    finally:
        connections[ARRIVED].close()
        del connections[ARRIVED]


def _require_not_newer(alias: str) -> None:
    """The tables are of this program or an older one: what a newer one keeps we would not see.

    Errors: StoreRefused
    """
    known = MigrationLoader(connections[alias])
    newer = sorted(set(known.applied_migrations) - set(known.disk_migrations))
    if newer:
        found, file = " ".join(newer[-1]), str(connections[alias].settings_dict["NAME"])
        raise StoreRefused("newer_tables", file=file, found=found)


@contextmanager
def _alone(alias: str) -> Iterator[None]:
    """Nobody else changes the tables of the database meanwhile; in a file its own lock does it."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # another one may be at it for long
        cursor.execute("SELECT pg_advisory_lock(%s)", (MIGRATING,))
        try:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {TABLES}")
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", (MIGRATING,))
            cursor.execute(f"SET lock_timeout = {WAIT_FOR_OTHERS_MS}")
