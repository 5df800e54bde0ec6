"""Drafts from files of every kind: whole, in order, doubts at their place, nothing hostile read."""

import io
import re
import time
import zipfile
from collections import Counter

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.handed_in.drafts.found import DOUBTS
from hemicycle.handed_in.drafts.reading import read_draft
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.reading import LARGEST, MOST_TYPED, HandedIn
from hemicycle.phrases import load_phrases
from hemicycle.procedure.rules.clauses import clauses_of, read_paragraphs

from .documents import W, marked_document, pdf_file, saved, word_file, zipped

DRAFT = """Accessible buildings
The Committee on Buildings,
Recalling that many visitors cannot enter,
1. Urges all parliaments:
(a) to build ramps;
(b) to ask, above all,
(i) visitors;
(ii) neighbours;
(c) to report;
2. Thanks everybody."""
LEVELS = [1, 1, 1, 1, 2, 2, 3, 3, 2, 1]


def typed(text: str):
    return read_draft(HandedIn(typed=text))


def from_file(content: bytes):
    return read_draft(HandedIn(file=content))


def kinds(draft) -> dict[str, int]:
    """How often each kind of doubt is told."""
    return dict(Counter(one.kind for one in draft.doubts))


def refused(content: bytes) -> str:
    with pytest.raises(HandedInFault) as fault:
        from_file(content)
    return fault.value.reason_key


# Every kind of file gives the same paragraphs, which are those that are lodged.


def test_a_draft_in_its_form_stays_as_it_is():
    draft = typed(DRAFT)
    assert draft.text == DRAFT
    assert draft.doubts == ()
    clauses = clauses_of({"en": draft.text}, language="en")
    assert [one.level for one in clauses] == LEVELS
    assert [one.kind for one in clauses][:4] == ["title", "opening", "preambular", "operative"]


def test_word_numbers_lists_itself_and_they_are_read():
    document = docx.Document()
    for line in DRAFT.splitlines()[:3]:
        document.add_paragraph(line)
    for text, style in (("Urges ramps;", "List Number"), ("Thanks everybody.", "List Number")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("at every door", style="List Bullet")
    draft = from_file(saved(document))
    assert draft.paragraphs[3:] == ("1. Urges ramps;", "2. Thanks everybody.", "(a) at every door")


def test_a_word_file_a_page_and_akoma_ntoso_give_the_same():
    lines = DRAFT.splitlines()
    page = "<html><body>" + "".join(f"<p>{one}</p>" for one in lines) + "</body></html>"
    akoma = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>'
        f"<preface><p><docTitle>{lines[0]}</docTitle></p></preface><preamble><formula>"
        f"<p>{lines[1]}</p></formula><recitals><recital><p>{lines[2]}</p></recital></recitals>"
        "</preamble><mainBody><paragraph><num>1.</num><intro><p>Urges all parliaments:</p></intro>"
        "<point><num>(a)</num><content><p>to build ramps;</p></content></point>"
        "<point><num>(b)</num><intro><p>to ask, above all,</p></intro>"
        "<indent><num>(i)</num><content><p>visitors;</p></content></indent>"
        "<indent><num>(ii)</num><content><p>neighbours;</p></content></indent></point>"
        "<point><num>(c)</num><content><p>to report;</p></content></point></paragraph>"
        "<paragraph><num>2.</num><content><p>Thanks everybody.</p></content></paragraph>"
        "</mainBody></statement></akomaNtoso>"
    )
    for content in (word_file(*lines), page.encode(), akoma.encode(), DRAFT.encode()):
        assert from_file(content).text == DRAFT


def test_the_real_joint_motion_comes_out_whole(data_dir):
    content = (data_dir / "ep" / "document_rc-10-2025-0249-en.html").read_bytes()
    source = content.decode()
    source = source[source.index("European Parliament resolution on") :]
    plain = [
        " ".join(re.sub(r"<[^>]+>", " ", one).split())
        for one in re.findall(r"<p[^>]*>(.*?)</p>", source, flags=re.DOTALL)
    ]
    recitals = [one for one in plain if re.match(r"(–|[A-Z]\.) ", one)]
    resolved = [one for one in plain if re.match(r"\d+\. ", one)]
    assert (len(recitals), len(resolved)) == (6, 9)
    draft = from_file(content)
    read = read_paragraphs(draft.text)
    assert [one.kind for one in read] == [
        *("title", "opening"),
        *["preambular"] * len(recitals),
        *["operative"] * len(resolved),
    ]
    for one, found in zip([*recitals, *resolved], read[2:], strict=True):
        words = re.sub(r"[^\w]", "", one.partition(" ")[2]).replace("quot", "")
        assert re.sub(r"[^\w]", "", found.words)[:200] == words[:200]
    assert kinds(draft) == {"aside": 1, "reference": 1, "renumbered": 6}


# What is left out or changed is told at its place.


def test_all_that_a_word_file_hides_is_told():
    document = marked_document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.add_paragraph("1. Urges peace.")
    draft = from_file(saved(document))
    told = {one.kind: one for one in draft.doubts}
    assert {"hidden", "deletions", "insertions", "comments", "tables", "heads"} <= set(told)
    assert told["heads"].words == "Confidential"
    assert draft.paragraphs[told["tables"].place - 1] == "One line in a table."
    assert "patience" in draft.paragraphs[told["insertions"].place - 1]
    assert "nothing" not in draft.text


def test_marks_of_other_houses_become_ours_and_this_is_told():
    draft = typed("T\n– having regard to A,\nA. whereas B;\n1. Urges;\n• doors\n3. Asks;\nThanks.")
    assert draft.paragraphs == (
        *("T", "(1) having regard to A,", "(2) whereas B;"),
        *("1. Urges;", "(a) doors", "2. Asks;", "Thanks."),
    )
    assert [(one.kind, one.place) for one in draft.doubts] == [
        *(("renumbered", 2), ("renumbered", 3), ("renumbered", 5), ("renumbered", 6)),
        ("unnumbered", 7),
    ]


def test_a_long_recital_in_second_place_is_not_taken_for_the_opening():
    recital = "Recalling that a great many visitors to our buildings cannot enter them by any door,"
    draft = typed(f"Title\n{recital}\n1. Urges.")
    assert draft.paragraphs[1] == f"(1) {recital}"
    assert read_paragraphs(draft.text)[1].kind == "preambular"
    assert read_paragraphs(f"Title\n{recital}\n1. Urges.")[1].kind == "opening", "else no need"


def test_pasted_lines_that_a_page_broke_are_joined_and_told():
    text = "Title\n\n1. Urges all parliaments to\nbuild ramps at\nevery door;\n2. Asks for\nplans."
    draft = typed(text)
    assert draft.paragraphs == (
        "Title",
        "1. Urges all parliaments to build ramps at every door;",
        "2. Asks for plans.",
    )
    assert kinds(draft) == {"joined": 2}


def test_a_text_without_anything_resolved_is_told():
    assert kinds(typed("Title\nRecalling doors,")) == {"no_operative": 1}


def test_every_doubt_has_a_sentence():
    phrases = load_phrases()
    for kind in DOUBTS:
        assert phrases.has(f"textpaper.doubt.{kind}", "en")
        assert phrases.has(f"textpaper.doubt.{kind}", "fr")


def test_after_h_comes_i_and_below_a_letter_stands_a_number():
    eight = "".join(f"({one}) x;\n" for one in "abcdefgh")
    read = read_paragraphs(f"T\n1. Urges:\n{eight}(i) ninth;\n(j) tenth;\n(i) below;")
    assert [one.level for one in read[-3:]] == [2, 2, 3]


# Nothing hostile is read.


def test_macros_bombs_and_broken_files_are_refused():
    good = word_file(*DRAFT.splitlines())
    assert refused(repacked(good, {"word/vbaProject.bin": b"x"})) == "draft_macros"
    assert refused(good[: len(good) // 2]) == "written_no_word"
    assert refused(zipped({"word/document.xml": b"0" * 70 * 1024 * 1024})) == (
        "written_unpacks_too_far"
    )
    assert refused(b"\0" * (LARGEST + 1)) == "written_too_heavy"
    with pytest.raises(HandedInFault, match="draft_too_long"):
        typed("x" * (MOST_TYPED + 1))
    with pytest.raises(HandedInFault, match="draft_too_long"):
        typed("1. Urges.\n" * 1_000_000)


def test_words_from_elsewhere_are_refused_wherever_they_are_declared():
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert refused(entity + b"<akomaNtoso>&e;</akomaNtoso>") == "draft_entities"
    assert refused(b"<?xml version='1.0'?><other/>") == "draft_no_akoma"
    assert refused(b"<akomaNtoso><debate/></akomaNtoso>") == "draft_no_akoma"
    assert refused(b"<akomaNtoso><statement>") == "draft_no_xml"
    word = repacked(word_file("T"), {"word/footnotes.xml": entity + b"<a>&e;</a>"})
    assert refused(word) == "draft_entities"


def repacked(content: bytes, more: dict[str, bytes]) -> bytes:
    """A package with more in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    return zipped({**files, **more})


# For any words: nothing is lost, and what was read once is read the same again.

WORDS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="*_"), min_size=1
)
LINE = st.builds(
    "{}{}".format, st.sampled_from(("", "1. ", "(1) ", "(a) ", "(ii) ", "A. ", "– ")), WORDS
)


@settings(max_examples=200)
@given(st.lists(LINE, min_size=1, max_size=12))
def test_what_was_read_reads_the_same_again(lines):
    try:
        draft = from_file(word_file(*lines)) if len(lines) < 4 else typed("\n".join(lines))
    except HandedInFault:
        return
    again = typed("\n\n".join(draft.paragraphs))
    assert [one.words for one in read_paragraphs(again.text)] == [
        one.words for one in read_paragraphs(draft.text)
    ]


@settings(max_examples=300)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"<akomaNtoso>"]))
def test_any_bytes_are_read_or_refused(content, head):
    assert outcome(head + content) in ("read", "refused")


def outcome(content: bytes) -> str:
    """What comes of a file: it is read, or refused in a sentence."""
    try:
        draft = from_file(content)
    except HandedInFault as fault:
        has_sentence = load_phrases().has(f"reason.{fault.reason_key}", "en")
        return "refused" if has_sentence else fault.reason_key
    return "read" if draft.paragraphs else "empty"


MARKED = saved(marked_document())  # once: a file says when it was written, and is not as long


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_word_file_is_read_or_refused(data):
    content = bytearray(MARKED)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(content)) in ("read", "refused")


def test_a_footnote_is_kept_in_its_paragraph():
    document = docx.Document()
    line = document.add_paragraph("1. Urges ramps")
    line._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    draft = from_file(with_footnotes(document))
    assert draft.text == "1. Urges ramps [Or lifts]"
    assert kinds(draft) == {"notes": 1, "no_operative": 1}


def with_footnotes(document) -> bytes:
    """The document with a part of footnotes."""
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Or lifts</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def test_a_file_of_nothing_but_paragraphs_is_refused_soon():
    many = 60_000
    page = b"<html><ol>" + b"<li>x</li>" * many + b"</ol></html>"
    flat = b"<akomaNtoso><mainBody>" + b"<p>x</p>" * many + b"</mainBody></akomaNtoso>"
    deep = b"<akomaNtoso><mainBody><a>" + b"<paragraph><num>1.</num><p>x</p></paragraph>" * many
    begun = time.monotonic()
    for content in (page, flat, deep + b"</a></mainBody></akomaNtoso>"):
        assert refused(content) == "draft_too_long"
    assert time.monotonic() - begun < 60, "a minute would be for ever"


def test_a_title_above_broken_lines_is_one_of_its_own():
    lines = (
        "Ramps at every door",
        "Recalling that many visitors cannot enter because the stairs are",
        "steep and nobody thought of them,",
        "1. Urges parliaments to build ramps at every door of the building",
        "and of its garden;",
    )
    assert typed("\n".join(lines)).paragraphs == (
        lines[0],
        f"(1) {lines[1]} {lines[2]}",
        f"{lines[3]} {lines[4]}",
    )


def test_a_pdf_is_read_line_by_line():
    lines = "Ramps at every door\n\nRecalling the stairs,\n\n1\\. Urges all.\n\n2\\. Thanks all."
    assert from_file(pdf_file(lines)).paragraphs[-2:] == ("1. Urges all.", "2. Thanks all.")


def test_a_page_that_does_not_say_its_encoding_is_read_as_utf_8():
    page = "<html><body><p>Rampes à la porte</p><ol><li>Prie l’État.</li></ol></body></html>"
    assert from_file(page.encode()).paragraphs == ("Rampes à la porte", "1. Prie l’État.")
    said = page.replace("<body>", '<meta charset="latin-1"><body>').replace("’", "'")
    assert from_file(said.encode("latin-1")).paragraphs == ("Rampes à la porte", "1. Prie l'État.")
