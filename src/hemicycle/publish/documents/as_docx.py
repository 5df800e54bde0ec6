"""A document for word processors (DOCX): headings, tables and fields that they know as such."""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from hemicycle.publish.documents.document import Document, plainly, strongly
from hemicycle.publish.documents.docx_blocks import Writing, fill
from hemicycle.publish.zips import unzipped, zipped

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTERS = "Arial"
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip file knows no time before
MOST_SIGNS = 255  # of what a file says of itself
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 10.5}


def as_docx(document: Document) -> bytes:
    """The bytes of the file."""
    file = docx.Document()
    made = made_at(document)
    describe(file, document, made=made)
    dress(file, document)
    writing = Writing(file, document)
    head_and_foot(writing)
    fill(writing)
    for part in (file.element, file.styles.element, file.sections[0].header.part.element):
        for_every_script(part)
    return packed(file, made)


def made_at(document: Document) -> datetime:
    """The time that the file and its parts bear."""
    return max(datetime.fromtimestamp(document.made_s, UTC), EARLIEST)


def describe(file: File, document: Document, *, made: datetime) -> None:
    """What the file says of itself."""
    told = file.core_properties
    band = f"{document.band} · " if document.band else ""
    told.title = f"{band}{document.title} – {document.subtitle.plain}"[:MOST_SIGNS]
    told.subject, told.author, told.comments = document.symbol[:MOST_SIGNS], "", ""
    told.language = document.language
    told.created = told.modified = made.replace(tzinfo=None)
    told.last_modified_by = ""
    told.revision = 1


def dress(file: File, document: Document) -> None:
    """Page, letters and the language of everything that says no other."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    for name, size in SIZES.items():
        style = file.styles[name]
        assert isinstance(style, ParagraphStyle)
        letters(style, size, document=document)
    normal = file.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.paragraph_format.space_after = Pt(5)


def letters(style: ParagraphStyle, size: float, *, document: Document) -> None:
    """The letters of a style, for scripts of either direction."""
    style.font.name, style.font.size = LETTERS, Pt(size)
    style.font.color.rgb = RGBColor(0x16, 0x20, 0x2C)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), LETTERS)
    for one in properties.findall(qn("w:szCs")):
        properties.remove(one)
    if style.name == "Normal":
        language = {qn("w:val"): document.language, qn("w:bidi"): document.language}
        properties.append(properties.makeelement(qn("w:lang"), language))


def head_and_foot(writing: Writing) -> None:
    """On each page the band, the title and symbol, and which page of how many."""
    section, document = writing.file.sections[0], writing.document
    header = section.header.paragraphs[0]
    if document.band:
        writing.write(header, strongly(plainly(document.band)))
        header.alignment = WD_ALIGN_PARAGRAPH.CENTER
        header = section.header.add_paragraph()
    writing.write(header, plainly(f"{document.title} · ") + plainly(document.symbol))
    for run in header.runs:
        run.font.size = Pt(8)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    writing.field(footer, "PAGE", shown="1")
    footer.add_run(" / ")
    writing.field(footer, "NUMPAGES", shown="1")


def for_every_script(part: BaseOxmlElement) -> None:
    """Let what is strong, slanted or small be so in Arabic too, which is told apart in the file."""
    for latin in list(part.iter(*map(qn, ("w:b", "w:i", "w:sz")))):
        properties, complex_kind = latin.getparent(), f"{latin.tag}Cs"
        if properties is not None and properties.find(complex_kind) is None:
            latin.addnext(properties.makeelement(complex_kind, dict(latin.attrib)))


def packed(file: File, made: datetime) -> bytes:
    """The file, whose parts bear the time of the record and no other."""
    raw = BytesIO()
    file.save(raw)
    return zipped(unzipped(raw.getvalue()), made.timetuple()[:6])
