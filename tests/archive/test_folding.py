"""Spellings that fall together, and those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.archive.folding import fold, words_of

SAME = [
    ("Ångström naïve Straße", "angstrom naive strasse"),
    ("Łódź Đorđe Bjørn œuvre", "lodz dorde bjorn oeuvre"),
    ("ёлка Ёлка", "елка ЕЛКА"),
    ("всё", "все"),
    ("إسلام أمة آمال ٱلله", "اسلام امة امال الله"),
    ("على", "علي"),
    ("مدرسة", "مدرسه"),
    ("ســـلام", "سلام"),
    ("السَّلَامُ", "السلام"),
    ("مؤتمر شؤون", "موتمر شوون"),
    ("٢٠٢٤", "2024"),
    ("O‘zbekiston O'zbekiston", "Oʻzbekiston oʻzbekiston"),
    ("co\u00adoperation", "cooperation"),
    ("e\u0301tat", "état"),
]
APART = [("peace", "piece"), ("мир", "мор"), ("سلام", "كلام"), ("2024", "2025"), ("安全", "全安")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_that_mean_the_same_are_sought_alike(one, other):
    assert fold(one) == fold(other) != []


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_an_apostrophe_parts_words_in_french_and_english_and_not_in_uzbek():
    assert fold("l’Afrique d'Ivoire") == ["l", "afrique", "d", "ivoire"]
    assert fold("the Congo's peace") == ["the", "congo", "s", "peace"]
    assert fold("bo'lgan") == ["bolgan"]


def test_scripts_without_spaces_are_taken_sign_by_sign_and_vowel_signs_stay_with_their_letter():
    assert fold("联合国 2024年") == ["联", "合", "国", "2024", "年"]
    assert len(fold("संयुक्त राष्ट्र")) == 2


@given(st.text())
def test_what_is_sought_holds_nothing_that_the_index_would_part(text):
    for word in fold(text):
        assert word
        assert all(sign.isalnum() for sign in word if sign.isascii())
        assert not any(sign.isspace() for sign in word)


@given(st.text())
def test_folding_twice_changes_nothing_and_places_are_those_of_the_text(text):
    words = list(words_of(text))
    assert [one for word in words for one in word.sought] == fold(text)
    for word in words:
        assert tuple(fold(text[word.start : word.end])) == word.sought
