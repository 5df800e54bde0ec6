"""A Word document that went out with its paragraphs in bookmarks and comes back edited.

Every run of words is given with who inserted or deleted it while changes were tracked; what that
means for a text is for others to say. Marks before paragraphs, set in a style of their own, are
no words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from hemicycle.handed_in.drafts.found import Doubt, doubt
from hemicycle.handed_in.drafts.marks import mark_of
from hemicycle.handed_in.drafts.numbering import numbering_of
from hemicycle.handed_in.drafts.package import opened
from hemicycle.handed_in.drafts.places import LEVEL, MARK_STYLE, Place, amendment_of, place_in
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.word import DAMAGED, FALLBACK, PARAGRAPH, RUN, Walk

AUTHOR, VALUE = qn("w:author"), qn("w:val")
COME, GONE = (qn("w:ins"), qn("w:moveTo")), (qn("w:del"), qn("w:moveFrom"))
START, DELETED_TEXT = qn("w:bookmarkStart"), qn("w:delText")
TOLD = ("notes", "pictures", "hidden")
Element = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRun:
    """Some words, the clause in whose bookmark they stand, who inserted them, who deleted them."""

    words: str
    place: Place | None = None
    inserted_by: str = ""
    deleted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedParagraph:
    """A paragraph with the clauses whose bookmarks begin in it.

    Of a new one, `mark` is what stands before its words, `level` how deep its style says it is,
    0 for nothing. `deleted_by` struck the end of the paragraph, which joins it to the next.
    """

    runs: Sequence[EditedRun] = ()
    places: tuple[Place, ...] = ()
    mark: str = ""
    level: int = 0
    deleted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedFile:
    """What came back: its paragraphs in their order, and what of it is not read."""

    paragraphs: Sequence[EditedParagraph]
    doubts: Sequence[Doubt] = ()


def read_edited(content: bytes) -> EditedFile:
    """The paragraphs of an edited document.

    Errors: HandedInFault
    """
    document = opened(content)
    try:
        reader = Reader(document)
        paragraphs = tuple(reader.paragraphs())
        doubts = [doubt(kind) for kind in TOLD if reader.walk.doubts[kind]]
        remarks = [one.text for one in document.comments if not amendment_of(one.author)]
    except DAMAGED:
        raise HandedInFault("written_no_word") from None
    if not any(one.places for one in paragraphs):
        raise HandedInFault("draft_not_ours")
    doubts += [doubt("comments", one) for one in remarks]
    return EditedFile(paragraphs=paragraphs, doubts=doubts)


class Reader:
    """One way through the document."""

    def __init__(self, document: Document) -> None:
        self.walk, self.numbering = Walk(document), numbering_of(document)
        self.place: Place | None = None
        styles = document.styles
        self.marks = {one.style_id for one in styles if one.name == MARK_STYLE}
        self.levels = {
            one.style_id: int(found["level"])
            for one in styles
            if (found := LEVEL.fullmatch(one.name or ""))
        }

    def paragraphs(self) -> Iterator[EditedParagraph]:
        """Every paragraph in its order."""
        for paragraph in self.walk.body.iter(PARAGRAPH):
            if not any(one.tag == FALLBACK for one in paragraph.iterancestors()):
                yield self.paragraph(paragraph)

    def paragraph(self, paragraph: Element) -> EditedParagraph:
        """One paragraph; words beside its bookmarks belong to the nearest before them."""
        found = (place_in(one.get(qn("w:name")) or "") for one in paragraph.iter(START))
        places = tuple(one for one in found if one)
        self.place = places[0] if places else None
        runs = [one for one in self.runs(paragraph, inserted_by="", deleted_by="") if one.words]
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        struck = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{GONE[0]}")
        return EditedParagraph(
            runs=runs,
            places=places,
            mark="" if places else self.numbering.mark(paragraph) or typed_mark(runs),
            level=self.levels.get(style.get(VALUE) or "", 0) if style is not None else 0,
            deleted_by=author(struck),
        )

    def runs(self, node: Element, *, inserted_by: str, deleted_by: str) -> Iterator[EditedRun]:
        """The words of a paragraph or a part of it, deleted ones too."""
        for child in node:
            tag = child.tag
            if tag == START:
                self.place = place_in(child.get(qn("w:name")) or "") or self.place
            elif tag == RUN:
                yield EditedRun(
                    words=self.words(child),
                    place=self.place,
                    inserted_by=inserted_by,
                    deleted_by=deleted_by,
                )
            elif tag not in (PARAGRAPH, FALLBACK) and isinstance(tag, str):
                yield from self.runs(
                    child,
                    inserted_by=author(child) if tag in COME else inserted_by,
                    deleted_by=author(child) if tag in GONE else deleted_by,
                )

    def words(self, run: Element) -> str:
        """The words of a run; none where it is a mark of ours."""
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(VALUE) in self.marks:
            return ""
        said = "".join(self.walk.pieces(run))
        return said + "".join(one.text or "" for one in run.iter(DELETED_TEXT))


def typed_mark(runs: Sequence[EditedRun]) -> str:
    """The mark that somebody typed before a new paragraph."""
    words = "".join(one.words for one in runs if not one.deleted_by).lstrip()
    return words[: mark_of(words).length].strip()


def author(change: Element | None) -> str:
    """Who made a tracked change; "?" where the file does not say."""
    return "" if change is None else (change.get(AUTHOR) or "?")
