"""The text of a PDF (ISO 32000), page by page, without running heads and numbers of pages."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.paragraphs import paragraphs_of

MOST_PAGES = 200
OFTEN = 2  # pages on which the same first or last line is a running head
PAGE_NUMBER = re.compile(r"(?i)\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of|sur|de)\s*\d{1,4})?\W*")
FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HARDLY_ANY = 0.1  # of the letters; a name or two
DAMAGED = (
    *(PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError),
    *(RecursionError, OverflowError, ZeroDivisionError, AssertionError, NotImplementedError),
)


def read(content: bytes) -> Reading:
    """The paragraphs of a PDF.

    Errors: HandedInFault
    """
    return Reading(paragraphs=paragraphs_of(lines_of(content)))


def lines_of(content: bytes) -> str:
    """The lines of a PDF as they stand on its pages, one below the other.

    Errors: HandedInFault, where it is damaged, locked, too long or only pictures of pages, or
    written from right to left
    Note: such pages hold their words in the order in which they are drawn, and no reader we know
    puts them back without mistakes.
    """
    pages = pages_of(content)
    text = "".join(pages)
    if not text.strip():
        raise HandedInFault("written_only_pictures")
    if len(FROM_THE_RIGHT.findall(text)) > HARDLY_ANY * len(text):
        raise HandedInFault("written_pdf_from_the_right")
    return "\n".join(without_frames(pages))


def pages_of(content: bytes) -> Sequence[str]:
    """The text of each page.

    Errors: HandedInFault
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells us by what it raises
    try:
        reader = PdfReader(io.BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        many = 0 if is_locked else len(reader.pages)
        pages = [page.extract_text() for page in reader.pages] if 0 < many <= MOST_PAGES else []
    except DAMAGED:
        raise HandedInFault("written_no_pdf") from None
    if is_locked:
        raise HandedInFault("written_locked")
    if many > MOST_PAGES:
        raise HandedInFault("written_too_many_pages", n=MOST_PAGES)
    return pages


def without_frames(pages: Sequence[str]) -> Sequence[str]:
    """The pages without numbers and without what stands at the same edge of many."""
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    filled = [[line for line in page if line] for page in lines]
    heads = Counter(page[0] for page in filled if page)
    feet = Counter(page[-1] for page in filled if page)
    return ["\n".join(framed(page, heads=heads, feet=feet)) for page in lines]


def framed(page: list[str], *, heads: Counter[str], feet: Counter[str]) -> list[str]:
    """A page without its first and last line where those are no part of the text."""
    while page and (not page[0] or PAGE_NUMBER.fullmatch(page[0]) or heads[page[0]] >= OFTEN):
        page = page[1:]
    while page and (not page[-1] or PAGE_NUMBER.fullmatch(page[-1]) or feet[page[-1]] >= OFTEN):
        page = page[:-1]
    return page
