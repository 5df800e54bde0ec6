"""Two readings of the written form, held against each other."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hemicycle.journal import canonical as one_canonical
from hemicycle.journal import tree as one_tree
from hemicycle.journal import words as one_words
from hemicycle.journal.forms import ENTRY_TYPES
from hemicycle.procedure.assembly import Question, Tally
from hemicycle.procedure.rules import apportionment, lots, majorities
from hemicycle_verify import canonical, kinds, tree, words
from hemicycle_verify.lines import is_instant, read_line
from hemicycle_verify.tallies import results, seats, sittings
from hemicycle_verify.tallies.books import Division
from hemicycle_verify.tallies.fields import Fields
from hemicycle_verify.tallies.lots import drawn

from .forged import golden

WHOLE_NUMBERS = some.integers(-(2**53) + 1, 2**53 - 1)
VALUES = some.recursive(
    some.booleans() | WHOLE_NUMBERS | some.text(),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(some.text(some.characters(max_codepoint=127)), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_both_write_the_same_bytes(value):
    raw = one_canonical.canonical(value)
    assert canonical.write(value) == raw
    assert canonical.read(raw) == value


@pytest.mark.parametrize(
    "value", [None, 1.5, 2**53, -(2**53), {"é": 1}, {1: 2}, [None], "\ud800", b"x", float("nan")]
)
def test_what_has_no_place_in_a_record_is_not_written(value):
    with pytest.raises(canonical.NotCanonicalError):
        canonical.write(value)
    with pytest.raises((one_canonical.NotCanonical, ValueError)):
        one_canonical.canonical(value)


@pytest.mark.parametrize(
    "change",
    [
        (b'{"body":', b'{ "body":'),
        (b'"body":', b'"body":1,"body":'),
        (b'"position":1,', b'"position":1.0,'),
        (b'"position":1,', b'"position":1e0,'),
        (b'"position":1,', b'"position":01,'),
        (b'"position":1,', b'"position":true,'),
        (b'"position":1,', b'"position":0,'),
        (b'"cause":""', b'"cause":null'),
        (b'"cause":""', b'"cause":7'),
        (b'"cause":"",', b""),
        (b'"cause":""', b'"cause":"\\u0041"'),
        (b'"cause":""', b'"cause":"","clause":""'),
        (b'"position":1', b'"mark":"","position":1'),
        (b'"precision":"instant"', b'"precision":"minute"'),
        (b'"basis":"rehearsal"', b'"basis":"rumour"'),
        (b'"salt":"', b'"salt":"00'),
        (b'"salt":"', b'"pepper":"'),
        (b"\n", b"\r\n"),
        (b"\n", b""),
    ],
)
def test_a_line_that_is_not_written_in_the_one_form_is_refused(change):
    line = golden("3-acted")[0]
    read_line(line)
    assert change[0] in line
    head, found, rest = line.rpartition(change[0])
    with pytest.raises(canonical.NotCanonicalError):
        read_line(head + change[1] + rest)
    assert found


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("2026-03-02T05:00:00.000Z", True),
        ("2026-02-30T05:00:00.000Z", False),
        ("2026-03-02T05:00:00Z", False),
        ("2026-03-02T05:00:00.000+00:00", False),
        ("2026-03-02T05:00:00.000Z ", False),
    ],
)
def test_a_time_is_written_in_one_way(text, holds):
    assert is_instant(text) is holds


def test_both_trees_have_the_same_roots_and_proofs():
    leaves = [tree.leaf_hash(bytes([n])) for n in range(70)]
    grown, other = tree.Tree(), one_tree.MerkleTree(leaves)
    assert grown.root() == one_tree.EMPTY_ROOT
    for leaf in leaves:
        grown.append(leaf)
    for size in range(71):
        assert grown.root(size) == other.root(size)
        for index in range(size):
            path = other.inclusion(index, size).path
            proved = tree.root_of_proof(leaves[index], path, index=index, size=size)
            assert proved == grown.root(size)
            wrong = tree.root_of_proof(leaves[index], path, index=size - index, size=size)
            assert size - index == index or wrong != grown.root(size)
    assert tree.root_of_proof(leaves[0], [], index=1, size=1) is None


def test_both_know_the_same_words_and_kinds():
    assert words.WORDS == one_words.WORDS
    assert words.root_words(bytes(range(32))) == one_words.root_words(bytes(range(32)))
    assert ENTRY_TYPES.keys() == kinds.KNOWN
    assert not kinds.WITHOUT_FIGURES & kinds.COUNTED_AGAIN.keys()


# -- the arithmetic -------------------------------------------------------------------------------


def a_question(base, share):
    """The question as one verifier and as the other has it."""
    numerator, denominator, is_strict = share
    told = {
        "number": 1,
        "majority": "own",
        "numerator": numerator,
        "denominator": denominator,
        "is_strict": is_strict,
        "base": base,
    }
    rest = dict.fromkeys(("body", "item", "method", "rule_key"), "")
    question = Question(**told, **rest, title={}, yes_means={}, is_verified=False)
    return Fields(1, "", told), question


def test_base_threshold_and_outcome_are_those_of_the_rules():
    random = Random(7)  # noqa: S311 (the same votes every time)
    shares = [*sittings.NAMED.values(), (1, 1, False), (3, 7, True)]
    for base in majorities.BASES:
        for share in shares * 40:
            tally = tuple(random.choice([0, 1, 2, 7, random.randrange(400)]) for _ in range(3))
            entitled = sum(tally) + random.randrange(50)
            absent = random.randrange(entitled - sum(tally) + 1)
            told, question = a_question(base, share)
            roll = (Fields(1, "", {"entitled": entitled}),)
            division = Division(
                number=1,
                opened_at=1,
                question=told,
                method="roll_call",
                roll=roll,
                max_per_person=10,
                split_allowed=True,
                component_votes=random.choice([0, entitled + 3]),
                counts="",
                absent=absent,
            )
            among = majorities.Electorate(
                entitled=entitled,
                present=entitled - absent,
                members=division.component_votes or entitled,
            )
            votes = Tally(for_votes=tally[0], against_votes=tally[1], abstention_votes=tally[2])
            base_votes = majorities.base_votes(question, votes, among=among)
            required = majorities.required_votes(question, base_votes)
            assert results.base_votes(division, tally) == base_votes
            assert results.required_votes(told, base_votes) == required
            carried = majorities.is_carried(question, votes, among=among)
            body = {
                "base_votes": base_votes,
                "required_votes": required,
                "outcome": "adopted" if carried else "rejected",
            }
            results.require_arithmetic(Fields(2, "1", body), division, tally=tally)


def test_the_named_majorities_are_those_of_the_rules():
    assert sittings.NAMED == majorities.SHARES


def test_seats_are_shared_as_the_rules_share_them():
    random = Random(11)  # noqa: S311 (the same votes every time)
    for _ in range(300):
        votes = {f"g{n}": random.randrange(40) for n in range(random.randrange(1, 7))}
        wanted = random.randrange(1, 20)
        found = apportionment.sainte_lague(votes, wanted)
        order = [line.split()[1] for line in lots.drawn([f"x {one}" for one in found.level], "7")]
        settled = apportionment.sainte_lague(votes, wanted, drawn=order)
        assert seats.sainte_lague(votes, wanted, post="x", seed="7") == settled.seats
        if found.level:
            assert seats.sainte_lague(votes, wanted, post="x", seed="") == {}


@given(some.lists(some.text(max_size=8), unique=True), some.text(max_size=8))
def test_lots_draw_the_same_order(lines, seed):
    assert drawn(lines, seed) == lots.drawn(lines, seed)
