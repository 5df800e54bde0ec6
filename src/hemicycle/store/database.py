"""The database of a PostgreSQL server: its address, our tables, settings that lose no entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from hemicycle.store import StoreRefused

SCHEMA = "hemicycle"
FORMAT = 1
APPLICATION = "hemicycle"
WAIT_FOR_OTHERS_MS = 5_000  # for another worker's batch; then the act fails and may be repeated
LONGEST_BATCH_MS = 10_000  # a worker that stops in mid-batch is cut off, so that others go on

# A server that went away is noticed within seconds, whether it said so or not.
_PATIENCE = {
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}

_TABLES = (
    "CREATE TABLE about (format integer NOT NULL)",
    """
    CREATE TABLE entries (
        session text COLLATE "C" NOT NULL, position bigint NOT NULL CHECK (position > 0),
        header bytea NOT NULL, salt bytea NOT NULL, body bytea,
        PRIMARY KEY (session, position)
    )
    """,
    """
    CREATE TABLE acts (
        session text COLLATE "C" NOT NULL, act_id text COLLATE "C" NOT NULL,
        fingerprint bytea NOT NULL, positions bigint[] NOT NULL, at bigint NOT NULL,
        outcome text NOT NULL,
        PRIMARY KEY (session, act_id)
    )
    """,
    """
    CREATE TABLE ballots (
        session text COLLATE "C" NOT NULL, division bigint NOT NULL, number bigint NOT NULL,
        member text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, body bytea NOT NULL,
        salt bytea NOT NULL, hash bytea NOT NULL, prev bytea NOT NULL, at bigint NOT NULL,
        PRIMARY KEY (session, division, number),
        UNIQUE (session, division, member, key)
    )
    """,
    """
    CREATE TABLE checkpoints (
        session text COLLATE "C" NOT NULL, size bigint NOT NULL, note text COLLATE "C" NOT NULL,
        PRIMARY KEY (session, size, note)
    )
    """,
    """
    CREATE FUNCTION entries_have_no_gaps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.position > 1 AND NOT EXISTS (
            SELECT 1 FROM {schema}.entries
            WHERE session = NEW.session AND position = NEW.position - 1
        ) THEN
            RAISE check_violation USING MESSAGE = 'an entry must follow the one before it';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE restrict_violation USING MESSAGE = 'the record is only ever added to';
    END $$
    """,
    """
    CREATE TRIGGER entries_have_no_gaps BEFORE INSERT ON entries
    FOR EACH ROW EXECUTE FUNCTION entries_have_no_gaps()
    """,
    *(
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
        for table in ("entries", "acts", "ballots", "checkpoints")
    ),
)

# What a server must say of itself, and what loses acknowledged votes when a power cut comes.
_DURABLE = (
    ("fsync", ("on",)),
    ("full_page_writes", ("on",)),
    ("synchronous_commit", ("on", "remote_apply")),
)


def place(address: str) -> str:
    """An address as it may be shown: the server and the database, no name and no password.

    Errors: StoreRefused, for what is no address; what was written is not repeated
    """
    parts = _parts(address)
    port = f":{parts['port']}" if parts.get("port") else ""
    host = parts.get("host") or parts.get("service") or "localhost"
    return f"postgresql://{host}{port}/{parts.get('dbname', '')}"


def without_password(address: str) -> str:
    """The address to write down: whoever opens it brings the password from elsewhere.

    Errors: StoreRefused
    """
    parts = _parts(address)
    parts.pop("password", None)
    return make_conninfo("", **parts)


def words_of(address: str) -> dict[str, str]:
    """What a connection to the address is opened with: what it names, and for how long to wait.

    Errors: StoreRefused
    """
    return {**_PATIENCE, "application_name": APPLICATION, **_parts(address)}


def key_of(*names: str) -> int:
    """The number by which a lock in the database is known."""
    return int.from_bytes(sha256("\0".join(names).encode()).digest()[:8], "big", signed=True)


def open_for_writing(
    address: str, synchronous: str, *, schema: str, alone: bool
) -> Connection[TupleRow]:
    """A connection that writes: our tables in it, its settings read back.

    Errors: StoreRefused
    Note: who writes `alone` refuses all others who would, until the connection ends; the server
    finds out within seconds that a worker's computer is gone.
    """
    connection = connected(address, schema)
    with _good(connection, address):
        _require_primary(connection, address)
        _create(connection, schema)
        _require_ours(connection, address, schema=schema)
        settings = {
            "synchronous_commit": synchronous,
            "lock_timeout": str(WAIT_FOR_OTHERS_MS),
            "idle_in_transaction_session_timeout": str(LONGEST_BATCH_MS),
            "tcp_keepalives_idle": "5",
            "tcp_keepalives_interval": "2",
            "tcp_keepalives_count": "3",
        }
        for name, value in settings.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        _require_durable(connection, address)
        _require_room(connection, address, schema=schema, alone=alone)
    return connection


def open_for_reading(address: str, *, schema: str) -> Connection[TupleRow]:
    """A connection that can only read.

    Errors: StoreRefused
    """
    connection = connected(address, schema)
    with _good(connection, address):
        connection.execute("SET default_transaction_read_only = on")
        _require_journal(connection, address, schema=schema)
        _require_ours(connection, address, schema=schema)
    return connection


def connected(address: str, schema: str) -> Connection[TupleRow]:
    """A connection that begins no transaction by itself, in our schema.

    Errors: StoreRefused
    """
    try:
        connection = psycopg.connect(make_conninfo("", **words_of(address)), autocommit=True)
    except psycopg.Error as error:
        raise _refusal(error, address) from None
    with _good(connection, address):
        connection.execute("SELECT set_config('search_path', %s, false)", (f'"{schema}"',))
        connection.execute("SET client_encoding = 'UTF8'")
    return connection


@contextmanager
def _good(connection: Connection[TupleRow], address: str) -> Iterator[None]:
    """Let go of a connection that turns out to be of no use, and say why."""
    try:
        yield
    except psycopg.Error as error:
        connection.close()
        raise _refusal(error, address) from None
    except StoreRefused:
        connection.close()
        raise


def why(error: psycopg.Error, address: str) -> str:
    """The first line of what the server or the driver says, without the password."""
    said = (error.diag.message_primary or str(error)).strip().partition("\n")[0]
    for name in ("password", "sslpassword"):
        secret = _parts(address).get(name)
        said = said.replace(str(secret), "…") if secret else said
    return said.rstrip(".")


def _parts(address: str) -> dict[str, str]:
    """What an address names.

    Errors: StoreRefused
    """
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(address).items()}
    except psycopg.Error:
        raise StoreRefused("no_address") from None
    if "@" in parts.get("host", ""):  # a password that was not written as addresses ask for
        raise StoreRefused("no_address")
    return parts


def _exists(connection: Connection[TupleRow], schema: str) -> bool:
    """Whether there is such a schema: in the table itself, because a cache may be behind."""
    found = connection.execute("SELECT FROM pg_namespace WHERE nspname = %s", (schema,))
    return found.fetchone() is not None


def _create(connection: Connection[TupleRow], schema: str) -> None:
    """Make the tables, all or none; of two workers that start at once, one makes them."""
    if _exists(connection, schema):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (key_of(schema),))
        if _exists(connection, schema):
            return
        name = sql.Identifier(schema)
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        for statement in _TABLES:
            connection.execute(sql.SQL(statement).format(schema=name))
        connection.execute("INSERT INTO about VALUES (%s)", (FORMAT,))


def _require_primary(connection: Connection[TupleRow], address: str) -> None:
    if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
        raise StoreRefused("standby", file=place(address))


def _require_room(
    connection: Connection[TupleRow], address: str, *, schema: str, alone: bool
) -> None:
    shared = "" if alone else "_shared"
    asked = f"SELECT pg_try_advisory_lock{shared}(%s)"
    if connection.execute(asked, (key_of(schema, "alone"),)).fetchone() != (True,):
        raise StoreRefused("locked", folder=place(address), holder="one that serves it")


def _require_journal(connection: Connection[TupleRow], address: str, *, schema: str) -> None:
    if not _exists(connection, schema):
        raise StoreRefused("no_journal", folder=place(address))


def _require_ours(connection: Connection[TupleRow], address: str, *, schema: str) -> None:
    about = connection.execute("SELECT to_regclass(%s)", (f'"{schema}".about',)).fetchone()
    rows = connection.execute("SELECT format FROM about").fetchall() if about != (None,) else []
    if len(rows) != 1:
        raise StoreRefused("not_ours", file=place(address))
    found = int(rows[0][0])
    if found > FORMAT:
        raise StoreRefused("newer_format", file=place(address), found=found, known=FORMAT)


def _require_durable(connection: Connection[TupleRow], address: str) -> None:
    """Read back what was asked for: a setting that did not take would lose acknowledged votes."""
    encoding = ("server_encoding", ("UTF8",))
    for setting, needed in (*_DURABLE, encoding):
        row = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
        found = str(row[0]) if row else ""
        if found not in needed:
            raise StoreRefused(
                "not_durable",
                file=place(address),
                setting=setting,
                found=found,
                needed=needed[0],
            )


def unsafe_setting(connection: Connection[TupleRow]) -> str:
    """What a server is set to, if a power cut could lose what it acknowledged.

    Note: `synchronous_commit` is set by whoever writes.
    """
    for setting, needed in _DURABLE[:2]:
        row = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
        if row and row[0] not in needed:
            return f"{setting} is {row[0]}"
    return ""


def _refusal(error: psycopg.Error, address: str) -> StoreRefused:
    return StoreRefused("database", file=place(address), reason=why(error, address))
