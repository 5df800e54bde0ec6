"""The papers of texts: every document in every language, lines as stored, what each must say."""

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clauses import first_lines
from hemicycle.publish import Published, files_of
from hemicycle.publish.documents import (
    adopted_text,
    amendments_paper,
    bench_file,
    draft_resolution,
    results_book,
    standing_text,
    voting_script,
)
from hemicycle.publish.documents.changes_told import Wordings, existing, marked, proposed
from hemicycle.publish.documents.document import Clause, Document, Heading
from hemicycle.publish.documents.texts_told import telling
from hemicycle.publish.papers.occasion import is_right_to_left

from .documents_at_hand import LANGUAGES, made, model, pages, plain, shows, squeezed
from .sessions_of_data import of_journal
from .sessions_of_texts import TEXT, at_the_end, in_progress

NAMES = (
    *("draft-resolution", "amendments-paper", "voting-script", "bench-file", "resolution"),
    *("text-as-it-stands", "text-with-changes", "text-in-brackets"),
)
FORMATS = ("html", "pdf", "docx")


def session(name: str, language: str = "en") -> Published:
    """The moment at which a paper has most to say."""
    found = at_the_end() if name == "resolution" else in_progress()
    return replace(found, language=language)


def clauses(document: Document) -> list[Clause]:
    return [one for one in document.blocks if isinstance(one, Clause)]


def in_view(title: str, view, published: Published) -> Document:
    return standing_text.written(title, view)(replace(published, part=TEXT))


# Every paper in every format and language.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_paper_is_made_and_bears_its_band(name, language):
    published = session(name, language)
    for extension in FORMATS:
        content = made(f"{name}.{extension}", published, TEXT)
        if extension == "pdf":
            shown = [squeezed(page) for page in pages(content)]
            assert all(shows(page, published.band, language) for page in shown)
            assert b"pdfuaid:part" in content or b"pdfuaid" in content
        elif extension == "docx":
            header = docx.Document(BytesIO(content)).sections[0].header
            assert header.paragraphs[0].text == published.band
        else:
            page = content.decode()
            assert f'<header class="band"><p>{published.band}</p>' in page
            direction = "rtl" if language == "ar" else "ltr"
            assert f'<html lang="{language}" dir="{direction}">' in page
            assert "style=" not in page


@pytest.mark.parametrize("name", ["3-worded.ndjson", "3-acted.ndjson"])
def test_papers_come_of_journals_with_texts_and_of_no_others(name):
    published = of_journal(name)
    found = [(o, part) for o, part in files_of(published) if o.name in NAMES]
    texts = len(published.assembly.texts)
    assert len(found) == 3 * texts * (len(NAMES) - 1), "one was reported and waits, one withdrawn"
    for output, part in found:
        if output.extension == "html":
            assert made(output.file_name, published, part)


# The draft: lines as they are stored.


def test_lines_are_numbered_as_they_are_stored():
    published = long_text()
    document = model(draft_resolution, published, TEXT)
    text = published.assembly.texts[TEXT]
    found = clauses(document)
    assert [one.first_line for one in found] == list(text.latest.lines)
    at = 1
    for one in found:
        assert one.first_line == at
        at += len(one.lines)
    assert max(len(line.plain) for one in found for line in one.lines) <= 88
    shown = [
        one.number_beside(n) for one in found for n in range(len(one.lines)) if one.number_beside(n)
    ]
    assert shown == list(range(5, at, 5))
    page = made("draft-resolution.html", published, TEXT).decode()
    assert [int(n) for n in re.findall(r'class="ln" aria-hidden="true">(\d+)<', page)] == shown
    told = " ".join(pages(made("draft-resolution.pdf", published, TEXT)))
    for number in shown:
        assert re.search(rf"\b{number}\b", told)


def test_a_word_file_counts_the_lines_of_the_text_and_no_others():
    content = made("draft-resolution.docx", long_text(), TEXT)
    file = docx.Document(BytesIO(content))
    numbers = file.element.body.find(f".//{qn('w:lnNumType')}")
    assert numbers.get(qn("w:countBy")) == "5"
    counted = [
        one
        for one in file.element.body.iter(qn("w:suppressLineNumbers"))
        if one.get(qn("w:val")) == "0"
    ]
    assert len(counted) == len(clauses(model(draft_resolution, long_text(), TEXT)))
    normal = file.styles["Normal"].element
    assert normal.find(f".//{qn('w:suppressLineNumbers')}").get(qn("w:val")) == "1"


def test_another_language_has_no_lines_and_says_where_it_is_behind():
    french = replace(at_the_end(), language="fr")
    document = model(draft_resolution, french, TEXT)
    assert {one.first_line for one in clauses(document)} == {0}
    said = plain(document)
    assert "Prie tous les parlements de construire des rampes ou des ascenseurs" in said
    behind = [one for one in clauses(document) if one.text.language == "en"]
    assert [one.anchor for one in behind] == ["clause-p1", "clause-o3"]
    assert said.count("ne suit pas encore le texte authentique") == 2
    arabic = plain(model(draft_resolution, replace(at_the_end(), language="ar"), TEXT))
    assert is_right_to_left(arabic[:20])


def long_text() -> Published:
    """The session with a long paragraph in its text."""
    published = in_progress()
    text = published.assembly.texts[TEXT]
    words = " ".join(["WIDE WORDS of many letters, again and again;"] * 9)
    latest = text.latest
    longer = tuple(
        replace(one, words={**one.words, "en": words}) if one.id in ("p1", "o2") else one
        for one in latest.clauses
    )
    version = replace(latest, clauses=longer, lines=first_lines(longer, language="en"))
    changed = replace(text, versions=(version,), amendments={})
    return replace(published, assembly=published.assembly.with_text(changed))


# The amendments, in the order of the floor.


def test_the_amendments_come_in_the_order_of_the_floor():
    document = model(amendments_paper, in_progress(), TEXT)
    titles = [one.text.plain for one in document.blocks if isinstance(one, Heading)]
    numbers = [title.removeprefix("Amendment ") for title in titles]
    assert numbers == ["9", "10, to amendment 2", "2", "1", "6", "3", "4", "7", "8", "5"]
    said = plain(document)
    assert "Moved by Cadria, to reword: operative paragraph 1, line 4." in said
    assert "Moved by Forum of Women" in said
    assert "for, in other words – Keep the year out." in said
    assert "irreceivable – An order to the Secretary General is no recital." in said
    page = made("amendments-paper.html", in_progress(), TEXT).decode()
    assert "<del>each year</del>" in page
    assert "<ins>every two years</ins>" in page


def test_what_became_of_each_is_said_at_the_end():
    said = plain(model(amendments_paper, at_the_end(), TEXT))
    assert "fell – with amendment 1" in said
    assert "carried as modified" in said


WORDS = st.lists(st.sampled_from(["a", "b", "of", "doors", ",", "x"]), max_size=8).map(" ".join)


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_marked_words_are_both_wordings(old, new):
    told = telling(in_progress())
    found = Wordings(old, new, "en")
    both = marked(told, found)
    assert "".join(one.text for one in both.runs if one.mark != "added") == old
    assert "".join(one.text for one in both.runs if one.mark != "struck") == new
    assert existing(told, found).plain == old
    assert proposed(told, found).plain == new


# The text as it stands, in three views.


def test_the_clean_text_is_what_the_record_says():
    published = at_the_end()
    document = in_view("text_as_it_stands", standing_text.clean, published)
    text = published.assembly.texts[TEXT]
    standing = as_it_stands(published.assembly, text)
    assert [one.text.plain for one in clauses(document)] == [
        one.words["en"] for one in standing.seen
    ]


def test_the_view_with_changes_holds_the_first_text_and_the_last():
    published = at_the_end()
    document = in_view("text_with_changes", standing_text.with_changes, published)
    text = published.assembly.texts[TEXT]

    def without(mark: str) -> list[str]:
        kept = (
            "".join(run.text for run in one.text.runs if run.mark != mark)
            for one in clauses(document)
        )
        return [one for one in kept if one]

    assert without("added") == [one.words["en"] for one in text.versions[0].clauses]
    assert without("struck") == [one.words["en"] for one in text.latest.clauses]


def test_brackets_name_who_holds_which_words():
    document = in_view("text_in_brackets", standing_text.in_brackets, in_progress())
    said = plain(document)
    assert (
        "Urges all parliaments to build ramps [Am. 1, Boltara: or lifts] "
        "[Am. 6, Dorvane: or lifts] at every [Am. 2, Cadria: public] door "
        "[Am. 2, Cadria: before 2030];"
    ) in said
    assert "a plan [each year] [Am. 4, Cadria: every two years];" in said
    assert "[Am. 3, Dorvane: delete the paragraph]" in said
    assert "[Am. 5, Boltara: Invites visitors to say what they need;]" in said
    assert "9 brackets of open amendments are left, paragraphs with any: 5" in said
    assert "No bracket is left" in plain(
        in_view("text_in_brackets", standing_text.in_brackets, at_the_end())
    )


# The resolution, the script, the bench file.


def test_a_resolution_has_a_preamble_without_numbers_and_says_how_it_was_adopted():
    document = model(adopted_text, at_the_end(), TEXT)
    marks = {one.sort: one.mark for one in clauses(document)}
    assert marks["preambular"] == ""
    assert marks["operative"]
    facts = {label.plain: text.plain for label, text in document.facts}
    assert facts["Adopted by"] == "Assembly"
    assert facts["On"] == "2 March 2026"
    assert adopted_text.OUTPUTS[0].parts(in_progress()) == []


def test_the_script_reads_in_order_and_says_what_falls():
    document = model(voting_script, in_progress(), TEXT)
    said = plain(document)
    assert said.index("amendment 9") < said.index("amendment 2 by Cadria")
    assert "“I put to the vote amendment 3 by Dorvane, which deletes a paragraph" in said
    after = said[said.index("amendment 3 by Dorvane") :]
    assert after.index("If it is carried, these have nothing left to change: 4.") < 300
    assert "“I put to the vote the draft resolution C-I/rehearsal-of-texts/DR as a whole" in said
    assert "There is nothing to put" in plain(model(voting_script, at_the_end(), TEXT))


def test_the_bench_file_has_room_for_a_position_and_a_note():
    document = model(bench_file, in_progress(), TEXT)
    table = next(one for one in document.blocks if hasattr(one, "rows"))
    assert [one.plain for one in table.head[-2:]] == ["Position", "Note"]
    assert all(not row[-1] and not row[-2] for row in table.rows)
    assert len(table.rows) == 9, "ten are lodged, one is irreceivable"
    assert "No amendment is open" in plain(model(bench_file, at_the_end(), TEXT))


def test_a_session_without_texts_has_no_paper():
    published = replace(in_progress(), assembly=without_texts(in_progress().assembly))
    assert not [o for o, _ in files_of(published) if o.name in NAMES]


def without_texts(assembly: Assembly) -> Assembly:
    return replace(assembly, texts={})


def test_a_paragraph_after_one_that_is_in_no_version_yet_is_shown_all_the_same():
    published = in_progress()
    text = published.assembly.texts[TEXT]
    fifth = text.amendments[5]
    other = replace(fifth, number=11, clause="n11", after="n5", words={"en": "Then thanks them;"})
    changed = text.with_amendment(other)
    published = replace(published, assembly=published.assembly.with_text(changed))
    said = plain(model(amendments_paper, published, TEXT))
    assert "Moved by Boltara, to insert a paragraph: new, after new paragraph." in said
    document = docx.Document(BytesIO(made("draft-to-amend.docx", published, TEXT)))
    brought = "".join(one.text or "" for one in document.element.body.iter(qn("w:t")))
    assert "Then thanks them;" in brought


def test_words_of_another_direction_stay_together():
    arabic = replace(in_progress(), language="ar")
    page = made("amendments-paper.html", arabic, TEXT).decode()
    assert (
        '<bdi lang="en">Recalling that many visitors<ins>, above all those with small children,'
        "</ins> cannot enter,</bdi>"
    ) in page
    file = docx.Document(BytesIO(made("amendments-paper.docx", arabic, TEXT)))
    [cell] = [
        one
        for table in file.tables
        for one in table.column_cells(1)
        if one.text.startswith("Recalling")
    ]
    assert cell.paragraphs[0]._p.find(f".//{qn('w:bidi')}") is None
    assert cell.paragraphs[0].runs[1].underline


def test_the_results_book_holds_what_was_adopted():
    said = plain(model(results_book, at_the_end()))
    assert "Adopted from C-I/rehearsal-of-texts/DR." in said
    assert "Urges all parliaments to build ramps or lifts at every public door;" in said
    assert "build ramps" not in plain(model(results_book, in_progress()))
