"""The decisions as a feed (Atom, RFC 4287), the newest first: for whoever wants to be told.

An entry keeps its id for ever; it is updated when a reservation or a corrigendum comes beside it,
or when it is annulled. The links are relative: they hold on a server and on a memory stick.
"""

from typing import Any

from lxml import etree

from hemicycle.journal import instants
from hemicycle.procedure.acts.divisions.record_reservation import ReservationRecorded
from hemicycle.procedure.acts.record.correct_record import RecordCorrected
from hemicycle.procedure.assembly import Decision
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.data.akoma import legible
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import marked
from hemicycle.publish.minutes_html import MINUTES
from hemicycle.publish.output import Output, Published

NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PAGE = "minutes.html"

Element = Any  # lxml ships no types


class Feed:
    """The feed while it is being written."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.said = {one.position: one for one in published.public_entries}
        self.corrected: dict[int, list[Instant]] = {}
        self.reserved: dict[int, list[Instant]] = {}
        for written in published.public_entries:
            match written.entry:
                case RecordCorrected(corrects=corrects, at=at):
                    self.corrected.setdefault(corrects, []).append(at)
                case ReservationRecorded(question=question, at=at):
                    self.reserved.setdefault(question, []).append(at)
                case _:
                    pass
        self.root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
        self.root.set(XML_LANG, published.language)

    def write(self) -> bytes:
        """The whole feed."""
        published = self.published
        band, title = published.band, published.text(published.session.title)
        decisions = published.decisions[::-1]
        updated = [self.updated(one) for one in decisions] or [published.session.opened_at]
        self.text(self.root, "id", text=urn_of(published, "decisions"))
        self.text(self.root, "title", text=marked(published, title))
        if band:
            self.text(self.root, "subtitle", text=band)
        self.text(self.root, "updated", text=instants.written(max(updated)))
        self.text(self.child(self.root, "author"), "name", text=title)
        self.child(self.root, "link", rel="self", href="decisions.atom")
        self.child(self.root, "link", rel="alternate", href=PAGE, type="text/html")
        self.child(self.root, "category", term=published.session.basis)
        for decision in decisions:
            self.entry(decision)
        etree.indent(self.root, space=" ")
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"))

    def child(self, parent: Element, tag: str, **attributes: str) -> Element:
        """An element below another."""
        return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)

    def text(self, parent: Element, tag: str, *, text: str, **attributes: str) -> None:
        """An element with a text."""
        self.child(parent, tag, **attributes).text = legible(text)

    def entry(self, decision: Decision) -> None:
        """One decision: what, when, where it stands, and what was decided, in a sentence."""
        published = self.published
        entry = self.child(self.root, "entry")
        title = published.text(decision.question.title)
        body = published.assembly.bodies[decision.question.body]
        self.text(entry, "id", text=urn_of(published, f"decision/{decision.position}"))
        self.text(entry, "title", text=title)
        self.text(entry, "published", text=instants.written(decision.at))
        self.text(entry, "updated", text=instants.written(self.updated(decision)))
        author = self.child(entry, "author")
        self.text(author, "name", text=published.text(body.title))
        link = f"{PAGE}#e{decision.position}"
        self.child(entry, "link", rel="alternate", href=link, type="text/html")
        self.child(entry, "category", term=decision.outcome)
        self.text(entry, "content", text=self.sentence(decision), type="text")

    def sentence(self, decision: Decision) -> str:
        """The decision as the minutes say it, below the notice of the session."""
        published, written = self.published, self.said.get(decision.position)
        told = [published.band]
        if written is not None:
            phrase = MINUTES[type(written.entry)](written.entry)
            told.append(published.say(phrase.key, **phrase.facts))
        return "\n".join(line for line in told if line)

    def updated(self, decision: Decision) -> Instant:
        """When the decision was recorded, or what stands beside it came."""
        times: list[Instant] = [decision.at, *self.corrected.get(decision.position, ())]
        times += self.reserved.get(decision.question.number, ())
        annulling = self.published.assembly.decisions.get(decision.annulled_by)
        times += [annulling.at] if annulling else []
        return max(times)


def write(published: Published) -> bytes:
    """The feed of the session."""
    return Feed(published).write()


OUTPUT = Output(
    name="decisions",
    extension="atom",
    media_type="application/atom+xml; charset=utf-8",
    write=write,
)
