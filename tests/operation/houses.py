"""Small data folders to back up: a signed record with ballots, tables, keys."""

import sqlite3
from contextlib import closing
from hashlib import sha256

from hemicycle.journal.checkpoint import Checkpoint, sign_checkpoint, signing_key
from hemicycle.journal.header import leaf_hash
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.kernel import Instant
from hemicycle.store import BallotRow, Batch, StoredCheckpoint
from hemicycle.store.folder import LOCK
from hemicycle.store.sqlite import SqliteStore
from store.batches import NOON, some_records

NOW = Instant(1_795_880_000_000)  # 2026-11-28, early in the afternoon
SEED = bytes(range(32))
TABLES = (
    "CREATE TABLE django_session (session_key TEXT)",
    "INSERT INTO django_session VALUES ('a'), ('b')",
    "CREATE TABLE secretariat_enrolmentcode (used_at TEXT, voided_at TEXT)",
    "INSERT INTO secretariat_enrolmentcode VALUES (NULL, NULL), ('2026-01-01', NULL)",
    "CREATE TABLE words (text TEXT)",
    "INSERT INTO words VALUES ('kept'), ('erased words')",
)


def fill(store, *, entries=12, ballots=3, session="s-1"):
    """Put a record with a signed checkpoint and a box of ballots into a store."""
    records = some_records(entries, session)
    tree = MerkleTree()
    for record in records:
        tree.append(leaf_hash(record.header_bytes))
    note = sign_checkpoint(
        Checkpoint(f"hemicycle/{session}", len(tree), tree.root()), signing_key(SEED)
    )
    rows, before = [], b""
    for number in range(1, ballots + 1):
        rows.append(row(number, before, session=session))
        before = rows[-1].hash
    store.append(
        Batch(
            records=records,
            ballots=rows,
            checkpoints=[StoredCheckpoint(session, entries, note)],
        )
    )


def row(number, before, *, session="s-1"):
    """A ballot that names the one before."""
    body, salt = b'{"yes":%d}' % number, bytes(16)
    digest = sha256(salt + body).digest()
    member, key = f"p-{number:04}-1", f"key-{number}"
    return BallotRow(session, 1, number, member, key, body, salt, digest, before, NOON)


def small_house(folder, **wish):
    """A data folder as a house leaves it."""
    store = SqliteStore(folder)
    fill(store, **wish)
    store.close()
    keep_beside(folder)
    return folder


def keep_beside(folder):
    """What lies beside the journal."""
    (folder / "keys").mkdir(exist_ok=True)
    (folder / "keys" / "journal.key").write_bytes(SEED)
    with closing(sqlite3.connect(folder / "secretariat.sqlite3")) as tables, tables:
        tables.execute("PRAGMA journal_mode = WAL")
        for statement in TABLES:
            tables.execute(statement)


def files_of(folder):
    """What lies in a folder, without locks and logs."""
    names = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return sorted(name for name in names if not name.endswith((LOCK, ".lock", "-wal", "-shm")))


def change(file, place):
    """Turn one bit of a file."""
    raw = bytearray(file.read_bytes())
    raw[place] ^= 1
    file.write_bytes(raw)
