"""What differs between two texts: exact in every script, and as a person would mark it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.wording import applied, changes, joined, marked, share_changed, tokens

WORDS = st.lists(
    st.sampled_from(
        ("Urges", "all", "parliaments", "to", "the", ",", ";", "l'accès", "البرلمانات")
    ),
    max_size=30,
).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=60))


def drafted(old: str, new: str) -> str:
    """The new text with what was struck in [-…-] and what was added in {+…+}."""
    signs = {"same": ("", ""), "struck": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(signs[one.how][0] + one.text + signs[one.how][1] for one in marked(old, new))


@given(TEXTS, TEXTS)
def test_both_wordings_are_read_in_the_marked_one(old, new):
    pieces = marked(old, new)
    assert joined(one.text for one in pieces if one.how != "added") == old
    assert joined(one.text for one in pieces if one.how != "struck") == new


@given(TEXTS)
def test_no_sign_of_a_text_is_lost(text):
    assert joined(tokens(text)) == text


@given(TEXTS, TEXTS)
def test_the_difference_applied_to_the_first_gives_the_second(old, new):
    pieces = tokens(old)
    assert applied(pieces, changes(pieces, tokens(new))) == tokens(new)


@given(TEXTS, TEXTS)
def test_the_difference_the_other_way_gives_the_first_again(old, new):
    there = applied(tokens(old), changes(tokens(old), tokens(new)))
    assert joined(applied(there, changes(there, tokens(old)))) == old


@given(TEXTS, TEXTS)
def test_changes_stand_in_their_order_and_do_not_touch(old, new):
    found = changes(tokens(old), tokens(new))
    assert all(one.end < two.start for one, two in pairwise(found))
    assert all(one.start < one.end or one.pieces for one in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("all parliaments", "all national parliaments", "all {+national +}parliaments"),
        ("Urges all parliaments;", "Urges parliaments;", "Urges [-all -]parliaments;"),
        ("to build ramps;", "to build lifts;", "to build [-ramps-]{+lifts+};"),
        ("ramps, lifts", "doors; stairs", "[-ramps, lifts-]{+doors; stairs+}"),
        ("the same", "the same", "the same"),
        ("l'accès", "l'accueil", "[-l'accès-]{+l'accueil+}"),
        ("", "new", "{+new+}"),
    ],
)
def test_it_is_marked_as_a_drafter_would(old, new, said):
    assert drafted(old, new) == said


def test_a_text_without_one_word_in_common_is_replaced_as_a_whole():
    old, new = ("a b " * 2000).strip(), ("c d " * 2000).strip()
    assert [(one.start, one.end) for one in changes(tokens(old), tokens(new))] == [(0, 7999)]


def test_how_far_a_wording_is_from_another():
    assert share_changed("one two three", "one two three") == (0, 6)
    assert share_changed("one two three", "one two four") == (2, 6)
    assert share_changed("one two three", "") == (3, 3)
