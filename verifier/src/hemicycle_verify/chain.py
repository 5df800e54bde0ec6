"""Reads a record from its first line to its last, and stops at the first thing that is wrong.

Four things hold it together: each entry names the hash of the header before it (the chain), each
header the hash of its body, the tree over all headers has the root that was signed, and time never
runs back. Nor does the term: when another machine takes the record over it begins a new one, and
what an earlier machine writes after that is found out.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from hemicycle_verify import canonical
from hemicycle_verify.canonical import NotCanonicalError
from hemicycle_verify.findings import BadError, Exit, damaged
from hemicycle_verify.lines import Entry, NoteLine, is_instant, read_line
from hemicycle_verify.notes import Checkpoint, read_note
from hemicycle_verify.tree import Tree, leaf_hash
from hemicycle_verify.votes import Votes

NOTHING_BEFORE = "0" * 64
BEGINS_TERM = "term_begun"


class Chain:
    """How far a record has been followed."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines = iter(lines)
        self.tree = Tree()
        self.votes = Votes()
        self.checkpoints: list[Checkpoint] = []
        self.session = ""
        self.basis = ""
        self.last: Entry | None = None

    def entries(self) -> Iterator[Entry]:
        """Each entry, once it is known to follow from those before it.

        Errors: BadError
        """
        for number, line in enumerate(self.lines, 1):
            try:
                found = read_line(line)
            except NotCanonicalError as why:
                raise damaged(
                    f"Line {number} cannot be read as a line of a record: {why}.",
                    line=number,
                    position=0 if is_note_meant(line) else number,
                ) from None
            if isinstance(found, NoteLine):
                self.take_note(found, number)
            else:
                self.take(found, number)
                yield found

    def take(self, entry: Entry, number: int) -> None:
        """Take one entry, if it follows.

        Errors: BadError
        """
        if self.checkpoints:
            raise damaged(
                f"Line {number} is an entry, but stands after a checkpoint.",
                line=number,
                position=number,
            )
        self.session = self.session or entry.header["session"]
        self.basis = self.basis or entry.header["basis"]
        self.require_place(entry, number)
        wrong = self.why_it_does_not_follow(entry)
        if wrong:
            raise damaged(f"Entry {number} {wrong}.", line=number, position=number)
        self.votes.take(entry)
        self.tree.append(leaf_hash(entry.header_bytes))
        self.last = entry

    def require_place(self, entry: Entry, number: int) -> None:
        """An entry bears the number of its place and the hash of the one before it.

        Errors: BadError
        """
        before = self.before()
        if entry.position != number:
            raise misplaced(entry, number, follows=entry.header["prev"] == before)
        if entry.header["prev"] != before:
            if self.last is not None and self.is_former_altered(entry):
                raise damaged(
                    f"Entry {number - 1} was altered: the entry after it refers to another text.",
                    line=number - 1,
                    position=number - 1,
                )
            raise damaged(
                f"Entry {number} does not refer to the entry before it.",
                line=number,
                position=number,
            )

    def before(self) -> str:
        """The hash that the next entry must name."""
        return sha256(self.last.header_bytes).hexdigest() if self.last else NOTHING_BEFORE

    def is_former_altered(self, entry: Entry) -> bool:
        """Of two entries that do not fit together, whether the former is the altered one.

        If what follows the latter was written for it with its reference put right, only that
        reference was altered; otherwise the former was. Where nothing tells, it is the latter.
        """
        repaired = canonical.write({**entry.header, "prev": self.before()})
        try:
            follower = read_line(next(self.lines, b""))
            if isinstance(follower, Entry):
                return bool(follower.header["prev"] != sha256(repaired).hexdigest())
            signed = read_note(follower.note, follower.key)
        except (NotCanonicalError, BadError):
            return False
        self.tree.append(leaf_hash(repaired))
        return self.tree.root() != signed.root

    def why_it_does_not_follow(self, entry: Entry) -> str:
        """What is wrong with an entry that stands in its place; nothing if all is well."""
        header = entry.header
        if header["session"] != self.session:
            return f"belongs to session {header['session']}, but the record is of {self.session}"
        if not is_instant(header["recorded_at"]):
            return f"gives {header['recorded_at']} as its time, which is not a time in UTC"
        if self.last and header["recorded_at"] < self.last.header["recorded_at"]:
            return f"was recorded at {header['recorded_at']}, before the entry that it follows"
        if wrong := self.why_not_of_this_term(entry):
            return wrong
        if not entry.is_body_its_own:
            return "was altered: its body does not match the hash in its header"
        return ""

    def why_not_of_this_term(self, entry: Entry) -> str:
        """What is wrong with the term of an entry; only one that says so begins the next."""
        term = self.last.term if self.last else 1
        begins = entry.kind == BEGINS_TERM
        if entry.term != term + begins:
            return (
                f"is of term {entry.term}, but follows one of term {term}: "
                "it was written by a machine that was not the writer"
            )
        if begins and entry.body is not None and entry.body.get("term") != entry.term:
            return f"begins term {entry.term} in its header, and another in its body"
        return ""

    def take_note(self, found: NoteLine, number: int) -> None:
        """Take one checkpoint, if it is rightly signed and covers what stands before it.

        Errors: BadError
        """
        try:
            signed = read_note(found.note, found.key)
        except BadError as bad:
            raise damaged(f"Line {number}: {bad.sentence}", line=number) from None
        least = self.checkpoints[-1].size if self.checkpoints else -1
        if not least < signed.size <= len(self.tree):
            raise damaged(
                f"The checkpoint on line {number} covers {signed.size} entries: the record holds "
                f"{len(self.tree)}, and each checkpoint covers more than the one before it.",
                line=number,
            )
        self.checkpoints.append(signed)


def is_note_meant(line: bytes) -> bool:
    """Whether a line that cannot be read looks like a checkpoint rather than an entry."""
    if b'"prev":"' in line or b'"header":{' in line:
        return False
    return line.startswith(b'{"c') or b'"checkpoint"' in line or b',"key":"' in line


def misplaced(entry: Entry, number: int, *, follows: bool) -> BadError:
    """Why an entry has another number than its place: altered, said twice, or one is missing."""
    found = entry.position
    if follows:
        said = f"Entry {number} was altered: it calls itself entry {found}."
        return BadError(Exit.DAMAGED, said, line=number, position=number)
    if found < number:
        said = f"Entry {found} stands in the record more than once."
        return BadError(Exit.DAMAGED, said, line=number, position=found)
    said = f"Entry {number} is missing: entry {found} stands in its place."
    return BadError(Exit.DAMAGED, said, line=number, position=number)
