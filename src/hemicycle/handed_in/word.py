"""A Word document (DOCX, ISO/IEC 29500): what a reader of it sees, tracked changes accepted.

The package is opened by python-docx, which leaves out what was typed while changes were tracked;
so its paragraphs are walked here.
"""

import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml import etree

from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.paragraphs import divided
from hemicycle.wording import on_one_line

LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2000
PARAGRAPH, RUN, TEXT = qn("w:p"), qn("w:r"), qn("w:t")
GONE = {qn("w:del"): "deletions", qn("w:moveFrom"): "deletions"}
COME = {qn("w:ins"): "insertions", qn("w:moveTo"): "insertions"}
COUNTED = {
    qn("w:commentReference"): "comments",
    qn("w:footnoteReference"): "notes",
    qn("w:endnoteReference"): "notes",
    qn("w:drawing"): "pictures",
    qn("w:pict"): "pictures",
    qn("w:object"): "pictures",
}
# The same thing once more for older programs; it would be read twice.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SPACES = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")}
VALUE, OFF = qn("w:val"), {"0", "false", "off"}
TINY_HALF_POINTS = 4
DAMAGED = (
    *(OpcError, KeyError, ValueError, AttributeError, IndexError, TypeError, OSError),
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error, NotImplementedError, RecursionError),
    *(EOFError, lzma.LZMAError),  # a part that says of itself that it is packed otherwise
)


def read(content: bytes) -> Reading:
    """The paragraphs of a document, with what was left out.

    Errors: HandedInFault, where it is no Word document, is damaged, or would unpack without end
    """
    require_sound_package(content)
    try:
        return Walk(docx.Document(io.BytesIO(content))).reading()
    except DAMAGED:
        raise HandedInFault("written_no_word") from None


def require_sound_package(content: bytes) -> None:
    """A package that unpacks to a size we can hold.

    Errors: HandedInFault
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except DAMAGED:
        raise HandedInFault("written_no_word") from None
    if any(one.flag_bits & 1 for one in parts):
        raise HandedInFault("written_locked")
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
        raise HandedInFault("written_unpacks_too_far")


class Walk:
    """One way through the body of a document."""

    def __init__(self, document: Document) -> None:
        self.body: Element = document.element.body
        self.doubts: Counter[str] = Counter()
        self.hidden_styles = {
            style.style_id
            for style in document.styles
            if getattr(getattr(style, "font", None), "hidden", None)
        }

    def reading(self) -> Reading:
        """All paragraphs, those in tables and boxes too, in the order in which they stand."""
        paragraphs = [
            part
            for paragraph in self.body.iter(PARAGRAPH)
            if not any(one.tag == FALLBACK for one in paragraph.iterancestors())
            for part in divided(on_one_line("".join(self.words(paragraph))))
            if part
        ]
        return Reading(paragraphs=paragraphs, doubts=+self.doubts)

    def words(self, node: Element) -> Iterator[str]:
        """The words that are seen in a paragraph or a part of it."""
        for child in node:
            tag = child.tag
            if tag in GONE:
                self.doubts[GONE[tag]] += 1
            elif tag == RUN:
                yield from self.run(child)
            elif tag not in (PARAGRAPH, FALLBACK) and isinstance(tag, str):
                if tag in COME:
                    self.doubts[COME[tag]] += 1
                yield from self.words(child)

    def run(self, run: Element) -> Iterator[str]:
        """The words of a run, unless nobody sees them."""
        said = "".join(self.pieces(run))
        if said.strip() and self.is_hidden(run):
            self.doubts["hidden"] += len(said.split())
            return
        yield said

    def pieces(self, run: Element) -> Iterator[str]:
        """What stands in a run, one after the other."""
        for child in run:
            if child.tag == TEXT:
                yield child.text or ""
            elif child.tag in SPACES:
                yield " "
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag in COUNTED:
                self.doubts[COUNTED[child.tag]] += 1

    def is_hidden(self, run: Element) -> bool:
        """Whether a run is marked as hidden, by itself or its style, is white, or hardly a dot."""
        marks = run.find(qn("w:rPr"))
        if marks is None:
            return False
        style = marks.find(qn("w:rStyle"))
        if style is not None and style.get(VALUE) in self.hidden_styles:
            return True
        vanish, colour, size = (marks.find(qn(one)) for one in ("w:vanish", "w:color", "w:sz"))
        if vanish is not None and vanish.get(VALUE) not in OFF:
            return True
        is_marked = marks.find(qn("w:shd")) is not None or marks.find(qn("w:highlight")) is not None
        if colour is not None and (colour.get(VALUE) or "").upper() == "FFFFFF" and not is_marked:
            return True
        height = (size.get(VALUE) or "") if size is not None else ""
        return height.isdigit() and int(height) <= TINY_HALF_POINTS
