"""A draft that somebody hands in, by what it is rather than by its name."""

import re

from hemicycle.handed_in.drafts import akoma, page, typed, word
from hemicycle.handed_in.drafts.found import DraftRead
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.reading import (
    LARGEST,
    MOST_LETTERS,
    MOST_PARAGRAPHS,
    MOST_TYPED,
    OTHERS,
    PDF,
    WORD,
    HandedIn,
)
from hemicycle.handed_in.typed import text_of

AKOMA = re.compile(rb"<(?:\w+:)?akomaNtoso[\s/>]")
XML = re.compile(rb"\s*<\?xml")
PAGE = re.compile(rb"(?i)<(?:!doctype\s+html|html|body|p)[\s>]")
HEAD_BYTES = 4096


def read_draft(handed_in: HandedIn) -> DraftRead:
    """The paragraphs of a draft in the form in which it is lodged, with every doubt.

    Errors: HandedInFault
    """
    if len(handed_in.typed) > MOST_TYPED:
        raise HandedInFault("draft_too_long", n=MOST_LETTERS)
    draft = read_file(handed_in.file) if handed_in.file else typed.read(handed_in.typed)
    if not draft.paragraphs:
        raise HandedInFault("draft_nothing")
    if len(draft.paragraphs) > MOST_PARAGRAPHS or len(draft.text) > MOST_LETTERS:
        raise HandedInFault("draft_too_long", n=MOST_LETTERS)
    return draft


def read_file(content: bytes) -> DraftRead:
    """The draft in a file.

    Errors: HandedInFault
    """
    if len(content) > LARGEST:
        raise HandedInFault("written_too_heavy", n=LARGEST // 1024 // 1024)
    if content.startswith(WORD):
        return word.read(content)
    head = content[:HEAD_BYTES]
    if PDF in content[:1024]:
        from hemicycle.handed_in import pdf  # noqa: PLC0415 - as in the reader of speeches

        return typed.read(pdf.lines_of(content))
    if content.startswith(tuple(OTHERS)):
        raise HandedInFault("draft_other_file")
    if AKOMA.search(head):
        return akoma.read(content)
    if PAGE.search(head):
        return page.read(content)
    if XML.match(head):
        raise HandedInFault("draft_no_akoma")
    return typed.read(text_of(content))
