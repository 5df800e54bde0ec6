"""The database itself tells every process what changes in the tables that they hold in memory.

Each change leaves a line in `announced`, in its own transaction, and with the commit whoever
listens is told the number of the line. Numbers come in the order of the commits: who changes such
a table holds the lock of whoever writes, from before the change until its end.
"""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connections

from hemicycle.secretariat.postgres.base import WRITER

KEPT_FOR = "2 days"  # a process that was cut off for longer has ended
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
# What of a row names that which is to be read again.
BY_SESSION, BY_ACCOUNT, BY_ITSELF, ALL = "session", "account_id::text", "id::text", "''"
WATCHED = {
    "django_session": "session_key",
    "secretariat_account": BY_ITSELF,
    "secretariat_seat": BY_ACCOUNT,
    "secretariat_filekeeper": BY_ACCOUNT,
    "secretariat_tablet": BY_ACCOUNT,
    "secretariat_tabletcode": "session || ' ' || member",
    "secretariat_sessionnames": BY_SESSION,
    "secretariat_place": ALL,
    "secretariat_person": ALL,
    "secretariat_delegationfile": ALL,
    "secretariat_groupseat": ALL,
    "secretariat_chairnote": ALL,
    "secretariat_pressitem": BY_SESSION,
    "secretariat_pressoffice": BY_SESSION,
    "secretariat_pressquotation": ALL,
    "secretariat_presspicture": ALL,
    "secretariat_writtentext": "session || ' ' || sha256",
}

# They run where the tables are the first that a name leads to.
FUNCTIONS = (
    """
    CREATE TABLE IF NOT EXISTS announced (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        what text NOT NULL, id text NOT NULL, at timestamptz NOT NULL DEFAULT now()
    )
    """,
    "CREATE TABLE IF NOT EXISTS house (name text PRIMARY KEY, value text NOT NULL)",
    """
    CREATE OR REPLACE FUNCTION one_after_another() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock(TG_ARGV[0]::bigint);
        RETURN NULL;
    END $$
    """,
    """
    CREATE OR REPLACE FUNCTION announce() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        EXECUTE 'INSERT INTO announced (what, id) SELECT DISTINCT $1, ' || TG_ARGV[0]
            || ' FROM changed' USING TG_TABLE_NAME;
        PERFORM pg_notify(TG_TABLE_SCHEMA, (SELECT max(number) FROM announced)::text);
        RETURN NULL;
    END $$
    """,
)


class Change(NamedTuple):
    """Something that was changed: in which table, and what of it is to be read again."""

    number: int
    table: str
    id: str


def make_announcing(alias: str) -> None:
    """Let the database announce what changes; once for each version of what is written here.

    Errors: DatabaseError
    """
    statements = [*FUNCTIONS, *_triggers()]
    mark = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    with connections[alias].cursor() as cursor:
        for statement in FUNCTIONS[:2]:
            cursor.execute(statement)
        cursor.execute("DELETE FROM announced WHERE at < now() - %s::interval", (KEPT_FOR,))
        cursor.execute("SELECT value FROM house WHERE name = 'announcing'")
        if cursor.fetchone() == (mark,):
            return
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(
            "INSERT INTO house VALUES ('announcing', %s)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (mark,),
        )


def last_announced(alias: str) -> int:
    """The number of the last change; what is read from now on shows it, and all before it."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM announced")
        return int(cursor.fetchone()[0])


def is_house(alias: str, fingerprint: str) -> bool:
    """Whether the tables belong to the house with these keys; the first that asks has them."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "INSERT INTO house VALUES ('keys', %s) ON CONFLICT DO NOTHING", (fingerprint,)
        )
        cursor.execute("SELECT value FROM house WHERE name = 'keys'")
        return bool(cursor.fetchone() == (fingerprint,))


def _triggers() -> Iterator[str]:
    """What is done before and after a change of each watched table."""
    for table, named in WATCHED.items():
        quoted = named.replace("'", "''")
        for event, rows in EVENTS.items():
            name = f"announce_{event.lower()}"
            yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
            yield (
                f"CREATE TRIGGER {name} AFTER {event} ON {table}"
                f" REFERENCING {rows} TABLE AS changed"
                f" FOR EACH STATEMENT EXECUTE FUNCTION announce('{quoted}')"
            )
        yield f"DROP TRIGGER IF EXISTS one_after_another ON {table}"
        yield (
            f"CREATE TRIGGER one_after_another BEFORE INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION one_after_another('{WRITER}')"
        )
