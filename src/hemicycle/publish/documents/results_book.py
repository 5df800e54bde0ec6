"""The results book: everything a session leaves behind, from its opening to its annexes."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from hemicycle.publish.documents import book_chapters as of
from hemicycle.publish.documents.decisions_list import decisions
from hemicycle.publish.documents.document import (
    Block,
    Contents,
    Document,
    PageBreak,
    Paragraph,
    Text,
)
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, heading, reports
from hemicycle.publish.documents.summary_record import annex_of
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published

NAME = "results-book"
Chapter = Callable[[Wording], Iterable[Block]]
CHAPTERS: tuple[tuple[str, Chapter], ...] = (
    ("opening", of.opening),
    ("participation", of.participation),
    ("officers", of.officers),
    ("emergency_item", of.emergency),
    ("debates", of.debates),
    ("decisions_of_bodies", lambda wording: lowered(decisions(wording))),
    ("elections", of.elections),
    ("resolutions", of.resolutions),
    ("explanations", of.explanations),
    ("cited", of.cited),
    ("corrigenda", of.corrigenda),
    ("future_meetings", of.future),
    ("how_to_check", of.checking),
)


def document(published: Published) -> Document:
    """The whole book."""
    wording = Wording(published)
    session = published.session
    is_reported = session.is_reported
    bare = framed(
        wording,
        title=wording.words("reported_book" if is_reported else "results_book"),
        subtitle=wording.given(session.title),
        symbol=f"{session.id}/RES",
        blocks=from_reports(wording) if is_reported else from_record(wording),
    )
    return replace(bare, facts=tuple(cover(wording)), has_cover=True)


def cover(wording: Wording) -> list[tuple[Text, Text]]:
    """What the cover tells below the title."""
    session = wording.published.session
    told = [(wording.say("place_head"), wording.given(session.place))]
    told += [(wording.say("dates_head"), of.dates(wording))]
    told += [(wording.say("theme_head"), wording.given(session.theme))]
    told += [(wording.say("rules_head"), of.rules(wording))]
    told += [(wording.say("basis_head"), wording.say(f"basis_{session.basis}"))]
    return [(label, text) for label, text in told if text]


def from_record(wording: Wording) -> list[Block]:
    """The chapters of a session that was recorded here."""
    blocks: list[Block] = [Contents(title=wording.say("contents")), PageBreak()]
    for key, chapter in CHAPTERS:
        told = list(chapter(wording)) or [Paragraph(text=wording.say(f"no_{key}"))]
        blocks += [heading(wording, key), *told]
    return [*blocks, *annex_of(wording, wording.published.declared.values())]


def from_reports(wording: Wording) -> list[Block]:
    """Of a session kept from reports: the reports with their sources, and nothing else."""
    return [
        Contents(title=wording.say("contents")),
        PageBreak(),
        heading(wording, "what_was_reported"),
        *reports(wording),
        heading(wording, "how_to_check"),
        *of.checking(wording),
    ]


def lowered(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks, their headings one level lower."""
    return [of.lower(one) for one in blocks]


OUTPUTS = outputs(NAME, document)
