"""The formats of a document, and the outputs that follow from one function that writes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hemicycle.publish.documents import as_docx, as_html, as_pdf
from hemicycle.publish.documents.document import (
    Block,
    Clause,
    Document,
    Heading,
    Note,
    Paragraph,
    Table,
)
from hemicycle.publish.output import Output, Published, whole

Write = Callable[[Published], Document]


def as_it_is(published: Published) -> Published:
    """The session itself: every name can be shown."""
    return published


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: what its files end in, and how a document is written in it.

    `legible` makes of a session one whose names the format can show.
    """

    extension: str
    media_type: str
    write: Callable[[Document], bytes]
    policy: str = ""
    legible: Callable[[Published], Published] = as_it_is


FORMATS = (
    Format(
        extension="html",
        media_type=as_html.MEDIA_TYPE,
        write=as_html.as_html,
        policy=f"{as_html.POLICY}; frame-ancestors 'none'",
    ),
    Format(
        extension="pdf",
        media_type=as_pdf.MEDIA_TYPE,
        write=as_pdf.as_pdf,
        legible=as_pdf.legible,
    ),
    Format(extension="docx", media_type=as_docx.MEDIA_TYPE, write=as_docx.as_docx),
)


def outputs(
    name: str, document_of: Write, *, parts: Callable[[Published], Sequence[str]] = whole
) -> tuple[Output, ...]:
    """One output for each format of a document."""
    return tuple(output(name, document_of, form=one, parts=parts) for one in FORMATS)


def output(
    name: str,
    document_of: Write,
    *,
    form: Format,
    parts: Callable[[Published], Sequence[str]],
) -> Output:
    """A document in one format."""
    return Output(
        name=name,
        extension=form.extension,
        media_type=form.media_type,
        write=lambda published: form.write(sound(document_of(form.legible(published)))),
        sort="document",
        policy=form.policy,
        takes_long=form.extension != "html",
        parts=parts,
    )


def sound(document: Document) -> Document:
    """The document with each anchor once, and no level of headings left out.

    Where an entry is told twice, its first place counts.
    """
    known: set[str] = set()
    blocks = tuple(once(block, known) for block in document.blocks)
    return replace(document, blocks=stepped(blocks))


def stepped(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with headings that go down one level at a time."""
    level = 0
    steps: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            steps.append(replace(block, level=level))
        else:
            steps.append(block)
    return tuple(steps)


def once(block: Block, known: set[str]) -> Block:
    """A block without the anchors that are taken already."""
    if isinstance(block, Table):
        anchors = tuple(fresh(one, known) for one in block.anchors)
        return replace(block, anchor=fresh(block.anchor, known), anchors=anchors)
    if isinstance(block, Heading | Paragraph | Note | Clause):
        return replace(block, anchor=fresh(block.anchor, known))
    return block


def fresh(anchor: str, known: set[str]) -> str:
    """An anchor that is not taken, which then is; else none."""
    if anchor in known:
        return ""
    known.add(anchor)
    return anchor
