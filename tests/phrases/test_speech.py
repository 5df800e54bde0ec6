"""How a phrase is said: facts, forms, plurals, isolation, and what is missing."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from hemicycle.journal.names import NO_NAMES, Name, Names
from hemicycle.phrases import PhraseFault, PhraseMissing, Phrases, load_phrases
from hemicycle.phrases.sentences import NotASentence

FSI, PDI = "\u2068", "\u2069"
NAMES = Names(
    1,
    {
        "p-0001": Name(
            label={"en": "Republic of Arvenia", "fr": "République d’Arvénie"},
            short={"en": "Arvenia", "fr": "Arvénie"},
            of={"en": "of Arvenia", "fr": "de l’Arvénie"},
        ),
        "p-0002": Name(label={"en": "Boltara <Union>"}),
        "p-0001-1": Name(label={"en": "Ilse Marr"}, delegation="p-0001", seat=1),
        "o-president": Name(
            label={"en": "Oriane Dren"},
            title={"en": "President of the Assembly", "fr": "Présidente de l’Assemblée"},
        ),
    },
)
ENGLISH = """
msgid "hall.on_list"
msgstr "{member}[ ({member.delegation})] is on the list."

msgid "hall.greeting"
msgstr "Welcome, delegation {delegation.of}."

msgid "hall.ending"
msgstr "{speaker.title}"

msgid "hall.delegations"
msgid_plural "hall.delegations"
msgstr[0] "{n} delegation"
msgstr[1] "{n} delegations"

msgid "hall.absent"
msgstr "Absent: {absent}. Here: {present.delegations}."

msgid "hall.english_only"
msgstr "Only here & now: {n}."

msgid "hall.times"
msgstr "Closed at {at} after {spoke_s}; entry {entry}, {votes} votes, {method}, {title}."

msgid "hall.base"
msgstr "{base.counted}"

msgid "word.method.roll_call"
msgstr "roll-call vote"

msgid "word.base.votes_cast.counted"
msgid_plural "word.base.votes_cast.counted"
msgstr[0] "{base_votes} vote cast"
msgstr[1] "{base_votes} votes cast"

msgid "word.count.delegations"
msgid_plural "word.count.delegations"
msgstr[0] "{n} delegation"
msgstr[1] "{n} delegations"

msgid "word.count.delegations.none"
msgstr "no delegation"
"""
FRENCH = """
msgid "hall.greeting"
msgstr "Bienvenue à la délégation {delegation.of}."

msgid "hall.ending"
msgstr "{speaker.title}"

msgid "word.method.roll_call"
msgstr "vote par appel nominal"

msgid "hall.delegations"
msgid_plural "hall.delegations"
msgstr[0] "{n} délégation"
msgstr[1] "{n} délégations"

msgid "hall.times"
msgstr "Clos à {at} après {spoke_s} ; écriture {entry}, {votes} voix, {method}, {title}."
"""
ARABIC = """
msgid "hall.delegations"
msgid_plural "hall.delegations"
msgstr[0] "zero {n}"
msgstr[1] "one {n}"
msgstr[2] "two {n}"
msgstr[3] "few {n}"
msgstr[4] "many {n}"
msgstr[5] "other {n}"

msgid "hall.greeting"
msgstr "وفد {delegation}"
"""


def write(folder: Path, **chapters: str) -> Path:
    for language, text in chapters.items():
        (folder / language).mkdir(exist_ok=True)
        (folder / language / "hall.po").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def phrases(tmp_path: Path) -> Phrases:
    return load_phrases(write(tmp_path, en=ENGLISH, fr=FRENCH, ar=ARABIC))


def test_names_stand_in_the_form_and_language_asked_for(phrases):
    def greeting(language: str, delegation: str = "p-0001") -> str:
        return phrases.say("hall.greeting", language, NAMES, delegation=delegation)

    assert greeting("en") == "Welcome, delegation of Arvenia."
    assert greeting("fr") == "Bienvenue à la délégation de l’Arvénie."
    assert greeting("ar") == f"وفد {FSI}Arvenia{PDI}"
    assert greeting("en", "p-0009") == "Welcome, delegation of parliament p-0009."


def test_an_aside_is_left_out_when_its_fact_says_nothing(phrases):
    def on_list(member: str) -> str:
        return phrases.say("hall.on_list", "en", NAMES, member=member)

    assert on_list("p-0001-1") == "Ilse Marr (Arvenia) is on the list."
    assert on_list("o-president") == "Oriane Dren is on the list."
    assert on_list("g-nobody") == "person g-nobody is on the list."


def test_a_title_is_told_in_each_language(phrases):
    facts = {"speaker": "o-president"}
    assert phrases.say("hall.ending", "fr", NAMES, **facts) == "Présidente de l’Assemblée"
    assert phrases.say("hall.ending", "en", NAMES, **facts) == "President of the Assembly"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "0 delegations", 1: "1 delegation", 2: "2 delegations", 100: "100 delegations"}),
        ("fr", {0: "0 délégation", 1: "1 délégation", 2: "2 délégations", 21: "21 délégations"}),
        (
            "ar",
            {0: "zero", 1: "one", 2: "two", 3: "few", 5: "few", 11: "many", 21: "many"}
            | {100: "other", 101: "other", 102: "other", 103: "few"},
        ),
    ],
)
def test_plural_forms_are_those_of_the_language(phrases, language, forms):
    for n, form in forms.items():
        said = phrases.say("hall.delegations", language, NO_NAMES, n=n)
        assert said == (f"{form} {FSI}{n}{PDI}" if language == "ar" else form)


def test_lists_counts_and_none_of_a_kind(phrases):
    def absent(*who: str, present: int) -> str:
        return phrases.say("hall.absent", "en", NAMES, absent=who, present=present)

    assert absent("p-0001", present=1) == "Absent: Arvenia. Here: 1 delegation."
    assert (
        absent("p-0001", "p-0002", "p-0003", present=0)
        == "Absent: Arvenia, Boltara <Union> and parliament p-0003. Here: no delegation."
    )


def test_times_durations_numbers_words_and_texts_of_the_record(phrases):
    facts = {
        "at": 1_772_430_210_000,
        "zone": "Asia/Tashkent",
        "spoke_s": 125,
        "entry": 4217,
        "votes": 1234567,
        "method": "roll_call",
        "title": {"en": "Plain title"},
    }
    assert phrases.say("hall.times", "en", NAMES, **facts) == (
        "Closed at 10:43:30 after 2\u00a0min\u00a005\u00a0s; entry 4217, 1,234,567 votes, "
        "roll-call vote, Plain title."
    )
    assert phrases.say("hall.times", "fr", NAMES, **facts) == (
        "Clos à 10:43:30 après 2\u00a0min\u00a005\u00a0s ; écriture 4217, "
        "1\u202f234\u202f567 voix, vote par appel nominal, Plain title."
    )
    assert '<bdi lang="en">Plain title</bdi>' in phrases.html("hall.times", "fr", NAMES, **facts)
    assert "05:43:30" in phrases.say("hall.times", "en", NAMES, **{**facts, "zone": ""})


def test_a_word_has_the_plural_of_the_votes_it_counts(phrases):
    def base(votes: int) -> str:
        return phrases.say("hall.base", "en", NAMES, base="votes_cast", base_votes=votes, n=5)

    assert base(1) == "1 vote cast"
    assert base(2) == "2 votes cast"


def test_on_a_page_values_are_escaped_isolated_and_marked_with_their_language(phrases):
    page = phrases.html("hall.greeting", "en", NAMES, delegation="p-0002")
    assert page == "Welcome, delegation <bdi>of Boltara &lt;Union&gt;</bdi>."
    assert isinstance(page, Markup)
    page = phrases.html("hall.on_list", "fr", NAMES, member="p-0001-1")
    assert page == (
        '<bdi lang="en"><bdi>Ilse Marr</bdi> (<bdi>Arvenia</bdi>) is on the list.</bdi>'
    )
    page = phrases.html("hall.english_only", "ar", NAMES, n=3)
    assert page == '<bdi lang="en">Only here &amp; now: 3.</bdi>'


def test_what_a_language_lacks_is_said_in_english_and_can_be_marked(phrases):
    assert phrases.say("hall.english_only", "fr", NAMES, n=3) == "Only here & now: 3."
    assert phrases.language_found("hall.english_only", "fr") == "en"
    assert phrases.language_found("hall.greeting", "fr") == "fr"
    assert phrases.has("hall.greeting", "fr")
    assert not phrases.has("hall.english_only", "fr")


def test_a_missing_sentence_or_fact_fails_here_and_shows_people_no_key(phrases):
    with pytest.warns(PhraseMissing, match="no sentence for hall.not_there"):
        assert phrases.say("hall.not_there", "fr", NAMES) == "not there"
    with pytest.warns(PhraseMissing, match="fact delegation is missing"):
        assert phrases.say("hall.greeting", "en", NAMES) == "Welcome, delegation …."
    with pytest.raises(PhraseMissing):
        phrases.say("hall.not_there", "fr", NAMES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('msgid "a.b"\nsaid "x"\n', ""),
        ('msgid "a.b"\nmsgid_plural "a.b"\nmsgstr[0] "x"\n', "it needs 2 forms: one, other"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_fault(tmp_path, text, problem):
    with pytest.raises(PhraseFault, match=r"^en/hall\.po") as fault:
        load_phrases(write(tmp_path, en=text))
    assert problem in fault.value.problem


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("{n", "no place"),
        ("{N}", "no place"),
        ("[{n}", "without ]"),
        ("{n}]", "without ["),
    ],
)
def test_a_sentence_that_cannot_be_taken_apart_is_named(tmp_path, sentence, problem):
    phrases = load_phrases(write(tmp_path, en=f'msgid "a.b"\nmsgstr "{sentence}"\n'))
    with pytest.raises(NotASentence, match=re.escape(problem)) as fault:
        phrases.say("a.b", "en", NO_NAMES, n=1)
    assert sentence in str(fault.value)


def test_a_key_may_stand_in_one_chapter_only(tmp_path):
    text = 'msgid "a.b"\nmsgstr "x"\n'
    write(tmp_path, en=text)
    (tmp_path / "en" / "other.po").write_text(text, encoding="utf-8")
    with pytest.raises(PhraseFault, match="twice"):
        load_phrases(tmp_path)


def test_sentences_without_words_are_not_there(tmp_path):
    text = '#, fuzzy\nmsgid "a.b"\nmsgstr "x"\n\nmsgid "a.c"\nmsgstr ""\n'
    phrases = load_phrases(write(tmp_path, en=text, fr='msgid "a.d"\nmsgstr "y"\n'))
    assert not phrases.has("a.b", "en")
    assert not phrases.has("a.c", "en")
    assert phrases.languages == ("en", "fr")
