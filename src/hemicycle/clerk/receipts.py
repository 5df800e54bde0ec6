"""A receipt looked up again: its ballot, whether that ballot counts, and its place in the tree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hmac import compare_digest

import msgspec

from hemicycle.clerk.ballots import ballot_tree
from hemicycle.clerk.state import CODE_LENGTH, OpenBox, SessionState, lettered
from hemicycle.journal.header import leaf_hash
from hemicycle.journal.tree import Inclusion, MerkleTree, includes
from hemicycle.procedure.assembly import Ballot
from hemicycle.procedure.rules.answers import stands_on_paper
from hemicycle.store import BallotRow, StoreReader

SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
CONFUSED = str.maketrans({"0": "O", "1": "I", "8": "B"})  # digits that no receipt has
ADDRESS = re.compile(r"([0-9]{1,6})-([0-9]{1,6})-([A-Z2-7]{32})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How somebody names a receipt: a number with a code, or all that its own address holds.

    `division` is 0 where a code alone does not tell it.
    """

    number: int
    letters: str
    division: int = 0

    @property
    def is_held(self) -> bool:
        """Whether only somebody who has the receipt can name it like this."""
        return len(self.letters) > CODE_LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBallot:
    """A ballot of the box with what proves it; without `proof` where the record has no root yet.

    `row` holds its bytes and the salt, with which anybody makes its hash again. `is_on_paper`
    where a sheet of paper stands for the delegation instead.
    """

    division: int
    ballot: Ballot
    row: BallotRow
    is_replaced: bool
    is_on_paper: bool
    root: str
    proof: Inclusion | None

    @property
    def fate(self) -> str:
        """What counts in its place: nothing, a sheet of paper, or a later ballot."""
        if self.is_on_paper:
            return "on_paper"
        return "replaced" if self.is_replaced else ""

    @property
    def leaf(self) -> bytes:
        """The leaf of the ballot in the tree of its division."""
        return leaf_hash(self.row.hash)


def read_code(text: str) -> str:
    """A code as somebody typed it; empty where it can be none."""
    code = "".join(text.upper().split()).replace("-", "").translate(CONFUSED)
    return code if len(code) == CODE_LENGTH and set(code) <= SIGNS else ""


def read_address(text: str) -> Named | None:
    """What the end of a receipt's own address names."""
    found = ADDRESS.fullmatch(text.upper())
    if found is None:
        return None
    return Named(division=int(found[1]), number=int(found[2]), letters=found[3])


def find(state: SessionState, store: StoreReader, named: Named) -> FoundBallot | None:
    """The ballot that a receipt is of; None where no ballot has that number and these letters.

    Note: what a teller entered lies in the same box, and nobody has a receipt of it.
    """
    divisions: Iterable[int] = [named.division] if named.division else sorted(state.boxes)
    for division in divisions:
        opened = state.boxes.get(division, OpenBox())
        digest = opened.hash_of(named.number)
        known = lettered(digest)[: len(named.letters)] if digest else ""
        if known and compare_digest(known, named.letters):
            row = store.ballot_by_number(state.tail.session, division, number=named.number)
            assert row is not None  # the box holds what the store took
            ballot = msgspec.json.decode(row.body, type=Ballot)
            return None if ballot.entered else found_in(state, opened, row, ballot=ballot)
    return None


def found_in(
    state: SessionState, opened: OpenBox, row: BallotRow, *, ballot: Ballot
) -> FoundBallot:
    """A row of the box with its proof."""
    current = opened.box.of(ballot.delegation)[ballot.member]
    division = state.assembly.divisions[row.division]
    root = division.count.root
    return FoundBallot(
        division=row.division,
        ballot=ballot,
        row=row,
        is_replaced=current.number != row.number,
        is_on_paper=stands_on_paper(division, opened.box, delegation=ballot.delegation),
        root=root,
        proof=proof_of(opened, row, root=root) if root else None,
    )


@lru_cache(maxsize=64)
def closed_tree(hashes: tuple[bytes, ...]) -> MerkleTree:
    """The tree of a closed division: after a declaration a whole hall asks for its receipts."""
    return ballot_tree(hashes)


def proof_of(opened: OpenBox, row: BallotRow, *, root: str) -> Inclusion | None:
    """Why the ballot is in the root of the record; None where it is not."""
    proof = closed_tree(opened.hashes).inclusion(row.number - 1)
    is_proved = includes(bytes.fromhex(root), leaf_hash(row.hash), proof=proof)
    return proof if is_proved else None
