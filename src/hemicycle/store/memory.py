"""The journal in memory: for tests and for rehearsals that nobody keeps."""

from collections.abc import Collection, Hashable, Iterator
from threading import Lock

from hemicycle.journal.header import Record
from hemicycle.store import ActDone, BallotRow, Batch, Overtaken, StoredCheckpoint


class MemoryStore:
    """Keeps what the contract asks for, as long as the process lives."""

    is_shared = False

    def __init__(self) -> None:
        self._one_at_a_time = Lock()
        self._records: dict[str, list[Record]] = {}
        self._acts: dict[tuple[str, str], ActDone] = {}
        self._boxes: dict[tuple[str, int], list[BallotRow]] = {}
        self._checkpoints: dict[str, set[StoredCheckpoint]] = {}
        self._places: set[Hashable] = set()
        self._pending: list[Batch] = []
        self._pending_places: set[Hashable] = set()

    def sessions(self) -> list[str]:
        """The sessions that have entries, in alphabetical order."""
        return sorted(self._records)

    def head(self, session: str) -> int:
        """The position of the last entry; 0 if there is none."""
        return len(self._records.get(session, ()))

    def read(self, session: str, after: int = 0) -> Iterator[Record]:
        """The entries after a position, in order."""
        records = self._records.get(session, [])
        while after < len(records):
            yield records[after]
            after += 1

    def act(self, session: str, act_id: str) -> ActDone | None:
        """What came of an act, if it was done."""
        return self._acts.get((session, act_id))

    def acts_among(self, session: str, ids: Collection[str]) -> list[ActDone]:
        """Those of some acts that were done, in no order."""
        return [act for one in ids if (act := self.act(session, one)) is not None]

    def acts(self, session: str) -> list[ActDone]:
        """All acts done in a session, in the order of their ids."""
        return sorted(act for (where, _), act in self._acts.items() if where == session)

    def boxes(self, session: str) -> list[int]:
        """The divisions that have ballots."""
        return sorted(division for where, division in self._boxes if where == session)

    def ballots(self, session: str, division: int, *, after: int = 0) -> list[BallotRow]:
        """All ballots in the box of a division after a number, replaced ones included."""
        box = self._boxes.get((session, division), ())
        return sorted((row for row in box if row.number > after), key=lambda row: row.number)

    def ballot_by_key(
        self, session: str, division: int, *, member: str, key: str
    ) -> BallotRow | None:
        """The ballot that a member's press with this key has put in the box."""
        box = self._boxes.get((session, division), ())
        return next((row for row in box if (row.member, row.key) == (member, key)), None)

    def ballots_among(
        self, session: str, keys: Collection[tuple[int, str, str]]
    ) -> list[BallotRow]:
        """Those of some ballots that are in their boxes, in no order."""
        boxes = {division: self._boxes.get((session, division), ()) for division, _, _ in keys}
        rows = (row for box in boxes.values() for row in box)
        return [row for row in rows if (row.division, row.member, row.key) in keys]

    def ballot_by_number(self, session: str, division: int, *, number: int) -> BallotRow | None:
        """The ballot with this number in the box of a division."""
        box = self._boxes.get((session, division), ())
        return next((row for row in box if row.number == number), None)

    def checkpoints(self, session: str) -> list[StoredCheckpoint]:
        """The checkpoints of a session, shortest first."""
        return sorted(self._checkpoints.get(session, ()))

    def hold(self, sessions: Collection[str]) -> None:
        """Nobody else can write here."""

    def news(self) -> None:
        """Nobody else can write here."""

    def write(self, batch: Batch) -> None:
        """Put a batch in the open transaction, opening one if there is none.

        Errors: Overtaken
        """
        try:
            for record in batch.records:
                self._require_follows(record)
                self._take("entries", record.header.session, record.header.position)
            for act in batch.acts:
                self._take("acts", act.session, act.act_id)
            for row in batch.ballots:
                self._take("ballots", row.session, row.division, row.number)
                self._take("ballots", row.session, row.division, row.member, row.key)
        except (Overtaken, ValueError):
            self.rollback()
            raise
        self._pending.append(batch)

    def commit(self) -> None:
        """Let readers see the open transaction, which is as durable as memory is."""
        for batch in self._pending:
            for record in batch.records:
                self._records.setdefault(record.header.session, []).append(record)
            for act in batch.acts:
                self._acts[act.session, act.act_id] = act
            for row in batch.ballots:
                self._boxes.setdefault((row.session, row.division), []).append(row)
            for stored in batch.checkpoints:
                checkpoint = StoredCheckpoint(*stored)
                self._checkpoints.setdefault(checkpoint.session, set()).add(checkpoint)
        self._places |= self._pending_places
        self.rollback()

    def rollback(self) -> None:
        """Undo the open transaction, if there is one."""
        self._pending, self._pending_places = [], set()

    def append(self, batch: Batch) -> None:
        """`write` and `commit` in one.

        Errors: Overtaken
        """
        with self._one_at_a_time:
            self.write(batch)
            self.commit()

    def reopen(self) -> None:
        """What a crash leaves: what was committed, and nothing of the open transaction."""
        self.rollback()

    def close(self) -> None:
        """Let go of everything that was not committed."""
        self.rollback()

    def _take(self, what: str, *place: str | int) -> None:
        """Take a place in the record of which there is only one."""
        key = (what, *place)
        if key in self._places or key in self._pending_places:
            raise Overtaken(what)
        self._pending_places.add(key)

    def _require_follows(self, record: Record) -> None:
        session, before = record.header.session, record.header.position - 1
        key = ("entries", session, before)
        if before and key not in self._places and key not in self._pending_places:
            raise ValueError("an entry must follow the one before it")
