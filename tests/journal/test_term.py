"""The term counts the machines that wrote a record: what an earlier one writes later is refused."""

import msgspec
import pytest

from hemicycle.journal.chain import follow
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.journal.verify import explain, verify
from hemicycle_verify.findings import Exit
from verifier.forged import golden, judged, records_of, scenario, signed_anew

NAME = "second_machine"


def of_term(record, term):
    """A record as a machine of another term would have written it."""
    header = msgspec.structs.replace(record.header, term=term)
    return msgspec.structs.replace(record, header=header)


def both(lines):
    """What the product says of a record, and what the verifier that shares nothing with it says."""
    own, other = verify(lines), judged(lines)
    assert own.ok == (other.code == Exit.WHOLE)
    return explain(own), other


@pytest.fixture
def records():
    """A record that two machines wrote after the first one."""
    return scenario(NAME)


def test_each_entry_carries_the_term_of_the_machine_that_wrote_it(records):
    terms = [record.header.term for record in records]
    begun = [r.header.position for r in records if r.header.kind == "term_begun"]
    assert terms == sorted(terms)
    assert set(terms) == {1, 2, 3}
    assert [terms[position - 1] for position in begun] == [2, 3]
    assert records[-1].header.kind == "floor_yielded"
    assert terms[-1] == 3


def test_the_first_term_is_not_written(records):
    assert b'"term"' not in records[0].header_bytes
    assert b'"term":3' in records[-1].header_bytes


def test_a_record_of_several_terms_is_whole(records):
    said, _ = both(signed_anew(records))
    assert "is whole" in said


@pytest.mark.parametrize("term", [1, 2, 4])
def test_an_entry_of_another_term_than_the_one_that_runs_is_refused_even_if_signed(records, term):
    last = records[-1]
    said, other = both(signed_anew([*records[:-1], of_term(last, term)]))
    assert f"Entry {len(records)} is of term {term}" in said
    assert "a machine that was not the writer" in said
    assert f"is of term {term}" in other.sentence
    assert other.position == len(records)


def test_only_an_entry_that_says_so_begins_a_term(records):
    [first, *_] = [n for n, r in enumerate(records) if r.header.kind == "term_begun"]
    without = [r for n, r in enumerate(records) if n != first]
    assert "is of term 2" in both(signed_anew(without))[0]


def test_a_term_that_does_not_begin_a_new_one_is_refused(records):
    [first, *_] = [n for n, r in enumerate(records) if r.header.kind == "term_begun"]
    again = [*records[: first + 1], records[first], *records[first + 1 :]]
    assert "is of term 2" in both(signed_anew(again))[0]


def test_a_record_that_follows_from_the_middle_knows_its_term(records):
    tail = records[-2].tail
    assert tail.term == 3
    assert list(follow(records[-1:], tail, tree=MerkleTree())) == records[-1:]
    late = Tail(tail.session, tail.position, tail.hash, tail.recorded_at, 4)
    with pytest.raises(JournalDamaged, match=r"is of term 3.*follows one of term 4"):
        list(follow(records[-1:], late, tree=MerkleTree()))


def test_a_first_term_that_is_written_is_not_the_permitted_form():
    [line, *rest] = golden("3-acted")
    assert records_of([line])[0].header.term == 1
    written = line.replace(b'"through":', b'"term":1,"through":')
    assert written != line
    said, other = both([written, *rest])
    assert "RFC 8785" in said
    assert "term" in other.sentence
