"""Where the journal is kept: append, read, the ballot box and the acts already done.

This module is the contract; each store is one file beside it and passes the same tests.
It must not know what an entry means: it keeps headers, salts and bytes, and refuses two of one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from hemicycle.journal.header import Record
from hemicycle.procedure.kernel import Instant
from hemicycle.wording.faults import PlainFault

REFUSALS: Mapping[str, str] = {
    "folder": "The data folder {folder} cannot be used: {reason}.",
    "no_journal": "There is no journal in {folder}.",
    "not_ours": "{file} is not a journal of Hemicycle; nothing in it was touched.",
    "newer_format": "{file} was written by a newer Hemicycle: it has format {found}, "
    "and this program knows format {known}.",
    "newer_tables": "{file} was written by a newer Hemicycle: it has {found}, which this program "
    "does not know. Install the newer one.",
    "locked": "Another process ({holder}) is writing in {folder}; a journal has one writer.",
    "one_writer": "The journal of {folder} lies in SQLite, where one process writes; several "
    "need a database, named with --store.",
    "other_keys": "{file} belongs to a house with other keys than those in {folder}/keys; every "
    "computer that serves it needs the same ones.",
    "not_durable": "{file} cannot be kept safely: {setting} is {found}, but must be {needed}.",
    "no_address": "The address of the store cannot be read; it is written as in "
    "postgresql://USER@HOST/DATABASE.",
    "database": "The database {file} cannot be used: {reason}.",
    "other_store": "The journal of {folder} lies in {file}; `hemicycle move` brings it elsewhere.",
    "two_journals": "{folder} holds a journal already; `hemicycle move` brings it to {file}.",
    "tables_left": "The secretariat's tables lie in {folder} still, and the journal in {file}; "
    "`hemicycle move` to the same database brings them there.",
    "not_empty": "There is a journal in {file} already; nothing was moved.",
    "same_place": "The journal lies in {file} already; nothing was moved.",
    "not_the_same": "What arrived in {file} is not what was sent ({what}); "
    "the journal stays where it was.",
    "follows": "{folder} is a copy of the house at {address}, and records nothing itself until "
    "somebody decides it here with `hemicycle take-over`.",
    "fenced": "Another machine took over: the house goes on at {address}. Nothing is recorded in "
    "{folder} any more; keep it aside as it is.",
    "second_silent": "The second machine at {address} does not answer, so nobody knows whether it "
    "has taken over. Look at it; if it is off and has not, start with --second-is-off.",
    "standby": "The database {file} is a standby, which only copies another one; name that one.",
}

FAILURES: Mapping[str, str] = {
    "disk_full": "The disk is full; nothing of this was recorded. Free some space and try again.",
    "read_only": "The folder of the record cannot be written ({reason}); nothing of this was"
    " recorded. Let the house write there, and try again.",
    "disk_error": "The disk failed ({reason}); nothing of this is acknowledged.",
    "busy": "Another program holds the journal ({reason}); nothing was recorded. Close it first.",
    "unreachable": "The database does not answer ({reason}); nothing of this is acknowledged.",
    "not_reopened": "The journal is closed after a failed write; it must be reopened first.",
    "overtaken": "Another writer was faster; nothing was recorded. Press again.",
    "another_writer": "Another machine writes this record: {reason}. Nothing was recorded.",
}


class Overtaken(Exception):
    """Somebody recorded first at this place; catch up and decide again."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"another writer was first: {what} already recorded")


class StoreRefused(PlainFault):
    """The store will not open: a key and the plain facts."""

    def __init__(self, key: str, **facts: str | int) -> None:
        self.key, self.facts = key, facts
        super().__init__(REFUSALS[key].format_map(facts))


class WriteFailed(PlainFault):
    """The disk did not take the batch; nothing of it is acknowledged, and `reopen` comes next."""

    def __init__(self, key: str, reason: str = "") -> None:
        self.key, self.reason = key, reason
        super().__init__(FAILURES[key].format(reason=reason))


class ActDone(NamedTuple):
    """What came of an act, so that a second press gets the first answer."""

    session: str
    act_id: str
    fingerprint: bytes  # of the act's body: the same id with another body is refused by the clerk
    positions: tuple[int, ...]
    at: Instant
    outcome: str


class BallotRow(NamedTuple):
    """One ballot as it lies in the box; the member's highest number is the current one."""

    session: str
    division: int
    number: int
    member: str
    key: str
    body: bytes
    salt: bytes
    hash: bytes
    prev: bytes
    at: Instant


class StoredCheckpoint(NamedTuple):
    """A signed checkpoint, as text."""

    session: str
    size: int
    note: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What is recorded together or not at all; the records of a session in their order."""

    records: Sequence[Record] = ()
    acts: Sequence[ActDone] = ()
    ballots: Sequence[BallotRow] = ()
    checkpoints: Sequence[StoredCheckpoint] = ()


class StoreReader(Protocol):
    """Reading: only what is committed is ever seen.

    Note: where the one writer reads, a failing disk is a WriteFailed as in writing.
    """

    def sessions(self) -> list[str]:
        """The sessions that have entries, in alphabetical order."""
        ...

    def head(self, session: str) -> int:
        """The position of the last entry; 0 if there is none."""
        ...

    def read(self, session: str, after: int = 0) -> Iterator[Record]:
        """The entries after a position, in order. Entries that come meanwhile may be included."""
        ...

    def act(self, session: str, act_id: str) -> ActDone | None:
        """What came of an act, if it was done."""
        ...

    def acts_among(self, session: str, ids: Collection[str]) -> list[ActDone]:
        """Those of some acts that were done, in no order."""
        ...

    def acts(self, session: str) -> list[ActDone]:
        """All acts done in a session, in the order of their ids."""
        ...

    def boxes(self, session: str) -> list[int]:
        """The divisions that have ballots."""
        ...

    def ballots(self, session: str, division: int, *, after: int = 0) -> list[BallotRow]:
        """All ballots in the box of a division after a number, replaced ones included."""
        ...

    def ballot_by_key(
        self, session: str, division: int, *, member: str, key: str
    ) -> BallotRow | None:
        """The ballot that a member's press with this key has put in the box."""
        ...

    def ballots_among(
        self, session: str, keys: Collection[tuple[int, str, str]]
    ) -> list[BallotRow]:
        """Those of some ballots that are in their boxes, in no order.

        Each is known by its division, its member, and the key of the press.
        """
        ...

    def ballot_by_number(self, session: str, division: int, *, number: int) -> BallotRow | None:
        """The ballot with this number in the box of a division."""
        ...

    def checkpoints(self, session: str) -> list[StoredCheckpoint]:
        """The checkpoints of a session, shortest first."""
        ...

    def close(self) -> None:
        """Let go of everything; what was not committed is gone."""
        ...


class News(Protocol):
    """What other workers commit, as the store tells of it."""

    def wait(self, timeout_s: float) -> set[str]:
        """The sessions that moved, as soon as one did; none when the time is over.

        Errors: WriteFailed, when the store is gone
        """
        ...

    def close(self) -> None:
        """Listen no more."""
        ...


class Store(StoreReader, Protocol):
    """Writing: one writer, one transaction at a time.

    Where a store `is_shared`, other processes write too, and whoever decides on what it read has
    to `hold` the session first and read on.
    """

    is_shared: bool

    def hold(self, sessions: Collection[str]) -> None:
        """Become the one writer of these sessions until the commit, or until it is undone.

        Errors: WriteFailed
        """
        ...

    def news(self) -> News | None:
        """What other workers commit from here on; None where nobody else can write.

        Errors: StoreRefused
        """
        ...

    def write(self, batch: Batch) -> None:
        """Put a batch in the open transaction, opening one if there is none. Nothing is durable.

        Errors: Overtaken, WriteFailed; after either the whole transaction is undone
        """
        ...

    def commit(self) -> None:
        """Make the open transaction durable; may be called from another thread than `write`.

        Errors: WriteFailed
        Note: a commit that fails while syncing may yet be found done after `reopen`:
        read the head again before writing.
        """
        ...

    def rollback(self) -> None:
        """Undo the open transaction, if there is one."""
        ...

    def append(self, batch: Batch) -> None:
        """`write` and `commit` in one.

        Errors: Overtaken, WriteFailed
        """
        ...

    def reopen(self) -> None:
        """Open the store anew after a failed write, with every check of the first opening.

        Errors: StoreRefused
        """
        ...
