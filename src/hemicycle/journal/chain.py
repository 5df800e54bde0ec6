"""The chain: each entry refers to the hash of the one before it, and time never runs back.

Nor does the term, which counts the machines that wrote the record one after another.

Article: record.one_writer
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.header import Record, Tail
from hemicycle.journal.tree import MerkleTree

BEGINS_TERM = "term_begun"


def follow(records: Iterable[Record], tail: Tail, *, tree: MerkleTree) -> Iterator[Record]:
    """Hand on each record once it is known to continue the journal, growing the tree with it.

    Errors: JournalDamaged
    Note: this is how a journal of 100,000 entries is read at every start, hence the plain loop;
    what is wrong with a record that does not fit is found by `require_next`.
    """
    session, position, before = tail.session, tail.position, tail.hash
    recorded_at, term = tail.recorded_at, tail.term
    append = tree.append
    for record in records:
        header, header_bytes, body = record.header, record.header_bytes, record.body
        fits = (
            header.position == position + 1
            and header.prev == before
            and header.session == session
            and header.recorded_at >= recorded_at
            and header.term == term
            and (body is None or sha256(record.salt + body).hexdigest() == header.body_hash)
        )
        if not fits:
            require_next(record, Tail(session, position, before, recorded_at, term))
        position, recorded_at, term = header.position, header.recorded_at, header.term
        before = sha256(header_bytes).hexdigest()
        append(sha256(b"\x00" + header_bytes).digest())
        yield record


def require_next(record: Record, tail: Tail) -> None:
    """Check that a record follows the end of the journal so far, and that its body is its own.

    Errors: JournalDamaged, naming the first of: place, prev, session, recorded_at, term, body_hash
    """
    header, position, body = record.header, tail.position + 1, record.body
    if header.position != position:
        raise _misplaced(record, tail)
    if header.prev != tail.hash:
        raise JournalDamaged("prev", position=position)
    if header.session != tail.session:
        expected, found = tail.session, header.session
        raise JournalDamaged("session", position=position, found=found, expected=expected)
    if header.recorded_at < tail.recorded_at:
        raise JournalDamaged("recorded_at", position=position, found=header.recorded_at)
    if header.term != tail.term + (header.kind == BEGINS_TERM):
        raise JournalDamaged("term", position=position, found=header.term, expected=tail.term)
    if body is not None and sha256(record.salt + body).hexdigest() != header.body_hash:
        raise JournalDamaged("body_hash", position=position)


def _misplaced(record: Record, tail: Tail) -> JournalDamaged:
    """Why an entry has another number than its place: altered, said twice, or one is missing."""
    position, found = tail.position + 1, record.header.position
    if record.header.prev == tail.hash:
        return JournalDamaged("renumbered", position=position, found=found)
    if found < position:
        return JournalDamaged("repeated", position=found)
    return JournalDamaged("missing", position=position, found=found)
