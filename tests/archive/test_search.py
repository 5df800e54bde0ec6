"""What a search finds, counts and puts first; and what stays on the shelf whatever happens."""

import sqlite3

import pytest

from hemicycle.archive import kept as shelf_reading
from hemicycle.archive.importing import take_in
from hemicycle.archive.packed import ArchiveFault
from hemicycle.archive.searching import ON_A_PAGE
from hemicycle.archive.shelf import ShelfRefused, TookTooLong, place_of, reading, row_of
from hemicycle.archive.statements import MOST_PARAGRAPHS
from hemicycle.archive.themes import GOALS, goals_in, mask_of, themes_of

from .shelves import OWN, everything, found, kept, left_as_it_was, places, statement

STATEMENTS = (
    statement("a-2023", "Water for all.", "Climate and water.", year=2023, state="XAA"),
    statement("a-2024", "Water, water, water.", year=2024, state="XAA", item_key="other"),
    statement("b-2024", "Water and schools.", year=2024, state="XAB"),
    statement(
        "own-1", "L’eau et le climat.", collection=OWN, state="XAB", language="fr", day="2024-03-02"
    ),
    statement("own-2", "Water again.", collection=OWN, state="XAC", year=2022),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    path = tmp_path_factory.mktemp("shelf") / "s.sqlite3"
    assert set(kept(path, *STATEMENTS)) == {"kept"}
    return path


def test_those_that_say_most_come_first(shelf):
    assert places(shelf, "water")[0] == ("a-2024", 1)


def test_of_equals_the_newest_comes_first(tmp_path):
    path = tmp_path / "s.sqlite3"
    for year in (2001, 2020, 2010):
        kept(path, statement(f"of-{year}", "The same words.", year=year))
    assert [one for one, _ in places(path, "same")] == ["of-2020", "of-2010", "of-2001"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"state": "XAB"}, {("b-2024", 1)}),
        ({"year": "2023"}, {("a-2023", 1), ("a-2023", 2)}),
        ({"item": "other"}, {("a-2024", 1)}),
        ({"kind": "record"}, {("own-2", 1)}),
        ({"body": "own"}, {("own-2", 1)}),
        ({"language": "fr"}, set()),
        ({"theme": 13}, {("a-2023", 2)}),
        ({"theme": 13, "state": "XAB"}, set()),
        ({"state": "XAA", "year": "2023", "kind": "archive"}, {("a-2023", 1), ("a-2023", 2)}),
        ({"state": "' OR 1=1"}, set()),
    ],
)
def test_filters_hold_together(shelf, filters, expected):
    assert set(places(shelf, "water", **filters)) == expected
    assert found(shelf, "water", **filters).total == len(expected)


def test_every_count_is_what_choosing_the_value_finds(shelf):
    for filters in ({}, {"state": "XAA"}, {"year": "2024", "kind": "archive"}, {"theme": 13}):
        facets = found(shelf, "water", **filters).facets
        assert set(facets) == {"state", "body", "item", "language", "year", "kind", "theme"}
        for name, counts in facets.items():
            for value, many in counts.items():
                chosen = {**filters, name: int(value) if name == "theme" else value}
                assert found(shelf, "water", **chosen).total == many, (filters, name, value)
    assert found(shelf, "water").facets["state"] == {"XAA": 3, "XAB": 1, "XAC": 1}


def test_without_words_statements_are_listed_newest_first(shelf):
    listed = found(shelf, "")
    assert listed.of_statements
    assert listed.total == 5
    assert [hit.statement.year for hit in listed.hits] == [2024, 2024, 2024, 2023, 2022]
    assert found(shelf, "", state="XAB").total == 2
    assert not found(shelf, "water").of_statements


def test_without_words_a_theme_shows_its_paragraphs(shelf):
    assert set(places(shelf, "", theme=13)) == {("a-2023", 2), ("own-1", 1)}
    assert places(shelf, "", theme=13, kind="record") == [("own-1", 1)]


def test_answers_are_turned_over_page_by_page(tmp_path):
    path = tmp_path / "s.sqlite3"
    many = ON_A_PAGE * 2 + 5
    kept(path, statement("long", *(f"Word {n}." for n in range(many))))
    pages = [found(path, "word", page=n) for n in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [ON_A_PAGE, ON_A_PAGE, 5, 0]
    assert {page.total for page in pages} == {many}
    seen = {hit.place for page in pages for hit in page.hits}
    assert seen == set(range(1, many + 1))
    assert len(found(path, "word", page=-3).hits) == ON_A_PAGE


def test_accents_cyrillic_and_arabic_are_found_however_they_are_typed(tmp_path):
    path = tmp_path / "s.sqlite3"
    kept(path, statement("x", "L’État libre.", "Всё ещё ёлка.", "السَّلامُ عَلَى أُمَّة"))
    assert places(path, "etat") == places(path, "ÉTAT") == [("x", 1)]
    assert places(path, "все еще елка") == [("x", 2)]
    assert places(path, "السلام علي امه") == [("x", 3)]
    assert places(path, "peace") == []


def test_the_same_twice_changes_nothing_and_other_words_neither(shelf):
    first = STATEMENTS[0]
    with left_as_it_was(shelf):
        assert kept(shelf, first) == ["known"]
        changed = statement(first.id, "Other words.", year=2023)
        assert kept(shelf, changed) == ["differs"]


def test_a_paragraph_keeps_its_address_when_more_is_kept(tmp_path):
    path = tmp_path / "s.sqlite3"
    kept(path, STATEMENTS[0])
    before = everything(path)
    kept(path, *STATEMENTS)
    assert set(before) < set(everything(path))
    with reading(path) as connection:
        whole = shelf_reading.whole(connection, "a-2023")
        assert list(whole.statement.paragraphs) == ["Water for all.", "Climate and water."]
        assert whole.themes == [(), (13,)]
        assert whole.collection.source == {"en": "A file of tests"}
        assert shelf_reading.whole(connection, "nothing") is None


def test_numbers_of_paragraphs_come_apart_again():
    for number in (1, (2024 << 16) + 7, (4095 << 16) + 65535):
        for place in (1, MOST_PARAGRAPHS):
            row = row_of(number, place, mask=(1 << 17) - 1)
            assert place_of(row) == (number, place)
            assert row < 1 << 63


def test_where_nothing_was_kept_nothing_is_read(tmp_path):
    with reading(tmp_path / "none.sqlite3") as connection:
        assert connection is None


def test_a_file_that_is_none_of_ours_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "s.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(ShelfRefused, match=r"s\.sqlite3"), reading(path):
        pass
    with pytest.raises(ShelfRefused, match=r"s\.sqlite3"):
        kept(path, STATEMENTS[0])


def test_a_file_of_another_edition_is_refused(tmp_path):
    path = tmp_path / "s.sqlite3"
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(ShelfRefused, match="another edition"):
        kept(path, STATEMENTS[0])


def test_a_search_that_keeps_others_waiting_is_ended(shelf):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(TookTooLong), reading(shelf, longest_s=0.05) as connection:
        connection.execute(endless).fetchone()


def test_themes_are_found_by_words_of_the_language():
    assert themes_of(["the", "paris", "agreement", "and", "oceans"], "en") == {13, 14}
    assert themes_of(["the", "paris", "of", "today"], "en") == frozenset()
    assert themes_of(["climat"], "fr") == {13}
    assert themes_of(["climat"], "en") == frozenset()
    assert themes_of(["climate"], "uz") == frozenset()
    assert goals_in(mask_of(GOALS)) == tuple(GOALS)
    assert goals_in(0) == ()


def test_who_spoke_of_a_theme_in_which_year(shelf):
    with reading(shelf) as connection:
        shares = shelf_reading.shares(connection, 13)
        assert [(one.year, one.state, one.paragraphs) for one in shares] == [
            (2024, "XAB", 1),
            (2023, "XAA", 1),
        ]
        assert shelf_reading.paragraphs_by_theme(connection) == {4: 1, 13: 2}


def test_the_real_sample_is_taken_in_once_and_found(tmp_path, data_dir):
    archive, path = data_dir / "ungdc_s79_2024.tar.gz", tmp_path / "s.sqlite3"
    told = []
    first = take_in(archive, path, told=told.append)
    assert (first.files, first.kept, first.known, len(first.left_out)) == (192, 191, 0, 1)
    assert [step.n for step in told] == list(range(1, 193))
    with left_as_it_was(path):
        again = take_in(archive, path, told=told.append)
    assert (again.kept, again.known) == (0, 191)
    assert len(everything(path)) == 191 + first.paragraphs
    answers = found(path, '"climate change"')
    assert answers.total > 300
    assert {hit.statement.year for hit in answers.hits} == {2024}
    assert sum(answers.facets["state"].values()) == answers.total
    assert found(path, "zzzzzz").total == 0


def test_a_half_done_import_leaves_nothing(tmp_path, data_dir):
    archive, path = data_dir / "ungdc_s79_2024.tar.gz", tmp_path / "s.sqlite3"

    def interrupt(step):
        if step.n == 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(archive, path, told=interrupt)
    assert everything(path) == []
    take_in(archive, path, told=lambda _step: None)
    assert len(everything(path)) > 191


def test_a_damaged_copy_of_the_real_sample_leaves_nothing(tmp_path, data_dir):
    whole = (data_dir / "ungdc_s79_2024.tar.gz").read_bytes()
    broken, path = tmp_path / "broken.tar.gz", tmp_path / "s.sqlite3"
    broken.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveFault) as why:
        take_in(broken, path, told=lambda _step: None)
    assert why.value.reason_key == "archive_damaged"
    assert everything(path) == []
