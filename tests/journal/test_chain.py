"""Following a journal as it is read from a store."""

import msgspec
import pytest

from hemicycle.journal.chain import follow
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.header import Record, Tail, leaf_hash, written
from hemicycle.journal.tree import MerkleTree

from .records import SESSION, some_journal

RECORDS = some_journal()


def followed(records, tail=None):
    """What is handed on before the damage, the tree, and the damage."""
    tree, seen = MerkleTree(), []
    try:
        seen.extend(follow(records, tail or Tail(SESSION), tree=tree))
    except JournalDamaged as damage:
        return len(tree), damage.problem
    assert seen == list(records)
    return len(tree), None


def with_header(record, **fields):
    header = msgspec.structs.replace(record.header, **fields)
    return Record(header, written(header), record.salt, record.body)


def test_a_whole_journal_is_handed_on():
    tree = MerkleTree()
    assert list(follow(RECORDS, Tail(SESSION), tree=tree)) == RECORDS
    assert tree.root() == MerkleTree(leaf_hash(r.header_bytes) for r in RECORDS).root()


def test_a_journal_is_followed_from_where_one_left_off():
    assert followed(RECORDS[5:], RECORDS[4].tail) == (3, None)


@pytest.mark.parametrize(
    ("altered", "key"),
    [
        (lambda r: with_header(r, position=9), "renumbered"),
        (lambda r: with_header(r, prev="0" * 64), "prev"),
        (lambda r: with_header(r, session="other"), "session"),
        (lambda r: with_header(r, recorded_at="2026-03-02T04:00:00.000Z"), "recorded_at"),
        (lambda r: with_header(r, body_hash="0" * 64), "body_hash"),
        (lambda r: Record(r.header, r.header_bytes, r.salt, b"{}"), "body_hash"),
        (lambda r: Record(r.header, r.header_bytes, b"x" * 16, r.body), "body_hash"),
    ],
)
def test_an_altered_entry_is_named_and_not_handed_on(altered, key):
    size, problem = followed([*RECORDS[:4], altered(RECORDS[4]), *RECORDS[5:]])
    assert (size, problem.key, problem.facts["position"]) == (4, key, 5)


def test_an_altered_header_is_seen_at_the_next_entry():
    size, problem = followed([*RECORDS[:4], with_header(RECORDS[4], by="o-0002"), *RECORDS[5:]])
    assert (size, problem.key, problem.facts["position"]) == (5, "prev", 6)


def test_missing_and_repeated_entries_are_named():
    assert followed(RECORDS[:3] + RECORDS[4:])[1].key == "missing"
    assert followed([*RECORDS[:3], *RECORDS[2:]])[1].facts == {"position": 3}
    assert followed(RECORDS[1:])[1].facts == {"position": 1, "found": 2}
