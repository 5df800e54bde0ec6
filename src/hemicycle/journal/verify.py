"""The verifier: reads an exported journal line by line and names the first thing that is wrong.

It trusts nothing in the file. What it proves: no entry was altered, removed, added or moved since
the last checkpoint was signed; and, given an earlier checkpoint that was kept elsewhere, that the
journal still begins with what was signed then.
"""

from collections.abc import Iterable

import msgspec

from hemicycle.journal import instants
from hemicycle.journal.chain import require_next
from hemicycle.journal.checkpoint import Checkpoint, SignedCheckpoint
from hemicycle.journal.damage import JournalDamaged, Problem, sentence
from hemicycle.journal.export import read_line
from hemicycle.journal.header import Record, Tail, header_hash, leaf_hash, written
from hemicycle.journal.tree import MerkleTree
from hemicycle.journal.withholding import COUNTED, DECLARED, OPENED
from hemicycle.journal.words import root_words


class FirstBad(msgspec.Struct, frozen=True):
    """Where a journal is first wrong: the line, and the entry or checkpoint that stands there."""

    line: int
    position: int | None
    kind: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the verifier found; the figures are those of the part it could follow."""

    ok: bool
    session: str = ""
    entries: int = 0
    withheld: int = 0
    root: str = ""
    words: str = ""
    origin: str = ""
    key: str = ""
    first_bad: FirstBad | None = None
    problem: Problem | None = None


def explain(verdict: Verdict) -> str:
    """The verdict as one plain English sentence."""
    if verdict.problem is not None:
        return sentence(verdict.problem)
    return f"The journal of {verdict.session} is whole: {verdict.entries} entries, {verdict.words}."


def verify(
    lines: Iterable[bytes], *, earlier: Iterable[str] = (), key: str | None = None
) -> Verdict:
    """Judge an exported journal.

    `earlier` are checkpoint lines kept from an earlier export, which this one must extend;
    `key` is the vkey that must have signed. Without either, the file's own key is believed.
    """
    reading = _Reading(lines)
    try:
        kept = [_kept(text) for text in earlier]
        reading.take_all()
        reading.close(kept, key)
    except JournalDamaged as damage:
        return reading.verdict(damage.problem)
    return reading.verdict(None)


class _Signed(msgspec.Struct, frozen=True):
    """A checkpoint whose signature was checked; line 0 if it was kept from earlier."""

    line: int
    key: str
    statement: Checkpoint


class _Reading:
    """How far the verifier has come, and where it stopped."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines = iter(lines)
        self.tail = Tail("")
        self.last: Record | None = None
        self.tree = MerkleTree()
        self.signed: list[_Signed] = []
        self.counted: list[Record] = []
        self.opened: set[str] = set()
        self.declared: set[str] = set()
        self.bad: FirstBad | None = None

    def take_all(self) -> None:
        """Take every line in turn."""
        for number, line in enumerate(self.lines, 1):
            try:
                found = read_line(line, number)
            except JournalDamaged:
                self.bad = _place(line, number)
                raise
            if isinstance(found, SignedCheckpoint):
                self.take_checkpoint(found, number)
            else:
                self.take_entry(found, number)

    def take_entry(self, record: Record, number: int) -> None:
        """Take one entry, if it follows from those before it."""
        header = record.header
        self.bad = FirstBad(number, number, header.kind)
        if self.signed:
            raise JournalDamaged("line_out_of_place", line=number)
        if self.last is None:
            self.tail = Tail(header.session)
        try:
            require_next(record, self.tail)
        except JournalDamaged as damage:
            if damage.problem.key == "repeated":
                self.bad = FirstBad(number, header.position, header.kind)
            if damage.problem.key == "prev" and self.last is not None:
                self.accuse(self.last, record)
            raise
        _require_instant(record)
        if record.body is None and header.kind not in COUNTED:
            raise JournalDamaged("withheld", position=number)
        if header.kind == OPENED:
            self.opened.add(str(number))
        elif header.kind in COUNTED:
            self.counted.append(record)
        elif header.kind in DECLARED:
            self.declared.add(header.cause)
        self.tree.append(leaf_hash(record.header_bytes))
        self.last, self.tail = record, record.tail

    def accuse(self, former: Record, latter: Record) -> None:
        """Of two entries that do not fit together, find the altered one.

        If the latter, with its reference put right, fits what follows, only its reference was
        altered; otherwise the former was.
        """
        number = former.header.position
        repaired = written(msgspec.structs.replace(latter.header, prev=self.tail.hash))
        try:
            follower = read_line(next(self.lines, b""), number + 2)
            if isinstance(follower, Record):
                fits = follower.header.prev == header_hash(repaired)
            else:
                self.tree.append(leaf_hash(repaired))
                fits = self.tree.root() == follower.read().root
                self.tree.cut(number)
        except JournalDamaged:
            return
        if not fits:
            self.bad = FirstBad(number, number, former.header.kind)
            raise JournalDamaged("header", position=number)

    def take_checkpoint(self, found: SignedCheckpoint, number: int) -> None:
        """Take one checkpoint, if it is rightly signed and covers what stands before it."""
        self.bad = FirstBad(number, None, "checkpoint")
        statement = found.read()
        size, entries = statement.size, len(self.tree)
        if size > entries:
            reason = f"the journal holds {entries}"
            raise JournalDamaged("checkpoint_size", line=number, size=size, reason=reason)
        if self.signed and size <= self.signed[-1].statement.size:
            reason = "no more than the one before it"
            raise JournalDamaged("checkpoint_size", line=number, size=size, reason=reason)
        self.signed.append(_Signed(number, found.key, statement))

    def close(self, earlier: list[_Signed], key: str | None) -> None:
        """Judge what only the whole file can show."""
        entries = len(self.tree)
        if self.signed:
            self.require_key(earlier + self.signed, key)
        self.bad = FirstBad(entries + 1, entries + 1, "missing")
        longest = max((kept.statement.size for kept in earlier), default=0)
        if longest > entries:
            raise JournalDamaged("truncated", size=longest, entries=entries)
        if not entries:
            raise JournalDamaged("no_entries")
        if not self.signed:
            raise JournalDamaged("no_checkpoint")
        self.require_roots(earlier)
        size = self.signed[-1].statement.size
        if size < entries:
            self.bad = FirstBad(size + 1, size + 1, "entry")
            raise JournalDamaged("not_covered", size=size, entries=entries)
        self.require_declared_bodies()
        self.bad = None

    def require_key(self, signed: list[_Signed], key: str | None) -> None:
        """All checkpoints are signed with one key, and with the expected one if one is expected."""
        expected = key or signed[0].key
        for one in signed:
            if one.key != expected:
                self.bad = FirstBad(one.line or self.signed[0].line, None, "checkpoint")
                raise JournalDamaged("other_key", found=one.key, expected=expected)

    def require_roots(self, earlier: list[_Signed]) -> None:
        """The tree had, at every size that was signed, the root that was signed."""
        good = 0
        for one in sorted(earlier + self.signed, key=lambda one: (one.statement.size, one.line)):
            size = one.statement.size
            if self.tree.root(size) != one.statement.root:
                kind = self.last.header.kind if self.last and size == len(self.tree) else "entry"
                self.bad = FirstBad(size, size, kind)
                raise JournalDamaged("root" if one.line else "rewritten", first=good + 1, size=size)
            good = size

    def require_declared_bodies(self) -> None:
        """Only the count of a division that was opened and is not declared may be withheld."""
        for record in self.counted:
            header = record.header
            if header.cause not in self.opened:
                self.bad = FirstBad(header.position, header.position, header.kind)
                raise JournalDamaged("cause", position=header.position)
            if record.body is None and header.cause in self.declared:
                self.bad = FirstBad(header.position, header.position, header.kind)
                raise JournalDamaged("withheld", position=header.position)

    def verdict(self, problem: Problem | None) -> Verdict:
        """Put into words for the caller what was found."""
        root = self.tree.root()
        newest = self.signed[-1] if self.signed else None
        return Verdict(
            ok=problem is None,
            session=self.tail.session,
            entries=len(self.tree),
            withheld=sum(record.body is None for record in self.counted),
            root=root.hex() if problem is None else "",
            words=root_words(root) if problem is None else "",
            origin=newest.statement.origin if newest else "",
            key=newest.key if newest else "",
            first_bad=self.bad,
            problem=problem,
        )


def _kept(text: str) -> _Signed:
    """A checkpoint that was kept from an earlier export."""
    try:
        signed = msgspec.json.decode(text, type=SignedCheckpoint)
        return _Signed(0, signed.key, signed.read())
    except (msgspec.DecodeError, UnicodeError, JournalDamaged) as error:
        raise JournalDamaged("earlier_unreadable", reason=str(error)) from None


def _place(line: bytes, number: int) -> FirstBad:
    """What an unreadable line was meant to be."""
    if b'"prev":"' in line or b'"header":{' in line:
        return FirstBad(number, number, "entry")
    return FirstBad(number, None, "checkpoint" if b'"checkpoint"' in line else "line")


def _require_instant(record: Record) -> None:
    header = record.header
    try:
        instants.read(header.recorded_at)
    except ValueError:
        position, found = header.position, header.recorded_at
        raise JournalDamaged("instant", position=position, found=found) from None
