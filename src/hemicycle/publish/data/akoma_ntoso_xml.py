"""The session as one Akoma Ntoso document: its sittings, its decisions, what others report.

Each sitting has a debate of its own (`debate/plenary-1.xml`), to which this document refers.
"""

from hemicycle.journal.forms import Written
from hemicycle.procedure.assembly import Decision, Report, Words
from hemicycle.publish.data.akoma import (
    Address,
    Element,
    References,
    add,
    element,
    file_of,
    identification,
    in_language,
    lifecycle,
    parliamentary,
    preface,
    proprietary,
    voting,
)
from hemicycle.publish.data.debate_xml import address_of
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.data.marking import joined
from hemicycle.publish.data.reports_table import when_reported
from hemicycle.publish.minutes_html import MINUTES
from hemicycle.publish.output import Output, Published
from hemicycle.publish.sittings import sittings_of


class SessionDocument:
    """The document while it is being written."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.references = References(published)
        self.entries: dict[int, Written] = {one.position: one for one in published.public_entries}
        self.declared = published.declared
        self.votings: list[Element] = []

    def write(self) -> Element:
        """The whole document: its metadata come first and are made last."""
        published = self.published
        body = element("mainBody", *self.sittings(), *self.decisions(), *self.reports())
        title = published.text(published.session.title)
        author = self.references.name("TLCOrganization", "assembly", shown=title)
        address = Address(
            published=published,
            sort="doc",
            day=published.session.starts_on,
            number=plain_id(published.session.id),
        )
        meta = element(
            "meta",
            identification(address, author.removeprefix("#")),
            lifecycle(published),
            *parliamentary(self.votings),
            self.references.element(),
            proprietary(published),
        )
        return element("doc", meta, preface(published), body, name="session")

    def section(self, identity: str, title: Words | str, *content: Element) -> Element:
        """One section under its heading."""
        heading = element("heading")
        if isinstance(title, str):
            add(heading, title)
        else:
            in_language(self.published, title, into=heading)
        return element("section", heading, element("content", *content), eId=identity)

    def sittings(self) -> list[Element]:
        """Every sitting, with the address of its debate."""
        made = []
        for held in sittings_of(self.published):
            address = address_of(self.published, held)
            told = self.published.say("publish.sitting", number=held.number, day_on=address.day)
            title = self.published.assembly.bodies[held.body].title
            link = element("p", element("ref", told, href=address.work))
            made.append(self.section(f"sitting-{held.name}", title, link))
        return made

    def decisions(self) -> list[Element]:
        """Every decision in its order, or that there is none."""
        taken = self.published.decisions
        if not taken and not self.published.session.is_reported:
            nothing = element("p", self.published.say("publish.no_decisions"))
            return [self.section("decisions", self.published.say("publish.decisions"), nothing)]
        return [self.decision(one) for one in taken]

    def decision(self, decision: Decision) -> Element:
        """One decision: what was put, what was decided, who recorded reservations."""
        identity = f"decision-{decision.position}"
        written = self.entries.get(decision.position)
        lines = []
        if written is not None:
            phrase = MINUTES[type(written.entry)](written.entry)
            told = element(
                "p", self.published.say(phrase.key, **phrase.facts), eId=f"e{decision.position}"
            )
            lines.append(told)
        if decision.reservations:
            said = self.published.say("publish.reservations", delegations=decision.reservations)
            lines.append(element("p", said))
        division = self.declared.get(decision.division)
        if division is not None:
            where = f"#e{decision.position}"
            made = voting(self.references, division, where=where, about=f"#{identity}")
            self.votings += [made] if made is not None else []
        words = element("p", self.references.word("outcome", decision.outcome))
        return self.section(identity, decision.question.title, *(lines or [words]))

    def reports(self) -> list[Element]:
        """What others report, each fact with its source; no part of the proceedings."""
        reports = self.published.assembly.reports
        if not reports and self.published.session.is_reported:
            nothing = element("p", self.published.band)
            return [self.section("reports", self.published.say("publish.reports"), nothing)]
        return [self.report(one) for one in reports]

    def report(self, report: Report) -> Element:
        """One reported fact."""
        words = in_language(self.published, report.words, into=element("p"))
        parts = (when_reported(self.published, report), report.source, report.mark)
        source = element("p", " · ".join(part for part in parts if part))
        fact = self.references.word("fact", report.fact)
        heading = joined(self.published, self.published.say("publish.reports"), then=fact)
        return self.section(f"report-{report.position}", heading, words, source)


def write(published: Published) -> bytes:
    """The document of the session."""
    return file_of(SessionDocument(published).write())


OUTPUT = Output(name="akoma-ntoso", extension="xml", media_type="application/akn+xml", write=write)
