"""Writes the blocks of a document into a file for word processors."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from typing import Any

from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as Drawn
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run as Words

from hemicycle.publish.documents.document import (
    Block,
    Clause,
    Contents,
    Document,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    plainly,
    strongly,
)
from hemicycle.publish.papers.occasion import is_right_to_left
from hemicycle.wording import colon

SOFT = RGBColor(0x4A, 0x56, 0x63)
INDENT = Cm(0.95)
CELL_PAD = "40"  # twentieths of a point
MOST_LETTERS = 40  # of the name of a bookmark
LINE_SIZE = 9  # points; so that a counted line fits into one of the page
AFTER_LINE_NUMBERS = (
    *("w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap"),
    *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi"),
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
)


class Writing:
    """A file while it is being written."""

    def __init__(self, file: File, document: Document) -> None:
        self.file, self.document = file, document
        self.anchors = document.anchors
        self.numbers = count(1)
        self.styles: dict[str, str | None] = {}  # by name; the library looks for each anew

    def line(self, text: Text, *, style: str = "", anchor: str = "") -> Line:
        """A new paragraph."""
        line = self.file.add_paragraph()
        if style:
            if style not in self.styles:
                named = self.file.styles[style]
                self.styles[style] = self.file.styles.get_style_id(named, WD_STYLE_TYPE.PARAGRAPH)
            line._p.style = self.styles[style]
        self.write(line, text, anchor=anchor)
        return line

    def sentence(self, text: Text, *, anchor: str = "") -> Line:
        """A new paragraph, which runs the way of its own language."""
        line = self.file.add_paragraph()
        own = is_right_to_left(text.plain) if text.language else self.document.is_right_to_left
        self.write(line, text, anchor=anchor, is_rtl=own)
        return line

    def write(
        self, line: Line, text: Text, *, anchor: str = "", is_rtl: bool | None = None
    ) -> None:
        """Put a text into a paragraph, which runs the way of the document unless it is said."""
        self.turn(line, is_rtl=self.document.is_right_to_left if is_rtl is None else is_rtl)
        with self.bookmark(line, anchor):
            for run in text.runs:
                self.run(line, run)

    def run(self, line: Line, run: Run) -> None:
        """Some words in their manner, language and direction."""
        one = line.add_run(run.text)
        properties = one._r.get_or_add_rPr()
        match run.mark:
            case "strong":
                one.bold = True
            case "emphasis":
                one.italic = True
            case "added":
                one.underline = True
            case "struck":
                one.font.strike = True
        is_ours = self.document.is_right_to_left and not any(map(runs_to_the_right, run.text))
        if is_ours or is_right_to_left(run.text):
            properties.append(OxmlElement("w:rtl"))
        if run.language:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), run.language)
            language.set(qn("w:bidi"), run.language)
            properties.append(language)
        if run.link in self.anchors:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark_of(run.link))
            one._r.addprevious(link)
            link.append(one._r)

    def turn(self, line: Line, *, is_rtl: bool) -> None:
        """Let a paragraph run from right to left."""
        if is_rtl:
            properties = line._p.get_or_add_pPr()
            properties.insert_element_before(
                OxmlElement("w:bidi"),
                *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"),
            )

    @contextmanager
    def bookmark(self, line: Line, anchor: str) -> Iterator[None]:
        """Make what is written meanwhile a place that links lead to."""
        if not anchor:
            yield
            return
        number = str(next(self.numbers))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (start, end):
            one.set(qn("w:id"), number)
        start.set(qn("w:name"), bookmark_of(anchor))
        line._p.append(start)
        yield
        line._p.append(end)

    def field(self, line: Line, code: str, *, shown: str) -> None:
        """A field that the word processor fills in, such as the number of the page."""
        for kind, text in (
            ("begin", ""),
            ("", code),
            ("separate", ""),
            ("shown", shown),
            ("end", ""),
        ):
            run = line.add_run()
            if kind == "shown":
                run.text = text
                continue
            one = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                one.set(qn("w:fldCharType"), kind)
            else:
                one.text = text
            run._r.append(one)


def bookmark_of(anchor: str) -> str:
    """The name of a bookmark: letters, digits and low lines, and not many of them."""
    name = anchor.replace("-", "_").replace(".", "_")
    if len(name) <= MOST_LETTERS:
        return name
    return name[: MOST_LETTERS - 8] + sha256(anchor.encode()).hexdigest()[:8]


def runs_to_the_right(sign: str) -> bool:
    """Whether a sign is a letter of a script that runs from left to right."""
    return unicodedata.bidirectional(sign) == "L"


def runs_in(line: Line) -> list[Words]:
    """Every run of words in a paragraph, those of its links too."""
    return [Words(one, line) for one in line._p.iter(qn("w:r"))]


def fill(writing: Writing) -> None:
    """Everything below the head of the page."""
    document = writing.document
    if document.above:
        writing.line(document.above)
    writing.line(Text((Run(text=document.title),)), style="Title")
    writing.line(document.subtitle, style="Subtitle")
    writing.line(Text((Run(text=document.symbol),)))
    if document.facts:
        facts(writing)
    if document.has_cover:
        page_break(writing)
    followed = zip(document.blocks, (*document.blocks[1:], None), strict=True)
    before: Block | None = None
    for block, after in followed:
        put(writing, block)
        if isinstance(before, Heading) and isinstance(block, Paragraph | Note):
            # A line between a heading and what it is about goes with both of them.
            is_kept = isinstance(after, Heading | Table)
            writing.file.paragraphs[-1].paragraph_format.keep_with_next = is_kept or None
        before = block
    number_lines(writing)


def facts(writing: Writing) -> None:
    """The facts at the front, each with its label."""
    between = plainly(f"{colon(writing.document.language)} ")
    for label, text in writing.document.facts:
        line = writing.line(strongly(label) + between + text)
        line.paragraph_format.space_after = Pt(2)


def put(writing: Writing, block: Block) -> None:
    """One block."""
    match block:
        case Heading():
            writing.line(block.text, style=f"Heading {block.level}", anchor=block.anchor)
        case Paragraph():
            paragraph(writing, block)
        case Note():
            note(writing, block)
        case Clause():
            clause(writing, block)
        case Listing():
            for one in block.items:
                writing.line(one, style="List Bullet")
        case Table():
            table(writing, block)
        case Contents():
            contents(writing, block)
        case PageBreak():
            page_break(writing)


def paragraph(writing: Writing, block: Paragraph) -> None:
    """A paragraph, whose number stands in front of it and never changes by itself."""
    if not block.number:
        writing.sentence(block.text, anchor=block.anchor)
        return
    number = Text((Run(text=f"{block.number}.\t"),))
    line = writing.sentence(
        Text(number.runs + block.text.runs, block.text.language), anchor=block.anchor
    )
    form = line.paragraph_format
    form.left_indent, form.first_line_indent = INDENT, -INDENT
    form.tab_stops.add_tab_stop(INDENT)


def clause(writing: Writing, block: Clause) -> None:
    """A paragraph of a text, its lines as they are numbered, its mark in front of it."""
    mark = f"{block.mark}\t" if block.mark else ""
    line = writing.sentence(
        Text((Run(text=mark), *block.text.runs), block.text.language), anchor=block.anchor
    )
    form = line.paragraph_format
    if block.sort in ("preambular", "operative"):
        form.left_indent, form.first_line_indent = INDENT * block.level, -INDENT if mark else None
        form.tab_stops.add_tab_stop(INDENT * block.level)
    if block.sort == "title":
        form.space_before, form.space_after = Pt(10), Pt(8)
    for run in runs_in(line):
        run.bold = True if block.sort == "title" else run.bold
        run.italic = True if block.sort == "opening" else run.italic
        if block.first_line:
            run.font.size = Pt(LINE_SIZE)
    if block.first_line:
        count_lines(line._p.get_or_add_pPr(), is_counted=True)


def count_lines(properties: Any, *, is_counted: bool) -> None:
    """Whether the lines of a paragraph, or of all in a style, are among those that are counted."""
    one = OxmlElement("w:suppressLineNumbers")
    one.set(qn("w:val"), "0" if is_counted else "1")
    properties.insert_element_before(one, *AFTER_LINE_NUMBERS)


def number_lines(writing: Writing) -> None:
    """Numbers in the margin, by the word processor, of the lines of clauses and of no others."""
    clauses = [one for one in writing.document.blocks if isinstance(one, Clause) and one.first_line]
    if not clauses:
        return
    count_lines(writing.file.styles["Normal"].element.get_or_add_pPr(), is_counted=False)
    numbers = OxmlElement("w:lnNumType")
    numbers.set(qn("w:countBy"), str(clauses[0].every))
    numbers.set(qn("w:restart"), "continuous")
    section = writing.file.sections[0]._sectPr
    section.find(qn("w:cols")).addprevious(numbers)


def note(writing: Writing, block: Note) -> None:
    """What stands beside a paragraph, smaller; what was said as large as the rest."""
    line = writing.sentence(block.text, anchor=block.anchor)
    line.paragraph_format.left_indent = INDENT
    if block.sort == "said":
        return
    for run in runs_in(line):
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def page_break(writing: Writing) -> None:
    """What follows begins on a new page."""
    writing.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def contents(writing: Writing, block: Contents) -> None:
    """The headings with links; the word processor puts in the pages when it is asked to."""
    writing.line(block.title, style="Subtitle")
    for one in writing.document.headings:
        if one.level > block.depth:
            continue
        runs = tuple(
            Run(text=run.text, language=run.language, link=one.anchor) for run in one.text.runs
        )
        line = writing.line(Text(runs, one.text.language))
        line.paragraph_format.left_indent = INDENT * (one.level - 1)
        line.paragraph_format.space_after = Pt(2)
        line.add_run(" · ")
        writing.field(line, f"PAGEREF {bookmark_of(one.anchor)} \\h", shown="–")


def table(writing: Writing, block: Table) -> None:
    """A table whose head stands on each of its pages."""
    caption = writing.line(block.caption, anchor=block.anchor)
    caption.paragraph_format.keep_with_next = True
    for run in runs_in(caption):
        run.bold = True
    rows = [block.head, *block.rows, *([block.foot] if block.foot else [])]
    drawn = writing.file.add_table(rows=len(rows), cols=len(block.head))
    drawn.style = "Table Grid"
    if writing.document.is_right_to_left:
        drawn.table_direction = WD_TABLE_DIRECTION.RTL
    pad(drawn)
    anchors = ("", *block.anchors, *("" for _ in rows))
    for place, (row, texts) in enumerate(zip(drawn._tbl.tr_lst, rows, strict=True)):
        whole(row, is_head=place == 0)
        strong = place == 0 or texts is block.foot
        for column, (one, text) in enumerate(zip(row.tc_lst, texts, strict=True)):
            line = Line(one.p_lst[0], Cell(one, drawn))
            anchor = anchors[place] if column == block.named_by else ""
            own = is_right_to_left(text.plain) if text.language else None
            writing.write(line, text, anchor=anchor, is_rtl=own)
            cell(line, is_figure=column in block.numeric, is_strong=strong)
    widths(drawn, block)
    writing.file.add_paragraph().paragraph_format.space_after = Pt(2)


def pad(drawn: Drawn) -> None:
    """Some room between the words of a cell and the lines above and below them."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), CELL_PAD)
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    drawn._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def whole(row: Any, *, is_head: bool) -> None:
    """A row stays on one page; the head comes again on the next."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def cell(line: Line, *, is_figure: bool, is_strong: bool) -> None:
    """What a cell looks like."""
    line.paragraph_format.space_after = Pt(0)
    if is_figure:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in runs_in(line):
        run.font.size = Pt(8.5)
        if is_strong:
            run.bold = True


def widths(drawn: Drawn, block: Table) -> None:
    """Columns of figures are narrow, the others share what is left."""
    narrow, room = 1.7, 16.6
    columns = range(len(block.head))
    shares = {one: block.wide.get(one, 1) for one in columns if one not in block.numeric}
    left = room - narrow * len(block.numeric)
    wide = [
        Cm(left * shares[one] / sum(shares.values()) if one in shares else narrow)
        for one in columns
    ]
    drawn.autofit = False
    for column, width in zip(drawn._tbl.tblGrid.gridCol_lst, wide, strict=True):
        column.w = width
    for row in drawn._tbl.tr_lst:
        for one, width in zip(row.tc_lst, wide, strict=True):
            one.width = width
