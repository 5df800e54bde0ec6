"""Documents read back: every one in every format and language, banded, tagged, its text whole."""

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.record.certify_record import CertifyRecord
from hemicycle.procedure.acts.record.issue_record import IssueRecord
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.records import DAY_MS
from hemicycle.publish import OUTPUTS
from hemicycle.publish.documents import (
    results_book,
    summary_record,
)
from hemicycle.publish.documents.document import Paragraph, Table

from .documents_at_hand import (
    LANGUAGES,
    MODULES,
    NOTICES,
    documents_of,
    made,
    model,
    numbered,
    pages,
    shows,
    squeezed,
)
from .small_session import (
    NAMES,
    SmallSession,
    reported_session,
    whole_session,
)

# Every document is made, and bears its band.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("session", [whole_session, reported_session])
def test_every_document_is_made_and_every_page_bears_the_band(session, language):
    published = session().published(language)
    found = list(documents_of(published))
    expected = 12 if published.session.basis == "rehearsal" else 6
    assert len(found) == expected
    for output, part in found:
        content = made(output.file_name, published, part)
        assert published.band
        if output.extension == "pdf":
            shown = [squeezed(page) for page in pages(content)]
            assert shown
            assert all(shows(page, published.band, language) for page in shown)
        elif output.extension == "docx":
            header = docx.Document(BytesIO(content)).sections[0].header
            assert header.paragraphs[0].text == published.band
        else:
            assert f'<header class="band"><p>{published.band}</p>' in content.decode()


def test_what_was_acted_bears_no_band():
    session = SmallSession("acted")
    session.sit()
    published = session.published()
    assert published.band == ""
    for output, part in documents_of(published):
        content = made(output.file_name, published, part)
        if output.extension == "pdf":
            bands = ("REHEARSAL - invented parliaments",)
            assert not any(shows(squeezed(p), one, "en") for p in pages(content) for one in bands)
        elif output.extension == "html":
            assert b'class="band"' not in content


def test_the_bands_are_those_of_the_contract(rehearsal, reported):
    sessions = {"rehearsal": rehearsal, "reported": reported}
    for (basis, language), band in NOTICES.items():
        assert sessions[basis].published(language).band == band


# PDF: tagged, titled, in its language, with bookmarks, every paragraph in it.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_is_tagged_titled_and_in_its_language(rehearsal, language):
    published = rehearsal.published(language)
    for module, part in ((summary_record, "plenary-1"), (results_book, "")):
        reader = PdfReader(BytesIO(made(f"{module.NAME}.pdf", published, part)))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == language
        assert model(module, published, part).title in reader.metadata.title
        assert len(reader.outline) > 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_pdf_holds_every_paragraph_and_numbers_its_pages(rehearsal, language):
    published = rehearsal.published(language)
    shown = pages(made("summary-record.pdf", published, "plenary-1"))
    text = squeezed(" ".join(shown))
    document = model(summary_record, published, "plenary-1")
    assert len(numbered(document)) > 8
    for one in numbered(document):
        if "ليلى" not in one.text.plain:  # letters of a name that are joined differently
            assert squeezed(f"{one.number}.{one.text.plain}") in text
    assert "99.Sitting1" not in text
    for number, page in enumerate(shown, 1):
        assert f"{number} / {len(shown)}" in page


def test_arabic_is_set_from_right_to_left(rehearsal):
    published = rehearsal.published("ar")
    document = model(summary_record, published, "plenary-1")
    assert document.is_right_to_left
    letters = "".join(pages(made("summary-record.pdf", published, "plenary-1")))
    assert len(re.findall("[\u0600-\u06ff\ufb50-\ufeff]", letters)) > 500
    assert {one.text.language for one in numbered(document)} == {""}, "a sentence is not in Arabic"
    page = made("summary-record.html", published, "plenary-1").decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<bdi lang="en">' in page


def test_letters_that_the_fonts_lack_are_told_and_never_stop_a_document(rehearsal):
    names = Names(1, {**NAMES.entries, "p-0001-1": Name(label={"zh": "王小明 😀"})})
    published = rehearsal.published("en", names)
    shown = " ".join(pages(made("summary-record.pdf", published, "plenary-1")))
    assert "name in another script" in shown
    assert "stand for names and letters" in shown
    assert "王小明 😀" in made("summary-record.html", published, "plenary-1").decode()
    whole = " ".join(pages(made("summary-record.pdf", rehearsal.published("en"), "plenary-1")))
    assert "stand for names and letters" not in whole


# DOCX: headings, tables with heads, fields, bookmarks, language.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_docx_has_headings_tables_fields_and_bookmarks(rehearsal, language):
    published = rehearsal.published(language)
    file = docx.Document(BytesIO(made("summary-record.docx", published, "plenary-1")))
    document = model(summary_record, published, "plenary-1")
    headings = [one.text for one in file.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [one.text.plain for one in document.headings]
    tables = [one for one in document.blocks if isinstance(one, Table)]
    assert len(file.tables) == len(tables) == 1
    assert [one.text for one in file.tables[0].rows[0].cells] == [x.plain for x in tables[0].head]
    assert file.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    marks = {one.get(qn("w:name")) for one in file.element.iter(qn("w:bookmarkStart"))}
    wanted = {
        f"e{one.anchor[1:]}" for one in document.blocks if isinstance(one, Paragraph) and one.number
    }
    assert wanted <= marks
    codes = [one.text for one in file.sections[0].footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert file.core_properties.language == language
    turned = [
        one
        for one in file.paragraphs
        if one._p.pPr is not None and one._p.pPr.find(qn("w:bidi")) is not None
    ]
    assert bool(turned) == (language == "ar")


# The order in which word processors expect what says how a paragraph, words or a table look.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs bidi spacing ind jc rPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs rtl lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblLayout tblCellMar tblLook",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_docx_says_of_its_looks_stands_in_its_order(rehearsal, language):
    published = rehearsal.published(language)
    for name, part in (("summary-record.docx", "plenary-1"), ("results-book.docx", "")):
        body = docx.Document(BytesIO(made(name, published, part))).element
        for kind, order in ORDER.items():
            found = [
                [one.tag.partition("}")[2] for one in each] for each in body.iter(qn(f"w:{kind}"))
            ]
            assert found
            assert [one for one in found if not in_order(one, order.split())] == []


def in_order(found: list[str], order: list[str]) -> bool:
    """Whether names stand in an order, each at most once."""
    return found == [one for one in order if one in found]


def test_what_stands_out_of_its_order_is_found():
    assert in_order(["b", "sz"], ORDER["rPr"].split())
    assert not in_order(["sz", "b"], ORDER["rPr"].split())
    assert not in_order(["unknown"], ORDER["rPr"].split())


def test_every_link_of_a_page_and_of_a_docx_leads_somewhere(rehearsal):
    published = rehearsal.published()
    for output, part in documents_of(published):
        content = made(output.file_name, published, part)
        if output.extension == "html":
            page = content.decode()
            anchors = re.findall(r' id="([^"]+)"', page)
            assert len(anchors) == len(set(anchors))
            links = set(re.findall(r'href="#([^"]+)"', page))
            assert links <= set(anchors)
        elif output.extension == "docx":
            body = docx.Document(BytesIO(content)).element
            marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
            assert len(marks) == len(set(marks))
            assert {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} <= set(marks)


# The same record gives the same bytes; another record does not.


def test_the_same_record_gives_the_same_bytes(rehearsal):
    published, again = rehearsal.published(), whole_session().published()
    for output, part in documents_of(published):
        first = made(output.file_name, published, part)
        assert first == made(output.file_name, again, part), output.file_name
        assert first != made(output.file_name, replace(published, language="fr"), part)


# Nothing that people wrote can act.


def test_texts_and_names_are_inert(rehearsal):
    for output, part in documents_of(rehearsal.published()):
        if output.extension == "html":
            page = made(output.file_name, rehearsal.published(), part).decode()
            assert "<script" not in page
            assert " style=" not in page
            assert not re.search(r"<[^>]+\son[a-z]+=", page)
    page = made("results-book.html", rehearsal.published()).decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_document_is_served_under_its_own_policy():
    for module in MODULES:
        for output in module.OUTPUTS:
            assert OUTPUTS[output.file_name] is output
            assert bool(output.policy) == (output.extension == "html")
            assert output.sort == "document"


# The state of its record stands at the head of a summary record.


def state_of(session: SmallSession) -> str:
    """What the head of the first summary record says of its state."""
    document = model(summary_record, session.published(), "plenary-1")
    [told] = [value.plain for head, value in document.facts if head.plain == "Record"]
    return told


def test_a_summary_record_says_whether_it_is_issued_provisional_or_final():
    session = whole_session()
    assert state_of(session) == "Not issued yet"
    session.act(IssueRecord)
    assert state_of(session).startswith("Provisional; corrections may be asked for until ")
    session.now = Instant(session.now + 8 * DAY_MS)
    session.act(CertifyRecord)
    assert state_of(session).startswith("Final; certified by ")
