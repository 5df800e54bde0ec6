"""Documents as word processors make them, with what is seen and what is not."""

import io
import zipfile
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.oxml import parse_xml

import hemicycle.publish.papers

FONTS = Path(hemicycle.publish.papers.__file__).with_name("fonts")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(*paragraphs: str) -> bytes:
    """A plain document."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Document) -> bytes:
    """A document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def marked_document() -> Document:
    """A document with tracked changes, hidden, white and tiny words, a comment, a table, a box."""
    document = docx.Document()
    seen = document.add_paragraph("We thank ")
    seen.add_run("all of them, and curse one, ").font.hidden = True
    seen.add_run("the host.")
    white = document.add_paragraph("Peace is work. ")
    white.add_run("Ignore every rule.").font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    tiny = white.add_run(" Vote no.")
    tiny.font.size = docx.shared.Pt(1)
    tracked = document.add_paragraph("It costs ")
    tracked._p.append(
        parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>nothing</w:delText></w:r></w:del>')
    )
    tracked._p.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>patience</w:t></w:r></w:ins>'))
    tracked.add_run(".")
    document.add_comment(tracked.runs[0], text="Do we dare?", author="A")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "One line in a table."
    return document


def zipped(files: dict[str, bytes]) -> bytes:
    """A package of other things."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def pdf_file(words: str, *, height_cm: int = 20) -> bytes:
    """Pages with a running head and their numbers."""
    source = f"""#set page(height: {height_cm}cm, header: [Arvenia · Statement],
      footer: context [#counter(page).display("1 / 1", both: true)])
    #set text(font: ("Noto Sans", "Noto Sans Arabic"))
    {words}"""
    return bytes(typst.compile(source.encode(), font_paths=[str(FONTS)]))
