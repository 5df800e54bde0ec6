"""What people type: words, phrases, beginnings, what is left out; and nothing is ever an error."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hemicycle.archive.questions import LONGEST, MOST_TERMS, Question, Term, asked
from hemicycle.archive.snippets import snippet

from .shelves import found, kept, places, statement

SIGNS = st.sampled_from(
    [*list("\"*-+^():{}'.,/\\ "), "AND", "OR", "NOT", "NEAR", "peace", "é", "س"]
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    path = tmp_path_factory.mktemp("shelf") / "s.sqlite3"
    kept(
        path,
        statement("a", "Climate change is here.", "We want peace and security.", "Peace."),
        statement("b", "The climate of change, and peacekeeping.", "NEAR and OR and NOT."),
    )
    return path


def test_all_words_must_occur_in_a_paragraph(shelf):
    assert places(shelf, "peace security") == [("a", 2)]
    assert places(shelf, "security climate") == []
    assert set(places(shelf, "CLIMATE Change")) == {("a", 1), ("b", 1)}


def test_a_phrase_stands_together(shelf):
    assert places(shelf, '"climate change"') == [("a", 1)]
    assert places(shelf, "climate-change") == [("a", 1)]
    assert places(shelf, "“climate change”") == places(shelf, "«climate change»") == [("a", 1)]


def test_a_phrase_whose_quotation_mark_was_forgotten_is_one(shelf):
    assert places(shelf, '"climate change') == [("a", 1)]


def test_a_beginning_finds_what_goes_on(shelf):
    assert {place for place, _ in places(shelf, "peacek*")} == {"b"}
    assert set(places(shelf, "peace*")) == {("a", 2), ("a", 3), ("b", 1)}
    assert asked("p*").wanted == (Term(("p",)),), "one letter begins half of all words"


def test_what_is_left_out_is_left_out(shelf):
    assert places(shelf, "climate -peacekeeping") == [("a", 1)]
    assert places(shelf, 'climate -"climate change"') == [("b", 1)]
    assert asked("-peace").as_fts == ""


def test_words_of_the_index_language_are_words(shelf):
    assert places(shelf, "NEAR") == [("b", 2)]
    assert places(shelf, "NOT OR") == [("b", 2)]


def test_long_questions_are_cut_and_say_so():
    assert not asked("peace").is_cut
    assert asked("x" * (LONGEST + 1)).is_cut
    assert asked("peace " * 30).wanted == (Term(("peace",)),)
    many = asked(" ".join(f"w{n}" for n in range(MOST_TERMS + 1)))
    assert many.is_cut
    assert len(many.wanted) == MOST_TERMS


@given(st.one_of(st.text(), st.lists(SIGNS).map("".join)))
@example('"')
@example('-"')
@example('"" ""')
@example("a\0b")
@example("col:x")
@example("^a + b")
@example("\ud800")
def test_nothing_that_is_typed_is_an_error(shelf, typed):
    answers = found(shelf, typed)
    assert answers.total >= 0


def test_the_control_typed_as_it_is_would_be_an_error(shelf):
    with sqlite3.connect(shelf) as raw, pytest.raises(sqlite3.OperationalError):
        raw.execute("SELECT rowid FROM words WHERE words MATCH ?", ('"',)).fetchall()
    raw.close()


@given(st.lists(st.from_regex(r"[a-zà-ÿа-я]{2,8}", fullmatch=True), min_size=1, max_size=12))
def test_every_word_of_a_paragraph_finds_it(tmp_path_factory, words):
    path = tmp_path_factory.mktemp("one") / "s.sqlite3"
    kept(path, statement("one", " ".join(words)))
    for typed in (*words, " ".join(words), f'"{" ".join(words)}"', f"{words[0][:2]}*"):
        assert places(path, typed) == [("one", 1)], typed


def marked(text: str, typed: str, **options: int) -> list[str]:
    """What is marked in the snippet of a text."""
    parts = snippet(text, asked(typed).wanted, **options).parts
    return [part.text for part in parts if part.is_marked]


def test_a_snippet_shows_the_words_as_they_were_said():
    text = "La Côte d’Ivoire, l’État et les ÉTATS."
    assert marked(text, "etat*") == ["État", "ÉTATS"]
    assert marked(text, '"cote d\'ivoire"') == ["Côte", "d", "Ivoire"]
    assert marked("قال السَّلامُ عليكم", "السلام") == ["السَّلامُ"]
    assert marked(text, "nothing") == []


@given(st.text(), st.text(max_size=20), st.integers(1, 60))
def test_a_snippet_is_a_stretch_of_its_paragraph(text, typed, window):
    shown = snippet(text, asked(typed).wanted, window=window)
    whole = "".join(part.text for part in shown.parts)
    assert whole in text
    assert shown.is_begun or text.startswith(whole)
    assert shown.goes_on or text.endswith(whole)


def test_a_long_paragraph_is_shown_where_the_answer_stands():
    text = " ".join(["before"] * 100 + ["here"] + ["after"] * 100)
    shown = snippet(text, (Term(("here",)),))
    assert (shown.is_begun, shown.goes_on) == (True, True)
    assert "here" in "".join(part.text for part in shown.parts)
    assert snippet(text, ()).is_begun is False


def test_a_question_without_words_asks_nothing():
    assert asked(' - * " ') == Question()
