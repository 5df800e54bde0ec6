"""Documents of a session and what they say, for the tests of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from hemicycle.publish import Output, Published, publish
from hemicycle.publish.documents import (
    daily_journal,
    decisions_list,
    formats,
    results_book,
    summary_record,
)
from hemicycle.publish.documents.document import Document, Paragraph, Table

LANGUAGES = ("en", "fr", "ar")
NOTICES = {
    ("rehearsal", "en"): "REHEARSAL - invented parliaments",
    ("rehearsal", "fr"): "RÉPÉTITION - parlements inventés",
    ("reported", "en"): "Reconstructed from press reports, not a record of the institution",
    (
        "reported",
        "fr",
    ): "Reconstitué d’après des articles de presse, non un document de l’institution",
}
MODULES = (summary_record, daily_journal, decisions_list, results_book)
ISOLATES = re.compile("[\u2066-\u2069]")


def documents_of(published: Published) -> Iterator[tuple[Output, str]]:
    """Every document of a session in every format, part by part."""
    for module in MODULES:
        for output in module.OUTPUTS:
            for part in output.parts(published) if output.is_in_parts else ("",):
                yield output, part


def made(name: str, published: Published, part: str = "") -> bytes:
    """The bytes of a document in one format."""
    return publish(name, published, part=part)


def model(module, published: Published, part: str = "") -> Document:
    """A document before it has a format."""
    return formats.sound(module.document(replace(published, part=part)))


def plain(document: Document) -> str:
    """Everything that a document says, a line for each block or row."""
    lines = [document.title, document.subtitle.plain]
    lines += [f"{label.plain}: {text.plain}" for label, text in document.facts]
    for block in document.blocks:
        if isinstance(block, Table):
            lines += ["\t".join(one.plain for one in row) for row in (*block.rows, block.foot)]
        elif hasattr(block, "text"):
            lines.append(block.text.plain)
        elif hasattr(block, "items"):
            lines += [one.plain for one in block.items]
    return "\n".join(lines)


def numbered(document: Document) -> list[Paragraph]:
    """The paragraphs that have a number."""
    return [one for one in document.blocks if isinstance(one, Paragraph) and one.number]


def pages(content: bytes) -> list[str]:
    """What each page of a PDF says, on one line."""
    reader = PdfReader(BytesIO(content))
    return [ISOLATES.sub("", " ".join(one.extract_text().split())) for one in reader.pages]


def shows(page: str, band: str, language: str) -> bool:
    """Whether a page bears a notice; of Arabic, whose letters are joined, its plain words."""
    if language != "ar":
        return squeezed(band) in page
    words = [one for one in re.findall("[\u0621-\u064a]+", band) if len(one) > 5]
    return any(one in page for one in words)


def squeezed(text: str) -> str:
    """A text without spaces, which readers of PDF and typesetters place differently."""
    return re.sub(r"\s+", "", ISOLATES.sub("", text))


def numbers_in(published: Published) -> dict[str, int]:
    """The number of each paragraph of all summary records, by its anchor."""
    return {
        f"{part} {one.anchor}": one.number
        for part in summary_record.parts(published)
        for one in numbered(model(summary_record, published, part))
    }
