"""Canonical bytes against an independent implementation of RFC 8785."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.journal.canonical import LARGEST, NotCanonical, canonical

text = st.text(st.characters(exclude_categories=["Cs"]))
ascii_keys = st.text(st.characters(max_codepoint=0x7F))
plain = st.recursive(
    st.booleans() | st.integers(-LARGEST, LARGEST) | text,
    lambda inner: st.lists(inner) | st.dictionaries(ascii_keys, inner),
)


@given(plain)
def test_bytes_are_those_of_the_oracle(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_bytes_of_unsorted_keys_differ_from_the_oracle():
    value = {"b": 1, "a": 2}
    assert msgspec.json.encode(value) != rfc8785.dumps(value)
    assert canonical(value) == rfc8785.dumps(value)


def test_every_control_sign_and_odd_letter_is_escaped_as_in_the_oracle():
    letters = [*range(0x100), 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F600, 0x10FFFF]
    for letter in map(chr, letters):
        assert canonical(letter) == rfc8785.dumps(letter), hex(ord(letter))


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        0.5,
        float("nan"),
        None,
        LARGEST + 1,
        -LARGEST - 1,
        2**64,
        "\ud800",
        "\udfff\ud800",
        b"bytes",
        {1, 2},
        frozenset({"a"}),
        {"clé": 1},
        {1: "a"},
        {None: 1},
        int,
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_exact_form_is_refused_at_any_depth(value):
    for hidden in (value, [value], {"a": {"b": [1, value]}}):
        with pytest.raises(NotCanonical):
            canonical(hidden)


def test_the_largest_exact_numbers_are_accepted():
    assert canonical([LARGEST, -LARGEST, True, 0]) == (
        b"[9007199254740991,-9007199254740991,true,0]"
    )


class Outcome(StrEnum):
    """What became of a motion."""

    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A motion, as an entry might hold it."""

    words: dict[str, str]
    outcome: Outcome
    lapsed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A sitting and its motions."""

    number: int
    motions: tuple[Motion, ...]


def test_dataclasses_are_written_by_their_fields_without_those_that_are_none():
    words = MappingProxyType({"fr": "Oui", "en": "Yes"})
    sitting = Sitting(number=2, motions=(Motion(words=words, outcome=Outcome.ADOPTED),))
    assert canonical(sitting) == (
        b'{"motions":[{"outcome":"adopted","words":{"en":"Yes","fr":"Oui"}}],"number":2}'
    )
