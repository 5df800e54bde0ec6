"""What the clerk keeps of each session: the assembly, the open ballot boxes, the journal's end."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from hemicycle.journal.canonical import canonical
from hemicycle.journal.header import Tail
from hemicycle.procedure.assembly import Assembly, Ballot
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, Instant, MemberId
from hemicycle.procedure.rules.ballot_box import BallotBox, FillingBox
from hemicycle.procedure.rules.rulebook import Rulebook

CODE_LENGTH = 8  # of a receipt, in letters and digits
HELD_BYTES = 20  # of a ballot's hash, in the address of its receipt
HASHES_A_PART = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it reaches the clerk, for one session."""

    session: SessionId
    act: Act


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter holds: the number of the ballot in its division, its hash, when it came."""

    division: int
    member: MemberId
    number: int
    hash: bytes
    at: Instant

    @property
    def code(self) -> str:
        """The receipt as people read it: eight letters and digits of the ballot's hash."""
        text = lettered(self.hash)[:CODE_LENGTH]
        return f"{text[:4]}-{text[4:]}"

    @property
    def address(self) -> str:
        """The receipt as it stands at the end of its own address: 160 bits of the ballot's hash.

        Note: the code is for reading aloud; only who has the address has proved to hold the
        receipt, because nobody guesses it and no proof of another ballot tells it.
        """
        return f"{self.division}-{self.number}-{lettered(self.hash)}"


@lru_cache(maxsize=64)  # whoever is told a code is told the address with it
def lettered(digest: bytes) -> str:
    """A hash as the letters and digits of receipts: it begins with the code."""
    return base64.b32encode(digest[:HELD_BYTES]).decode("ascii")


@dataclass(frozen=True, slots=True)
class OpenBox:
    """A division's ballots while it is open, with the hashes from which its root is made."""

    box: BallotBox = field(default_factory=BallotBox)
    full: tuple[tuple[bytes, ...], ...] = ()
    last: tuple[bytes, ...] = ()

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The hashes of all ballots, in their order."""
        return tuple(one for part in (*self.full, self.last) for one in part)

    def filling(self) -> "Filling":
        """The box while more ballots fall into it; this one stays as it is."""
        return Filling(self.box.filling(), list(self.full), list(self.last))

    def hash_of(self, number: int) -> bytes:
        """The hash of the ballot with this number; nothing where there is none."""
        if not 1 <= number <= self.box.received:
            return b""
        part, place = divmod(number - 1, HASHES_A_PART)
        return self.last[place] if part == len(self.full) else self.full[part][place]

    def receipt(self, division: int, ballot: Ballot) -> Receipt:
        """The receipt for a ballot that lies in the box."""
        digest = self.hash_of(ballot.number)
        return Receipt(division, ballot.member, ballot.number, digest, ballot.at)


@dataclass(slots=True)
class Filling:
    """An open box while ballots fall into it; hashes lie in parts, so a long box costs no more."""

    box: FillingBox
    full: list[tuple[bytes, ...]]
    last: list[bytes]
    put_in: int = 0

    @property
    def tail(self) -> bytes:
        """The hash of the latest ballot, which the next one names."""
        return self.last[-1] if self.last else b""

    def put(self, ballot: Ballot, digest: bytes) -> None:
        """One more ballot with its hash."""
        self.box.put(ballot)
        if len(self.last) == HASHES_A_PART:
            self.full.append(tuple(self.last))
            self.last.clear()
        self.last.append(digest)
        self.put_in += 1

    def filled(self) -> OpenBox:
        """The box as it is now; nothing more is put into this one."""
        return OpenBox(self.box.filled(), tuple(self.full), tuple(self.last))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """One session at one position; frozen, so going back is one assignment."""

    assembly: Assembly
    rules: Rulebook | None
    tail: Tail
    boxes: Mapping[int, OpenBox] = field(default_factory=dict)
    ballots: int = 0  # ballots received in the session: tells that turnout has changed

    def box(self, division: int) -> BallotBox:
        """The ballots of a division; none where nobody has voted yet."""
        opened = self.boxes.get(division)
        return opened.box if opened else BallotBox()


def fingerprint(act: Act) -> bytes:
    """What makes two acts the same act, whenever they arrive."""
    fields = act.__dataclass_fields__
    told = {name: getattr(act, name) for name in fields if name not in ("at", "capacity")}
    return sha256(canonical({**told, "act": type(act).__name__})).digest()
