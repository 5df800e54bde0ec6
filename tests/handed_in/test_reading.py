"""What people hand in is read as they see it; what cannot be is refused with one sentence."""

import asyncio
import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from hemicycle.handed_in import apart
from hemicycle.handed_in.apart import read_apart
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.length import word_count
from hemicycle.handed_in.reading import LARGEST, MOST_LETTERS, HandedIn, read
from hemicycle.handed_in.word import LARGEST_UNPACKED
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.wording import on_one_line

from .documents import marked_document, pdf_file, saved, word_file, zipped

FIRST = "Mr President, we have come a long way to say one short thing."
SECOND = "We thank the host, and we shall keep what we have promised here."


def refused(content: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(HandedInFault) as fault:
        read(HandedIn(file=content))
    key = str(fault.value.reason_key)
    assert load_phrases().say(f"reason.{key}", "en", NO_NAMES, **fault.value.facts)
    return key


def locked_pdf() -> bytes:
    """A PDF that opens with a word only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file(FIRST))))
    writer.encrypt("sesame", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_typed_words_and_files_of_text_give_the_same_paragraphs():
    text = f"{FIRST}\n\n{SECOND}\n"
    wanted = (FIRST, SECOND)
    assert read(HandedIn(typed=text)).paragraphs == wanted
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read(HandedIn(file=text.encode(encoding))).paragraphs == wanted


def test_a_document_is_read_as_it_is_seen_and_the_rest_is_told():
    reading = read(HandedIn(file=saved(marked_document())))
    assert reading.paragraphs == (
        "We thank the host.",
        "Peace is work.",
        "It costs patience.",
        "One line in a table.",
    )
    assert reading.doubts == {"hidden": 11, "deletions": 1, "insertions": 1, "comments": 1}


def test_a_plain_document_has_no_doubts():
    reading = read(HandedIn(file=word_file(FIRST, "", SECOND)))
    assert (reading.paragraphs, reading.doubts) == ((FIRST, SECOND), {})


def test_a_pdf_is_read_without_its_running_heads_and_page_numbers():
    words = " ".join([FIRST] * 25)
    content = pdf_file(f"{words}\n\n{SECOND}", height_cm=8)
    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    read_back = " ".join(read(HandedIn(file=content)).paragraphs)
    assert read_back == f"{words} {SECOND}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * (LARGEST + 1), "written_too_heavy"),
        (zipped({"a.txt": b"no document"}), "written_no_word"),
        (zipped({"[Content_Types].xml": b"<!DOCTYPE x [<!ENTITY e 'y'>]><x>&e;</x>"}),
         "written_no_word"),
        (b"PK\x03\x04 and nothing", "written_no_word"),
        (zipped({"a": b"0" * (LARGEST_UNPACKED + 1)}), "written_unpacks_too_far"),
        (b"%PDF-1.7 and nothing", "written_no_pdf"),
        (pdf_file("السيد الرئيس نتحدث اليوم عن السلام " * 9), "written_pdf_from_the_right"),
        (locked_pdf(), "written_locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "written_other_file"),
        (b"{\\rtf1 words}", "written_other_file"),
        (b"\x89PNG\r\n", "written_other_file"),
        (bytes(range(256)) * 40, "written_no_text"),
        ("text in another age \xe9".encode("latin-1"), "written_no_text"),
        (b"a\0b", "written_no_text"),
        (b" \n \n", "written_empty"),
        ("—… ".encode() * 9, "written_empty"),
        (b"wording " * (MOST_LETTERS // 7), "written_too_long"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(content, why):
    assert refused(content) == why


def test_a_pdf_of_pictures_says_so():
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    out = io.BytesIO()
    writer.write(out)
    assert refused(out.getvalue()) == "written_only_pictures"


def test_a_locked_package_says_so():
    content = bytearray(zipped({"word/document.xml": b"x"}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    assert refused(bytes(content)) == "written_locked"


def test_a_long_text_of_short_lines_is_refused_before_it_is_read():
    with pytest.raises(HandedInFault) as fault:
        read(HandedIn(typed="a\n\n" * 800_000))
    assert fault.value.reason_key == "written_too_long"
    shorter = "a\n\n" * 60_000  # where putting pieces together must not take their square
    assert sum(map(len, read(HandedIn(typed=shorter)).paragraphs)) > 100_000


def test_signs_that_nobody_sees_are_left_out_and_told():
    hidden = "".join(chr(0xE0000 + ord(one)) for one in "vote no")
    reading = read(HandedIn(typed=f"We thank\u202e{hidden} the ho\u00adst.\ufeff"))
    assert reading.paragraphs == ("We thank the host.",)
    assert reading.doubts == {"signs": 1 + len("vote no")}


def test_signs_that_a_script_needs_stay():
    words = "می\u200cخواهیم \u200fصلح"
    reading = read(HandedIn(typed=words))
    assert (reading.paragraphs, reading.doubts) == ((words,), {})


def test_markup_is_text_like_any_other():
    words = "<script>alert(1)</script> and <b>we</b> go on."
    assert read(HandedIn(typed=words)).paragraphs == (words,)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused(text):
    try:
        reading = read(HandedIn(typed=text))
    except HandedInFault:
        return
    assert all(one and one == on_one_line(one) for one in reading.paragraphs)


@pytest.mark.parametrize("original", [saved(marked_document()), pdf_file(f"{FIRST}\n\n{SECOND}")])
def test_a_damaged_file_is_read_or_refused(original):
    damage = random.Random(150)  # noqa: S311 - a seed makes it repeatable
    for _ in range(60):
        content = bytearray(original)
        for _ in range(damage.randrange(1, 12)):
            content[damage.randrange(len(content))] = damage.randrange(256)
        cut = damage.choice([len(content), damage.randrange(len(content))])
        try:
            read(HandedIn(file=bytes(content[:cut])))
        except HandedInFault:
            continue  # any other fault would fail the test


def test_a_package_with_other_parts_damaged_inside_is_refused():
    package = zipfile.ZipFile(io.BytesIO(saved(marked_document())))
    files = {one: package.read(one) for one in package.namelist()}
    files["word/document.xml"] = files["word/document.xml"][:-40]
    assert refused(zipped(files)) == "written_no_word"


def test_words_are_counted_as_they_are_said():
    assert word_count(["L’assemblée s'est réunie aujourd’hui."]) == 4
    assert word_count(["我们今天在这里讨论和平问题。"]) == 8  # thirteen signs at 1.6 a word
    assert word_count(["نتحدث اليوم عن السلام"]) == 4
    assert word_count([]) == 0


def test_a_file_is_read_in_a_process_of_its_own():
    reading = asyncio.run(read_apart(word_file(FIRST)))
    assert reading.paragraphs == (FIRST,)
    with pytest.raises(HandedInFault) as fault:
        asyncio.run(read_apart(b"%PDF-1.7 nothing"))
    assert fault.value.reason_key == "written_no_pdf"


def test_a_reader_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "WITHIN_S", 0.001)
    with pytest.raises(HandedInFault) as fault:
        asyncio.run(read_apart(word_file(FIRST)))
    assert fault.value.reason_key == "written_takes_too_long"
