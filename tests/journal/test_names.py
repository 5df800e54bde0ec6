"""Names beside a journal."""

import msgspec
import pytest

from hemicycle.journal.names import (
    NO_NAMES,
    Name,
    Names,
    NamesNotUnderstood,
    read_names,
    write_names,
)

NAMES = Names(
    3,
    {
        "p-0001": Name(
            label={"en": "Parliament of Arvenia", "fr": "Parlement d'Arvénie"},
            short={"en": "Arvenia"},
        ),
        "p-0001-2": Name(
            label={"en": "Ilse Marr"}, honorific={"en": "Ms"}, delegation="p-0001", seat=2
        ),
        "p-0001-1": Name(
            label={"ar": "ليلى حداد"}, pronunciation="LAY-la", delegation="p-0001", seat=1
        ),
    },
)


def test_a_name_is_given_in_the_language_asked_for_and_says_so():
    assert NAMES.label("p-0001", "fr") == "Parlement d'Arvénie"
    assert NAMES.language_of("p-0001", "fr") == "fr"
    assert NAMES.label("p-0001", "fr-CH") == "Parlement d'Arvénie"
    assert NAMES.language_of("p-0001", "fr-CH") == "fr"


def test_a_name_not_known_in_a_language_is_given_in_another_and_says_so():
    assert NAMES.label("p-0001-2", "fr") == "Ilse Marr"
    assert NAMES.language_of("p-0001-2", "fr") == "en"
    assert NAMES.label("p-0001-1", "fr") == "ليلى حداد"
    assert NAMES.language_of("p-0001-1", "fr") == "ar"


def test_a_name_in_several_languages_falls_back_to_an_official_one():
    names = Names(1, {"p-0002": Name(label={"ar": "بولتارا", "fr": "Boltara", "es": "Boltara"})})
    assert names.language_of("p-0002", "en") == "fr"
    assert names.language_of("p-0002", "ar") == "ar"


def test_short_names_and_honorifics_fall_back_to_what_there_is():
    assert NAMES.short("p-0001", "fr") == "Arvenia"
    assert NAMES.short("p-0001-2", "en") == "Ilse Marr"
    assert NAMES.honorific("p-0001-2", "en") == "Ms"
    assert NAMES.honorific("p-0001-2", "fr") == ""
    assert NAMES.honorific("o-0001", "en") == ""


def test_without_names_a_person_is_a_seat_of_a_parliament():
    assert NO_NAMES.label("p-0171-3", "en") == "delegate 3 of p-0171"
    assert NO_NAMES.label("p-0171", "en") == "parliament p-0171"
    assert NO_NAMES.label("o-0002", "en") == "person o-0002"
    assert NO_NAMES.label("p-0171-3", "fr") == "membre 3 de p-0171"
    assert NO_NAMES.short("p-0171", "ar") == "parliament p-0171"
    assert NO_NAMES.language_of("p-0171", "ar") == "en"
    assert NO_NAMES.language_of("p-0171", "fr") == "fr"


def test_what_is_written_is_read_back():
    assert read_names(write_names(NAMES)) == NAMES
    assert read_names(write_names(NO_NAMES)) == NO_NAMES
    assert write_names(NAMES) == write_names(read_names(write_names(NAMES)))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "cannot be read"),
        (b"\xff", "cannot be read"),
        (b'{"form":1,"names":{}}', "revision"),
        (b'{"form":2,"names":{},"revision":1}', "form 2"),
        (b'{"form":1,"names":{"P 1":{"label":{"en":"A"}}},"revision":1}', "'P 1' is not an id"),
        (b'{"form":1,"names":{"p-1":{"label":{}}},"revision":1}', "p-1 has no name"),
        (b'{"form":1,"names":{"p-1":{"label":{"en":""}}},"revision":1}', "p-1 has no name"),
        (b'{"form":1,"names":{"p-1":{"label":{"English":"A"}}},"revision":1}', "not a language"),
        (b'{"form":1,"names":{"p-1":{"label":{"en":"A"},"age":4}},"revision":1}', "age"),
        (b'{"form":1,"names":{"p-1":{"label":{"en":4}}},"revision":1}', "Expected `str`"),
        (
            b'{"form":1,"names":{"p-1":{"label":{"en":"A"},"delegation":"?"}},"revision":1}',
            "not the id of a delegation",
        ),
    ],
)
def test_a_file_that_is_not_of_names_is_refused_with_its_reason(raw, reason):
    with pytest.raises(NamesNotUnderstood, match=reason):
        read_names(raw)


def test_names_are_frozen():
    with pytest.raises(AttributeError):
        NAMES.revision = 4
    with pytest.raises(TypeError):
        read_names(write_names(NAMES)).entries["p-0009"] = NAMES.entries["p-0001"]
    assert msgspec.structs.replace(NAMES, revision=4) != NAMES


@pytest.mark.parametrize(
    ("short", "told"),
    [
        ("Arvénie", "d’Arvénie"),
        ("Yves", "d’Yves"),
        ("Yarmund", "de Yarmund"),
        ("Évrane", "d’Évrane"),
    ],
)
def test_french_elides_before_a_vowel_and_a_y_before_one_is_none(short, told):
    assert Names(1, {"o-one": Name(label={"fr": short})}).of("o-one", "fr") == told
