"""Words on one line: no run of space is longer than one, and no line breaks where none may."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.handed_in.drafts.typed import read
from hemicycle.procedure.rules.clauses import clauses_of
from hemicycle.publish.documents.texts_told import UNFINISHED
from hemicycle.web.act_forms import NotUnderstood, read_paragraphs, read_text
from hemicycle.wording import is_readable, on_one_line

NARROW, WIDE = "\u202f", "\u00a0"
FRENCH = f"1. Prie les parlements d’ouvrir leurs portes{NARROW};"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \t b\n", "a b"),
        (f"portes{NARROW};", f"portes{NARROW};"),
        (f"portes {NARROW} ;", f"portes{NARROW};"),
        (f"page{WIDE}3", f"page{WIDE}3"),
        (f"{WIDE}a{WIDE}{NARROW}b{NARROW}", f"a{NARROW}b"),
    ],
)
def test_a_space_at_which_no_line_breaks_stays_one(text, line):
    assert on_one_line(text) == line


@given(st.text(alphabet=f"ab;\n\t {NARROW}{WIDE}\u2003\u0085", max_size=30))
def test_no_word_is_lost_and_no_space_is_doubled(text):
    line = on_one_line(text)
    assert line.split() == text.split()
    assert not re.search(r"\s\s|^\s|\s$", line)
    assert on_one_line(line) == line


def test_french_words_reach_the_text_with_their_spaces():
    draft = f"Des portes\nRappelant ce qui suit{NARROW}:\n{FRENCH}"
    posted = read_paragraphs("words.fr", draft.replace(NARROW, f" {NARROW}"))
    *_, last = clauses_of({"fr": posted}, language="fr")
    assert last.words["fr"] == FRENCH.removeprefix("1. ")
    assert read(draft).paragraphs[-1] == FRENCH
    assert read_text("title.fr", f"Question{NARROW}: laquelle{WIDE}?").count(NARROW) == 1


@pytest.mark.parametrize("space", [NARROW, WIDE, " "])
def test_a_paragraph_that_is_quoted_ends_with_its_last_word(space):
    """As questions and reports at home quote it, whichever space is before the sign."""
    assert f"leurs portes{space};".rstrip(UNFINISHED) == "leurs portes"


def test_signs_that_nobody_sees_are_refused_still():
    assert is_readable(f"a{NARROW}b c")
    for sign in "\u200b\x07\u2028":
        assert not is_readable(f"a{sign}b")
    with pytest.raises(NotUnderstood):
        read_text("title.fr", "a\u202eb")
