"""A draft in a Word document: its paragraphs with the numbers that Word shows before them.

Tracked changes are taken as accepted; words in tables and boxes are kept in their order; a footnote
is kept in square brackets at the end of its paragraph. Each of these is told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from hemicycle.handed_in.drafts.form import in_form
from hemicycle.handed_in.drafts.found import Doubt, DraftRead, Piece, doubt
from hemicycle.handed_in.drafts.numbering import numbering_of
from hemicycle.handed_in.drafts.package import opened
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.word import DAMAGED, FALLBACK, PARAGRAPH, Walk

BOX, TABLE, NUMBER = qn("w:txbxContent"), qn("w:tbl"), qn("w:id")
NOTES = {
    "/footnotes": (qn("w:footnoteReference"), qn("w:footnote")),
    "/endnotes": (qn("w:endnoteReference"), qn("w:endnote")),
}
HEADS = ("/header", "/footer")
Element = Any  # lxml ships no types
Found = dict[tuple[str, str], str]


def read(content: bytes) -> DraftRead:
    """The draft in a Word document.

    Errors: HandedInFault
    """
    document = opened(content)
    try:
        return in_form(list(pieces_of(document)), of_file=heads_of(document))
    except DAMAGED:
        raise HandedInFault("written_no_word") from None


def pieces_of(document: Document) -> Iterator[Piece]:
    """Every paragraph in its order, with what was left out of it."""
    walk, numbering, notes = Walk(document), numbering_of(document), notes_of(document)
    seen: set[Element] = set()
    for paragraph in walk.body.iter(PARAGRAPH):
        above = list(paragraph.iterancestors())
        if any(one.tag == FALLBACK for one in above):
            continue
        before = Counter(walk.doubts)
        words = "".join(walk.words(paragraph))
        kept = " ".join(f"[{one}]" for one in noted(paragraph, notes))
        piece = Piece(
            words=f"{words} {kept}",
            mark=numbering.mark(paragraph) if words.strip() else "",
            doubts=tuple(doubt(kind, words) for kind in walk.doubts - before),
        )
        for kind, tag in (("tables", TABLE), ("boxes", BOX)):
            holder = next((one for one in above if one.tag == tag), None)
            if holder is not None and holder not in seen and words.strip():
                seen.add(holder)
                piece = replace(piece, doubts=(*piece.doubts, doubt(kind, words)))
        yield piece


def noted(paragraph: Element, notes: Found) -> Iterator[str]:
    """The notes to which a paragraph refers."""
    for part, (reference, _) in NOTES.items():
        for one in paragraph.iter(reference):
            words = notes.get((part, one.get(NUMBER) or ""))
            if words:
                yield words


def notes_of(document: Document) -> Found:
    """Every footnote and endnote by its number."""
    found: Found = {}
    for relation in document.part.rels.values():
        for part, (_, tag) in NOTES.items():
            if relation.reltype.endswith(part) and not relation.is_external:
                for one in parse_xml(relation.target_part.blob).iter(tag):
                    found[part, one.get(NUMBER) or ""] = plain(one)
    return found


def heads_of(document: Document) -> list[Doubt]:
    """What stands at the head and foot of pages, which is no part of the text."""
    words = [
        plain(relation.target_part.element)
        for relation in document.part.rels.values()
        if relation.reltype.endswith(HEADS) and not relation.is_external
    ]
    return [doubt("heads", one) for one in dict.fromkeys(words) if one]


def plain(element: Element) -> str:
    """The words below an element, on one line."""
    paragraphs = (
        "".join(one.text or "" for one in p.iter(qn("w:t"))) for p in element.iter(PARAGRAPH)
    )
    return " ".join(" ".join(paragraphs).split())
