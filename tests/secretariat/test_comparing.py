"""Names that may be one: found with accents, apostrophes, order and one slip aside."""

import pytest

from hemicycle.secretariat.lists.comparing import (
    Alike,
    distance,
    folded,
    is_near,
    matches,
    nearest,
)
from hemicycle.secretariat.lists.parliaments import sorted_by


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Éva Łukasz-Ørsted", "ORSTED lukasz eva"),
        ("Ts'ita-Mosena", "Ts’ita Mosena"),
        ("Ts'ita", "Tsʻita"),
        ("O‘zbek", "Ozbek"),
        ("Straße", "STRASSE"),
        ("Қошанов Ерлан", "ерлан қошанов"),
        ("Семён", "СЕМЕН"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("Turgunbek  uulu", "uulu, Turgunbek"),
        ("Iğdır", "igdir"),
    ],
)
def test_the_same_name_in_another_dress(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yerlan Koshanov", "Koshanov Yerzhan"),
        ("Tanzila Narbayeva", "Tanzila Narbaeva"),
        ("Narbaeva Tanzilya", "Narbayeva Tanzila"),
        ("Sadyk Turgunbek uulu", "Turgunbek Sadyk"),
        ("Maria Silva", "Mario Silva"),
        ("Koshanvo Yerlan", "Koshanov Yerlan"),
    ],
)
def test_a_slip_of_the_pen_is_near_and_not_the_same(one, other):
    assert folded(one) != folded(other)
    assert is_near(folded(one), folded(other))
    assert is_near(folded(other), folded(one))
    known: Alike[str] = Alike()
    known.add(folded(other), other)
    assert set(known.near(folded(one))) == {other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uzbek", "Uzbekistan"),
        ("Maria Silva", "Marta Souza"),
        ("Ali Khan", "Abu Khan"),
        ("Li Na", "Li Bo"),
        ("Maria Silva", "Maria Silva"),
        ("", "Maria"),
        ("Jean Pierre Martin", "Jean"),
    ],
)
def test_others_are_not_near(one, other):
    assert not is_near(folded(one), folded(other))


def test_distance_counts_a_swap_as_one_and_stops_at_three():
    assert distance("yerlan", "yerzhan") == 2
    assert distance("abcd", "abdc") == 1
    assert distance("same", "same") == 0
    assert distance("one", "another") == 3
    assert distance("abcdef", "uvwxyz") == 3


def test_a_search_forgives():
    held = ["Narbayeva Tanzila", "Нарбаева Танзила"]
    for sought in ("narbayeva", "Narbaeva", "tanzila narb", "НАРБАЕВА", "Nárbayéva", "tanzlia"):
        assert matches(sought, held), sought
    for sought in ("norov", "narbayeva norov", "xyz"):
        assert not matches(sought, held), sought


def test_the_nearest_known_name_or_none():
    known = ["Uzbekistan", "Kazakhstan", "Ukraine", "Île d’Écume"]
    assert nearest("Uzbek", known) == "Uzbekistan"
    assert nearest("Uzbekstan", known) == "Uzbekistan"
    assert nearest("Ile d Ecum", known) == "Île d’Écume"
    assert nearest("Narnia", known) == ""


def test_a_list_stands_in_the_order_of_its_language():
    rows = [
        {"id": "p-0001", "short_en": "Germany", "short_fr": "Allemagne"},
        {"id": "p-0002", "short_en": "Écume", "short_fr": "Écume"},
        {"id": "p-0003", "short_en": "United Arvenia", "sort_en": "Arvenia, United"},
        {"id": "p-0004", "short_fr": "Dunmarche"},
    ]

    def order(language: str) -> list[str]:
        return [one["id"][-1] for one in sorted(rows, key=lambda one: sorted_by(one, language))]

    assert order("en") == ["3", "4", "2", "1"]
    assert order("fr") == ["1", "3", "4", "2"]
