"""What a clerk looks at before signing: the words of the record, names, order, articles, dates."""

from dataclasses import replace
from io import BytesIO

import msgspec
import pytest
from docx import Document
from pypdf import PdfReader

from hemicycle.journal.names import Name, Names
from hemicycle.phrases.formats import by_letters, cited
from hemicycle.publish.documents import as_pdf, decisions_list, results_book
from hemicycle.publish.documents.as_pdf import legible, paper_of
from hemicycle.publish.output import root_of

from .documents_at_hand import LANGUAGES, documents_of, made, model, plain
from .sessions_of_data import demonstration
from .small_session import NAMES, whole_session

HAN = "上官若岚"


def told_in(extension: str, content: bytes) -> str:
    """The words of a document in one of its formats."""
    if extension == "pdf":
        pages = PdfReader(BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if extension == "docx":
        return " ".join(one.text for one in Document(BytesIO(content)).paragraphs)
    return content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_printed_document_bears_the_record_in_eight_words(language):
    published = whole_session().published(language)
    size, _, words = root_of(published)
    assert len(words.split()) == 8
    for output, part in documents_of(published):
        told = told_in(output.extension, made(output.file_name, published, part))
        assert words in told, output.file_name
    assert size == published.assembly.position


def test_between_two_checkpoints_the_words_are_those_of_the_root_that_nobody_has_signed():
    signed = whole_session().published()
    newest = signed.checkpoints[0].read()
    assert root_of(replace(signed, checkpoints=(), root=newest.root)) == root_of(signed)
    assert root_of(replace(signed, checkpoints=(), root=bytes(32))) != root_of(signed)
    assert root_of(replace(signed, checkpoints=())) is None


# -- names that our fonts lack -------------------------------------------------------------------


def named(**label: str) -> Names:
    """The names of the small session, one of them as it is given."""
    person = msgspec.structs.replace(NAMES.entries["p-0001-1"], label=label)
    return Names(2, {**NAMES.entries, "p-0001-1": person})


def test_a_name_without_letters_of_ours_is_told_in_another_language():
    published = whole_session().published("en", named(en=HAN, fr="Chan-Kouan Jo-lan"))
    told = plain(model(results_book, legible(published)))
    assert "Chan-Kouan Jo-lan" in told
    assert HAN not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "name in another script"), ("fr", "nom dans une autre écriture")],
)
def test_where_there_is_no_other_it_is_said_and_the_reason_stands_at_the_end(language, words):
    published = whole_session().published(language, named(en=HAN))
    told = told_in("pdf", made("results-book.pdf", published))
    assert words in told
    assert "????" not in told
    assert "HTML" in told.rpartition("hemicycle-verify")[2]
    assert HAN in told_in("html", made("results-book.html", published))
    usual = told_in("pdf", made("results-book.pdf", whole_session().published(language)))
    assert words not in usual


def test_a_letter_that_is_lacking_still_shows_that_it_is():
    name = Name(label={"en": f"Ana {HAN[0]}"})
    assert as_pdf.in_our_letters(name, "en", unwritten="-").label == {"en": "-"}
    assert (
        as_pdf.in_our_letters(NAMES.entries["p-0001"], "en", unwritten="-")
        is (NAMES.entries["p-0001"])
    )


# -- order, articles, dates ----------------------------------------------------------------------


def test_delegations_stand_by_the_names_of_the_language():
    published = replace(demonstration(), language="fr", part="plenary-1")
    told = made("summary-record.html", published, "plenary-1").decode()
    absent = told.partition("Absentes")[2].partition("</p>")[0]
    order = [absent.index(one) for one in ("Bélisande", "Fonds des archives", "Yarmund")]
    assert order == sorted(order)
    assert by_letters("Évrane") == "evrane"
    republics = ("République du Boltara", "République d’Antarelle", "République de Cadrie")
    assert sorted(republics, key=by_letters) == [republics[1], republics[2], republics[0]]


@pytest.mark.parametrize(
    ("article", "french"),
    [
        ("Rule 11.2(a)", "art. 11.2 a) du Règlement"),
        ("Rule 11.1", "art. 11.1 du Règlement"),
        ("Council Rule 8.1", "art. 8.1 du Règlement du Conseil"),
        ("Art. 19, Art. 25.5", "art. 19, art. 25.5"),
        ("Rule 17.1 (number not verified)", "art. 17.1 du Règlement (numéro non vérifié)"),
        ("§ 4", "§ 4"),
    ],
)
def test_an_article_is_cited_as_the_language_cites_it(article, french):
    assert cited(article, "fr") == french
    assert cited(article, "en") == article
    assert "Rule" not in cited(article, "ar")


def test_french_decisions_cite_no_english_rule():
    told = plain(model(decisions_list, replace(demonstration(), language="fr")))
    assert "art. 11.2 a) du Règlement" in told
    assert "Rule" not in told


def test_days_of_one_month_name_it_once():
    french = plain(model(results_book, replace(reported(), language="fr")))
    assert "du 5 au 9 avril 2025" in french
    assert "5 to 9 April 2025" in plain(model(results_book, reported()))


def reported():
    """The 150th Assembly as reported."""
    return demonstration("as-reported-150.minutes")


def test_a_report_is_called_so_in_french():
    french = plain(model(results_book, replace(reported(), language="fr")))
    assert "article de presse du 7 avril 2025" in french
    assert "news report" not in french


def test_words_of_the_other_direction_are_set_that_way_whole():
    given = paper_of(model(results_book, replace(reported(), language="ar"))).values
    cells = [
        cell
        for block in given["blocks"]
        if block["sort"] == "table"
        for row in block["rows"]
        for cell in row
    ]
    foreign = [cell for cell in cells if cell["foreign"]]
    assert foreign
    assert not any(cell["rtl"] for cell in foreign)
    assert any(cell["rtl"] and not cell["foreign"] for cell in cells)
    english = paper_of(model(results_book, reported())).values["blocks"]
    assert not any(
        cell["foreign"]
        for block in english
        if block["sort"] == "table"
        for row in block["rows"]
        for cell in row
    )
