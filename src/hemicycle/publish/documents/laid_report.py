"""A report home as it was laid before the chamber: the chamber's own paper of it.

The words are those of the record of the chamber; nothing is drawn from elsewhere again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly import ReportHome
from hemicycle.publish.documents.document import Block, Document, Note, Paragraph, Text, plainly
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, heading, in_words
from hemicycle.publish.documents.tables import decisions_table
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published

NAME = "laid-report"


def parts(published: Published) -> Sequence[str]:
    """The reports that were laid, each by its number."""
    return [str(one.number) for one in published.assembly.reports_home]


def laid_in(published: Published) -> ReportHome:
    """The report that a part is about.

    Errors: KeyError, where none has that number
    """
    for one in published.assembly.reports_home:
        if str(one.number) == published.part:
            return one
    raise KeyError(published.part)


def document(published: Published) -> Document:
    """The paper of a part."""
    wording, report = Wording(published), laid_in(published)
    bare = framed(
        wording,
        title=wording.words("rh_title"),
        subtitle=wording.given(report.title),
        symbol=f"{published.session.id}/RH/{report.number}",
        blocks=blocks(wording, report),
    )
    return replace(bare, facts=tuple(facts(wording, report)))


def facts(wording: Wording, report: ReportHome) -> Iterator[tuple[Text, Text]]:
    """Before which body, on which item and when it was laid."""
    yield wording.say("rh_body_head"), wording.body(report.body)
    item = wording.published.assembly.bodies[report.body].items.get(report.item)
    if item:
        yield wording.say("rh_item_head"), wording.given(item.title)
    yield wording.say("rh_laid_head"), wording.say("day", day_on=wording.day(report.at))


def blocks(wording: Wording, report: ReportHome) -> Iterator[Block]:
    """Its words, what the chamber decided on its item since, and from which record they come."""
    yield heading(wording, "rh_words")
    for number, line in enumerate(wording.lines(report.words), 1):
        yield Paragraph(text=line, number=number, anchor=f"r{number}")
    yield heading(wording, "rh_decided")
    since = [
        one
        for one in wording.published.decisions
        if (one.question.body, one.question.item) == (report.body, report.item)
        and one.position > report.position
    ]
    if since:
        yield decisions_table(wording, since, caption=wording.say("rh_decided"))
    else:
        yield Note(text=wording.say("rh_decided_none"))
    yield heading(wording, "rh_check")
    yield Paragraph(text=wording.say("rh_root", size=report.size, root=report.root))
    said = root_words(bytes.fromhex(report.root))
    yield Paragraph(text=wording.say("rh_root_words", root_words=said))
    if report.link:
        yield Note(text=plainly(report.link))
    yield from in_words(wording)


OUTPUTS = outputs(NAME, document, parts=parts)
