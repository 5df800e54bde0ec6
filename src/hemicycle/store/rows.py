"""What both databases read alike: one statement for each question, in the SQL they share."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from typing import Any

from hemicycle.journal.header import Record, record_of
from hemicycle.store import ActDone, BallotRow, StoredCheckpoint

PAGE = 1000  # entries read at once; between two pages no snapshot is held that would grow the WAL
_AMONG_ACTS = "SELECT * FROM acts WHERE session = ? AND act_id IN ("
# Joined, because SQLite finds a row among several values only by reading the whole box.
_AMONG_BALLOTS = (
    "WITH asked (division, member, key) AS (VALUES {marks}) SELECT ballots.* FROM asked"
    " CROSS JOIN ballots WHERE ballots.session = ? AND ballots.division = asked.division"
    " AND ballots.member = asked.member AND ballots.key = asked.key"
)


class RowReader(ABC):
    """Reads a journal that this or another process writes; `?` stands for a value."""

    def sessions(self) -> list[str]:
        """The sessions that have entries, in alphabetical order."""
        rows = self._rows("SELECT session FROM entries WHERE position = 1 ORDER BY session")
        return [session for (session,) in rows]

    def head(self, session: str) -> int:
        """The position of the last entry; 0 if there is none."""
        [(head,)] = self._rows("SELECT max(position) FROM entries WHERE session = ?", session)
        return int(head or 0)

    def read(self, session: str, after: int = 0) -> Iterator[Record]:
        """The entries after a position, in order."""
        while True:
            rows = self._rows(
                "SELECT position, header, salt, body FROM entries"
                " WHERE session = ? AND position > ? ORDER BY position LIMIT ?",
                *(session, after, PAGE),
            )
            for position, header, salt, body in rows:
                yield record_of(header, body, salt=salt)
                after = position
            if len(rows) < PAGE:
                return

    def act(self, session: str, act_id: str) -> ActDone | None:
        """What came of an act, if it was done."""
        rows = self._rows("SELECT * FROM acts WHERE session = ? AND act_id = ?", *(session, act_id))
        return self._act_of(rows[0]) if rows else None

    def acts_among(self, session: str, ids: Collection[str]) -> list[ActDone]:
        """Those of some acts that were done, in no order."""
        if not ids:
            return []
        marks = ", ".join("?" * len(ids))
        rows = self._rows(_AMONG_ACTS + marks + ")", *(session, *ids))
        return [self._act_of(row) for row in rows]

    def acts(self, session: str) -> list[ActDone]:
        """All acts done in a session, in the order of their ids."""
        rows = self._rows("SELECT * FROM acts WHERE session = ? ORDER BY act_id", session)
        return [self._act_of(row) for row in rows]

    def boxes(self, session: str) -> list[int]:
        """The divisions that have ballots."""
        rows = self._rows(
            "SELECT DISTINCT division FROM ballots WHERE session = ? ORDER BY division", session
        )
        return [division for (division,) in rows]

    def ballots(self, session: str, division: int, *, after: int = 0) -> list[BallotRow]:
        """All ballots in the box of a division after a number, replaced ones included."""
        rows = self._rows(
            "SELECT * FROM ballots WHERE session = ? AND division = ? AND number > ?"
            " ORDER BY number",
            *(session, division, after),
        )
        return [BallotRow(*row) for row in rows]

    def ballot_by_key(
        self, session: str, division: int, *, member: str, key: str
    ) -> BallotRow | None:
        """The ballot that a member's press with this key has put in the box."""
        rows = self._rows(
            "SELECT * FROM ballots WHERE session = ? AND division = ? AND member = ? AND key = ?",
            *(session, division, member, key),
        )
        return BallotRow(*rows[0]) if rows else None

    def ballots_among(
        self, session: str, keys: Collection[tuple[int, str, str]]
    ) -> list[BallotRow]:
        """Those of some ballots that are in their boxes, in no order."""
        if not keys:
            return []
        marks = ", ".join(["(?, ?, ?)"] * len(keys))
        asked = (part for key in keys for part in key)
        rows = self._rows(_AMONG_BALLOTS.format(marks=marks), *(*asked, session))
        return [BallotRow(*row) for row in rows]

    def ballot_by_number(self, session: str, division: int, *, number: int) -> BallotRow | None:
        """The ballot with this number in the box of a division."""
        rows = self._rows(
            "SELECT * FROM ballots WHERE session = ? AND division = ? AND number = ?",
            *(session, division, number),
        )
        return BallotRow(*rows[0]) if rows else None

    def checkpoints(self, session: str) -> list[StoredCheckpoint]:
        """The checkpoints of a session, shortest first."""
        rows = self._rows(
            "SELECT session, size, note FROM checkpoints WHERE session = ? ORDER BY size, note",
            session,
        )
        return [StoredCheckpoint(*row) for row in rows]

    @abstractmethod
    def _rows(self, statement: str, *values: str | int) -> list[Any]:
        """Everything that a statement finds."""

    @staticmethod
    @abstractmethod
    def _positions(kept: Any) -> tuple[int, ...]:
        """The entries of an act, as the database keeps a list of numbers."""

    def _act_of(self, row: Any) -> ActDone:
        session, act_id, fingerprint, positions, at, outcome = row
        return ActDone(session, act_id, fingerprint, self._positions(positions), at, outcome)


def entry_row(record: Record) -> tuple[str, int, bytes, bytes, bytes | None]:
    """An entry as a row of its table."""
    header = record.header
    return header.session, header.position, record.header_bytes, record.salt, record.body
