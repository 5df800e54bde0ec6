"""What a Speaker reports home: the words, what they rest on, and the root by which to check."""

import io
from dataclasses import replace

import pytest
from docx import Document as Word
from pypdf import PdfReader

from hemicycle.publish import OUTPUTS, Published, files_of, publish
from hemicycle.publish.documents import report_back, report_home
from hemicycle.publish.documents.document import Heading, Paragraph, Table
from hemicycle.publish.documents.report_home_said import record_root, words_home

from .rehearsed_sessions import SCENARIOS, as_it_was, rehearsed

CADRIA, GALDORA = "p-0003", "p-0007"


@pytest.fixture(scope="module")
def played() -> Published:
    found = rehearsed(SCENARIOS / "report_back.minutes")
    return replace(found, base_url="https://assembly.example", part=CADRIA)


def test_the_words_tell_who_went_what_was_said_voted_adopted_and_asked(played):
    said = words_home(played)
    lines = said["en"].splitlines()
    assert len(lines) == len(said["fr"].splitlines())
    assert lines[0] == "I report to you on Rehearsal of the report back on 2 March 2026."
    assert lines[1] == "Of this parliament there went: Lucan Amaro and Odile Brant."
    assert "Cadria will build ramps within a year" in lines[2]
    assert "our votes were: for 8, against 0, abstentions 0, not cast 15" in said["en"]
    assert "It reads: “Urges all parliaments to build ramps at every public door" in said["en"]
    assert "Commitment 1 waits for our answer, until 1 March 2027" in said["en"]
    assert "Résultat\u202f: question adoptée." in said["fr"]
    assert "engagement 1 attend notre réponse" in said["fr"]


def test_another_delegation_has_said_and_voted_otherwise(played):
    said = words_home(replace(played, part=GALDORA))["en"]
    assert "None of us had the floor." in said
    assert "our votes were" not in said


def test_the_root_is_that_of_the_whole_record_and_changes_with_it(played):
    size, root = record_root(played)
    assert size == len(played.records)
    assert root == played.checkpoints[-1].read().root.hex()
    shorter = replace(as_it_was(played, 20), records=played.records[:20])
    assert record_root(shorter) != (size, root)


def test_words_chapters_and_proof_stand_in_the_document(played):
    document = report_home.document(played)
    heads = [one.text.plain for one in document.blocks if isinstance(one, Heading)]
    assert heads[:3] == ["To be read aloud", "What the chamber can do", "Who went"]
    assert heads[-1] == "From which record this was drawn"
    said = [one.text.plain for one in document.blocks if isinstance(one, Paragraph)]
    assert any(record_root(played)[1] in text for text in said)


def test_word_and_pdf_say_the_same_and_stand_in_no_collection(played):
    file = Word(io.BytesIO(publish("report-home.docx", played, part=CADRIA)))
    assert any("Of this parliament there went" in one.text for one in file.paragraphs)
    pages = PdfReader(io.BytesIO(publish("report-home.pdf", played, part=CADRIA))).pages
    told = " ".join(" ".join(one.extract_text().split()) for one in pages)
    assert "Commitment 1 waits for our answer" in told
    assert "report-home.pdf" in OUTPUTS
    assert not [output for output, _ in files_of(played) if output.name == "report-home"]


@pytest.mark.parametrize("paper", [report_home, report_back])
def test_in_arabic_every_sentence_is_arabic_and_runs_from_right_to_left(played, paper):
    document = paper.document(replace(played, language="ar"))
    assert document.is_right_to_left
    told = [one.text for one in document.blocks if isinstance(one, Heading | Paragraph)]
    assert len(told) > 20
    assert {one.language for one in told} == {""}, "a sentence is not in Arabic"
    captions = [one.caption.language for one in document.blocks if isinstance(one, Table)]
    assert set(captions) == {""}
    page = publish(f"{paper.NAME}.html", replace(played, language="ar"), part=CADRIA).decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "Urges all parliaments to build ramps" in page, (
        "what was adopted stays as it was adopted"
    )
