"""Quotation marks and sentences: every mark that newspapers use, and those that only look so."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hemicycle.press.quotes import Quote, quotes_in
from hemicycle.press.sentences import Sentence, paragraphs_in, sentences_in

MARKS = "“”„«»\"‘’'"
WORDS = ["parliaments", "s", "said", "Dren", "90s", "tis", "A", "b", "5", "10", "U.N.", "Mr."]
SIGNS = [*MARKS, " ", " ", " ", ",", ".", "!", "?", "…", ";", ":", "–", "(", ")", "\n", "\n\n"]
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=60).map("".join)


def quoted(text: str) -> list[str]:
    """What stands within the marks of a paragraph."""
    return [text[q.inner_start : q.inner_end] for q in quotes_in(text, 0, end=len(text))]


def sentences(text: str) -> list[str]:
    """The sentences of a report."""
    return [one.text for one in sentences_in(text)]


PAIRS = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "curly single": ("‘", "’"),
    "straight single": ("'", "'"),
    "guillemets": ("«", "»"),
    "German": ("„", "“"),
    "Polish": ("„", "”"),
    "mixed": ("“", '"'),
}


@pytest.mark.parametrize(("opening", "closing"), PAIRS.values(), ids=list(PAIRS))
def test_words_between_a_pair_of_marks_are_quoted(opening, closing):
    assert quoted(f"It is {opening}late now{closing}, she said.") == ["late now"]
    assert quoted("It is late now, she said.") == []  # the control


NESTED = [
    ("“He said ‘no’ to us,” she said.", ["He said ‘no’ to us,"]),
    ("‘He said “no” to us,’ she said.", ["He said “no” to us,"]),
    ("\"He said 'no' to us,\" she said.", ["He said 'no' to us,"]),
    ("“One,” she said. “Two.”", ["One,", "Two."]),
    ('"One," she said. "Two."', ["One,", "Two."]),
    ("It is of ‘high relevance’ and 'late'.", ["high relevance", "late"]),
]


@pytest.mark.parametrize(("text", "expected"), NESTED, ids=[text for text, _ in NESTED])
def test_only_the_outermost_marks_count(text, expected):
    assert quoted(text) == expected


NO_QUOTES = [
    "The parliaments’ role and the members’ rights were debated.",
    "The parliaments' role and the members' rights were debated.",
    "It’s the Assembly’s day, isn’t it?",
    "It's the Assembly's day, isn't it?",
    "In the ‘90s it met in Geneva.",
    "In the '90s it met in Geneva.",
    "In the ’90s it met in Geneva.",
    "’Tis late, and ’twas late then.",
    "‘Tis late, and 'twas late then.",
    "The door is 5' 10\" high.",
    "The door is 5′ 10″ high.",
    "Guterres’ call and Guterres' call are one call.",
    "Rock ’n’ roll and rock 'n' roll.",
    "A mark ” that closes nothing, and » another.",
    'A mark " between spaces opens nothing.',
]


@pytest.mark.parametrize("text", NO_QUOTES)
def test_an_apostrophe_or_a_prime_quotes_nothing(text):
    assert quoted(text) == []
    with_one = f"{text} It is “late”."
    assert quoted(with_one) == ["late"]  # the control: real marks beside them are still seen


def test_a_possessive_of_a_word_in_s_does_not_end_a_quotation():
    text = "She praised ‘the parliaments’ role in peace’ and left."
    assert quoted(text) == ["the parliaments’ role in peace"]
    assert quoted("She praised ‘the parliaments’ and left.") == ["the parliaments"]


def test_a_mark_that_nothing_closes_goes_to_the_end_of_its_paragraph():
    text = "She said: “We begin.\n\nNobody spoke."
    [quote] = quotes_in(text, 0, end=text.index("\n"))
    assert (quote.is_whole, text[quote.inner_start : quote.inner_end]) == (False, "We begin.")
    closed = "She said: “We begin.”"
    [quote] = quotes_in(closed, 0, end=len(closed))
    assert quote.is_whole


def test_a_forgotten_mark_before_the_speaker_ends_the_quotation():
    assert quoted("“We begin, said Oriane Dren of Arvenia.") == ["We begin,"]
    assert quoted("“We begin, and end.") == ["We begin, and end."]


def test_paragraphs_of_one_long_quotation_each_begin_with_a_mark():
    text = "She said: “One.\n\n“Two.\n\n“Three,” she ended. It rained."
    found = sentences_in(text)
    assert [[q.is_whole for q in one.quotes] for one in found] == [[False], [False], [True], []]
    assert [one.paragraph for one in found] == [0, 1, 2, 2]


def test_a_sentence_does_not_end_within_a_quotation():
    assert sentences("She said “No. Never. Not here” and left. It rained.") == [
        "She said “No. Never. Not here” and left.",
        "It rained.",
    ]
    assert sentences("She said no. Never. It rained.") == ["She said no.", "Never.", "It rained."]


def test_a_sentence_ends_with_the_mark_that_closes_it():
    assert sentences("“It is late.” Nobody spoke.") == ["“It is late.”", "Nobody spoke."]
    assert sentences("‘Is it late?’ Nobody spoke.") == ["‘Is it late?’", "Nobody spoke."]


ABBREVIATIONS = [
    "Mr. Dren met Dr. Pryce and Mrs. Vandolo.",
    "The U.N. Secretary General spoke.",
    "It met at 9 a.m. Geneva time.",
    "Oriane J. Dren spoke on item No. 4 of the agenda.",
    "On Sept. 4 it met in St. Aldric.",
    "It met at 9 a.m. and at 5 p.m. again.",
    "Rule 3.2 was read, and 1.5 percent voted.",
]


@pytest.mark.parametrize("text", ABBREVIATIONS)
def test_the_full_stop_of_an_abbreviation_ends_no_sentence(text):
    assert sentences(text) == [text]
    assert len(sentences(f"{text} It rained.")) == 2  # the control


def test_a_sentence_that_is_broken_over_lines_stays_one_where_paragraphs_are_kept_apart():
    assert sentences("Oriane Dren\nspoke to\nus.\n\nIt rained.") == [
        "Oriane Dren\nspoke to\nus.",
        "It rained.",
    ]
    assert len(sentences("Oriane Dren spoke.\nIt rained")) == 2  # no empty lines: a line each


CREDITS = ["Photo credit: Senate", "© Press office", "Picture: A. Dren", "(Photo by Dren)"]


@pytest.mark.parametrize("line", CREDITS)
def test_a_line_that_credits_a_picture_stands_alone(line):
    text = f"It met in the hall.\n{line}\nIt went on.\n\nIt ended."
    found = sentences_in(text)
    assert [one.text for one in found if one.is_credit] == [line]
    plain = text.replace(line, "Nobody spoke.")
    assert not any(one.is_credit for one in sentences_in(plain))


# -- whatever the text -----------------------------------------------------------------


def faults_of_quotes(text: str, found: list[Quote]) -> list[str]:
    """What is wrong with the places of quotations."""
    faults = []
    end = 0
    for one in found:
        if not end <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text):
            faults.append(f"{one} lies badly behind {end}")
        if one.start < len(text) and text[one.start] not in MARKS:
            faults.append(f"{one} begins with no mark")
        if one.is_whole and one.end <= len(text) and text[one.inner_end] not in MARKS:
            faults.append(f"{one} ends with no mark")
        end = one.end
    return faults


def faults_of_sentences(text: str, found: list[Sentence]) -> list[str]:
    """What is wrong with the places of sentences: words lost, doubled or moved."""
    faults = [f"{one} is not the text" for one in found if text[one.start : one.end] != one.text]
    faults += [f"{one} is not trimmed" for one in found if one.text != one.text.strip()]
    kept = "".join("".join(one.text.split()) for one in found)
    if kept != "".join(text.split()):
        faults.append("words are lost, doubled or moved")
    return faults


@given(TEXTS)
@example("’tis")
@example("In the ’90s")
def test_quotations_lie_in_order_within_the_text(text):
    assert faults_of_quotes(text, quotes_in(text, 0, end=len(text))) == []


@given(TEXTS, st.text(alphabet=MARKS + " s\n", max_size=10), st.text(max_size=10))
def test_marks_outside_of_a_paragraph_change_nothing_in_it(text, before, after):
    inside = quotes_in(text, 0, end=len(text))
    whole = before + text + after
    shifted = quotes_in(whole, len(before), end=len(before) + len(text))
    moved = [(q.start - len(before), q.end - len(before), q.is_whole) for q in shifted]
    assert moved == [(q.start, q.end, q.is_whole) for q in inside]


@given(TEXTS)
@example("a’\n\n“b")
def test_sentences_hold_every_word_once(text):
    found = sentences_in(text)
    assert faults_of_sentences(text, found) == []
    starts = [q.start for one in found for q in one.quotes]
    by_paragraph = [
        q.start for first, last in paragraphs_in(text) for q in quotes_in(text, first, end=last)
    ]
    assert starts == by_paragraph


def test_the_checks_see_planted_faults():
    text = "It is “late”."
    [quote] = quotes_in(text, 0, end=len(text))
    assert faults_of_quotes(text, [quote]) == []
    assert faults_of_quotes(text, [quote, quote])
    assert faults_of_quotes(text, [Quote(0, 5, 1, 4)])
    [sentence] = sentences_in(text)
    assert faults_of_sentences(text, [sentence]) == []
    assert faults_of_sentences(text, [sentence, sentence])
    assert faults_of_sentences(text, [])
    assert faults_of_sentences(text, [Sentence(1, 5, "late", 0)])
