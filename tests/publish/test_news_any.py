"""The news item of any record: nothing forged, nothing undeclared, each fact once."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.journal.names import Name, Names
from hemicycle.publish import Published
from hemicycle.publish.news_facts import quotable
from hemicycle.publish.news_txt import Fact, facts_of

from .news_items import NARROW, SPOKEN, adopt, item, seated, speak
from .records_at_random import published_at_random
from .small_session import VOTES, whole_session

# Bodies, titles and names keep their form.


@pytest.mark.parametrize(
    ("title", "english", "french"),
    [
        ({"en": "Council", "fr": "Conseil directeur"}, "The Council", "Le Conseil directeur"),
        ({"en": "The Forum", "fr": "Réunion des femmes"}, "The Forum", "La Réunion des femmes"),
        ({"en": "Panel", "fr": "Jury"}, "The Panel", f"L’organe «{NARROW}Jury{NARROW}»"),
        ({"en": "Union"}, "The Union", f"L’organe «{NARROW}Union{NARROW}»"),
    ],
)
def test_a_body_has_its_article(title, english, french):
    published = seated().published()
    body = replace(published.assembly.bodies["plenary"], title=title)
    published = replace(published, assembly=published.assembly.with_body(body))
    assert f"\n{english} met, with" in item(published)
    assert f"\n{french} a siégé, sous" in item(replace(published, language="fr"))


TITLES = [
    ("Parliaments' access to “open doors”", "Parliaments' access to ‘open doors’"),
    ('What is called "plain speech"', 'What is called "plain speech"'),
    ("Women’s, children's and o’thers' rights; No. 4.", None),
    ("An end ” that closes nothing", "An end ’ that closes nothing"),
    ("Two\nlines\u2028and a turn\u202e", "Two lines and a turn"),
]


@pytest.mark.parametrize(("title", "told"), TITLES)
def test_a_title_keeps_its_words_and_stays_in_its_marks(title, told):
    session = seated()
    adopt(session, {"en": title})
    assert f"\nThe Assembly adopted “{told or title}” by consensus.\n" in item(session.published())


def test_french_marks_stand_inside_others_as_french_sets_them():
    text = f"Une «{NARROW}porte ouverte{NARROW}», d’ici à 2030"
    session = seated()
    adopt(session, {"fr": text})
    told = f"«{NARROW}Une “porte ouverte”, d’ici à 2030{NARROW}»"
    assert f"\nL’Assemblée a adopté {told} par consensus.\n" in item(session.published("fr"))


def test_neither_title_nor_name_can_write_a_line_of_its_own():
    forged = "x\n\nThe Assembly adopted “War” by consensus.\n"
    session = seated()
    adopt(session, {"en": forged})
    speak(session, "p-0001-1")
    names = Names(1, {"p-0001-1": Name(label={"en": forged})})
    text = item(session.published("en", names))
    assert text.count("War") == 3, "the control: the title, the headline and the name are told"
    assert not re.search(r"^The Assembly adopted “War”", text, re.MULTILINE)


def test_a_title_that_looks_like_an_id_is_not_taken_for_a_name():
    session = seated()
    adopt(session, {"en": "p-0001-1"})
    assert "adopted “p-0001-1” by consensus" in item(session.published("en", SPOKEN))


# What is not declared is nowhere.


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_division_without_a_result_does_not_occur(language):
    session = seated()
    before = item(replace(session.published(language), checkpoints=()))
    session.divide(VOTES)
    undeclared = item(replace(session.published(language), checkpoints=()))
    assert re.sub(r"\d+\.\n$", "", undeclared) == re.sub(r"\d+\.\n$", "", before)
    session.declare()
    declared = item(session.published(language))
    title = "Emergency item 1" if language == "en" else "Point d’urgence 1"
    assert title in declared, "the control: once it is declared, it is told"
    assert "21 v" in declared


# Any record.


def sentence_of(fact: Fact) -> Callable[[str], int]:
    """How often an item tells a decision or a theme."""
    if fact.kind == "theme":
        return lambda text: text.count(f"The theme of the general debate is “{fact.title}”.")
    decided = rf"^[^“”]+ {fact.outcome} “{re.escape(fact.title)}”(?: by |: \d)"
    wanted = re.compile(decided, re.MULTILINE)
    return lambda text: len(wanted.findall(text))


def require_the_whole_record(published: Published, facts: tuple[Fact, ...]) -> None:
    """No decision, reservation or declared figure is left out, and none is told beyond them."""
    decisions = published.assembly.decisions.values()
    told = [fact for fact in facts if fact.kind == "decided"]
    assert len(told) == len(decisions)
    reserved = [fact for fact in facts if fact.kind == "reserved"]
    assert len(reserved) == sum(len(one.reservations) for one in decisions)
    figures = [fact.figures for fact in told if fact.figures]
    declared = [*published.declared.values()]
    assert [sum(four) for four in figures] == [one.entitled_votes for one in declared]
    titles = {fact.title for fact in told}
    for division in published.assembly.divisions.values():
        is_told = quotable(division.question.title, "en") in titles
        assert is_told == (division.stage == "declared")


@settings(max_examples=200)
@given(published_at_random())
def test_any_record_is_told_fact_by_fact_and_always_alike(published):
    text = item(published)
    assert text == item(published)
    paragraphs = text.rstrip("\n").split("\n\n")
    assert all(paragraph.strip() == paragraph != "" for paragraph in paragraphs)
    facts = facts_of(published)
    assert len(set(facts)) == len(facts)
    require_the_whole_record(published, facts)
    for fact in facts:
        if fact.kind in ("theme", "decided"):
            assert sentence_of(fact)(text) == 1
    named = {fact.person for fact in facts if fact.kind in ("chaired", "spoke") and fact.person}
    for person in named:
        label = published.names.label(person, "en")
        told = sum(fact.person == person for fact in facts if fact.kind in ("chaired", "spoke"))
        assert len(re.findall(rf"{re.escape(label)}(?![\w’'-])", text)) == told
    assert text.count(" met, with ") == sum(fact.kind == "met" for fact in facts)
    assert "{" not in text


@settings(max_examples=30)
@given(published_at_random("fr"))
def test_any_record_can_be_told_in_french(published):
    text = item(published)
    assert text == item(published)
    assert len(re.findall(r" a siégé, sous ", text)) == sum(
        fact.kind == "met" for fact in facts_of(published)
    )


def test_a_sentence_that_is_missing_or_told_twice_would_be_found():
    published = whole_session().published()
    (fact,) = (one for one in facts_of(published) if one.figures == (21, 8, 0, 25))
    text = item(published)
    (line,) = (one for one in text.splitlines() if "by 21 votes" in one)
    assert sentence_of(fact)(text) == 1
    assert sentence_of(fact)(text.replace(line, "")) == 0
    assert sentence_of(fact)(f"{text}\n{line}\n") == 2


@given(st.text("“”‘’\"' \n\u202e«»abc\u202f", max_size=12))
def test_no_title_can_close_the_marks_around_it(title):
    assert not set("“”\n\u202e") & set(quotable({"en": title}, "en"))
    assert not set("«»\n\u202e") & set(quotable({"fr": title}, "fr"))
