"""A copy of the record that grows as the writer sends it: checked before anything is written.

Chain, bodies, terms, checkpoints and ballots are followed here as they are by any verifier. What
does not fit is not written, and nothing after it.
"""

from collections.abc import Sequence
from hashlib import sha256

from hemicycle.clerk.clerk import ORIGIN, Clerk
from hemicycle.journal.chain import follow
from hemicycle.journal.checkpoint import read_checkpoint
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.forms import ENTRY_TYPES, UnknownForm
from hemicycle.journal.header import Record, Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.store import BallotRow, Batch, StoredCheckpoint
from hemicycle.store.parcels import Parcel, records_of


class BallotMisfit(Exception):
    """A ballot does not follow from the one before it in its box."""

    def __init__(self, row: BallotRow) -> None:
        super().__init__(
            f"Ballot {row.number} of division {row.division} of {row.session} does not fit."
        )


def require_known(records: Sequence[Record]) -> None:
    """Entries of a kind that this program does not know are of a newer one.

    Errors: UnknownForm
    """
    for one in records:
        if one.header.kind not in ENTRY_TYPES:
            raise UnknownForm(f"it writes entries of the kind {one.header.kind}")


class Receiving:
    """The copy that a clerk keeps, who decides nothing meanwhile."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk, self.store = clerk, clerk.store
        self._tails: dict[str, Tail] = {}
        self._trees: dict[str, MerkleTree] = {}
        self._boxes: dict[tuple[str, int], tuple[int, bytes]] = {}

    def checked(self, parcel: Parcel) -> Batch:
        """What of a parcel is new, once it is known to follow from what is here.

        Errors: JournalDamaged, BallotMisfit, UnknownForm, msgspec.DecodeError
        """
        records = records_of(parcel.entries)
        require_known(records)
        new: list[Record] = []
        for session in dict.fromkeys(one.header.session for one in records):
            own = [one for one in records if one.header.session == session]
            new += self._entries(session, own)
        for signed in parcel.checkpoints:
            self._require_signed(signed)
        ballots = [row for row in parcel.ballots if self._is_next(row)]
        return Batch(
            records=new,
            acts=[act for act in parcel.acts if self.store.act(act.session, act.act_id) is None],
            ballots=ballots,
            checkpoints=parcel.checkpoints,
        )

    def take(self, parcels: Sequence[Parcel]) -> None:
        """Write parcels in one transaction; when this returns they are durable.

        Errors: JournalDamaged, BallotMisfit, UnknownForm, WriteFailed, Overtaken,
        msgspec.DecodeError
        Note: of what fails nothing stays, not even in mind, or what is sent again would be taken
        for something that is here.
        """
        try:
            for parcel in parcels:
                self.store.write(self.checked(parcel))
            self.store.commit()
        except BaseException:
            self._tails, self._trees, self._boxes = {}, {}, {}
            self.store.rollback()
            raise

    def show(self) -> None:
        """Let the clerk know what was written, and whoever listens."""
        self.clerk.catch_up(SessionId(session) for session in self.store.sessions())

    def _entries(self, session: str, records: Sequence[Record]) -> list[Record]:
        """The entries of a session that are new, in their order.

        Errors: JournalDamaged
        """
        tail, tree = self._end(session)
        new = [one for one in records if one.header.position > tail.position]
        for record in follow(new, tail, tree=tree):
            self._tails[session] = record.tail
        return new

    def _end(self, session: str) -> tuple[Tail, MerkleTree]:
        """The end of a session as it was checked, with its tree."""
        if session not in self._trees:
            tree = MerkleTree()
            self._tails[session] = Tail(session)
            for record in follow(self.store.read(session), Tail(session), tree=tree):
                self._tails[session] = record.tail
            self._trees[session] = tree
        return self._tails[session], self._trees[session]

    def _require_signed(self, stored: StoredCheckpoint) -> None:
        """A checkpoint is signed by the house and says the root that is here.

        Errors: JournalDamaged
        """
        key = self.clerk.verification_key(SessionId(stored.session))
        said = read_checkpoint(stored.note, key)
        _, tree = self._end(stored.session)
        expected = ORIGIN.format(session=stored.session)
        if said.origin != expected:
            raise JournalDamaged("other_origin", found=said.origin, expected=expected)
        if said.size > len(tree):
            raise JournalDamaged("truncated", size=said.size, entries=len(tree))
        if said.root != tree.root(said.size):
            raise JournalDamaged("rewritten", size=said.size, first=1)

    def _is_next(self, row: BallotRow) -> bool:
        """Whether a ballot is new; it must then follow from the one before it.

        Errors: BallotMisfit
        """
        box = row.session, row.division
        if box not in self._boxes:
            known = self.store.ballots(*box)
            self._boxes[box] = (known[-1].number, known[-1].hash) if known else (0, b"")
        number, last = self._boxes[box]
        if row.number <= number:
            return False
        fits = row.prev == last and row.hash == sha256(row.salt + row.body).digest()
        if not fits or row.number != number + 1:
            raise BallotMisfit(row)
        self._boxes[box] = (row.number, row.hash)
        return True
