"""The session as linked data: JSON-LD 1.1 with the vocabulary of schema.org and a few own words.

The context stands in the file, so nothing has to be fetched to read it. Every decision is a
`Decision` of our own vocabulary, with its figures; one that adopts and stands is `Legislation` too,
but never in a rehearsal, whose texts no search engine is to take for law.
"""

import json
from collections.abc import Iterator
from typing import Any

from hemicycle.journal import instants
from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Decision, Words
from hemicycle.publish.data.decisions_table import SUMS, sums
from hemicycle.publish.data.identity import VOCABULARY, urn_of
from hemicycle.publish.data.reports_table import when_reported
from hemicycle.publish.output import Output, Published
from hemicycle.publish.sittings import SittingHeld, sittings_of

Json = dict[str, Any]
# Ids, dates and words of enumerations, which are in no language.
SCHEMA = "https://schema.org/"
BARE = ("identifier", "startDate", "endDate", "legislationDate", "citation")
BARE_OF_OURS = (
    "basis",
    "organ",
    "status",
    "method",
    "outcome",
    "when",
    "precision",
    "mark",
    "castingVote",
    "textFate",
)


class Graph:
    """Everything that is told, each thing by its name."""

    def __init__(self, published: Published) -> None:
        self.published, self.assembly = published, published.assembly
        self.declared = published.declared

    def context(self) -> Json:
        """What the words mean."""
        return {
            "@vocab": SCHEMA,
            "h": f"{VOCABULARY}#",
            "@language": self.published.language,
            **{name: {"@id": f"{SCHEMA}{name}", "@language": None} for name in BARE},
            **{f"h:{name}": {"@id": f"h:{name}", "@language": None} for name in BARE_OF_OURS},
        }

    def things(self) -> Iterator[Json]:
        """The session, its bodies and delegations, its sittings, decisions and reports."""
        yield self.session()
        yield from self.organizations()
        for held in sittings_of(self.published):
            yield self.sitting(held)
        for decision in self.published.decisions:
            yield self.decision(decision)
        yield from self.reports()

    def name(self, thing: str = "") -> Json:
        """A reference to a thing."""
        return {"@id": urn_of(self.published, thing)}

    def text(self, words: Words) -> Any:
        """A text with its language, where that is not the one of the file."""
        found, text = text_of(words, self.published.language)
        return text if found == self.published.language else {"@value": text, "@language": found}

    def notice(self) -> Json:
        """On what basis the session is kept, in words where it is no real one of ours."""
        band = self.published.band
        told = {"disambiguatingDescription": band} if band else {}
        return {**told, "h:basis": self.published.session.basis}

    def session(self) -> Json:
        """The session as an event."""
        session = self.published.session
        place = {"@type": "Place", "name": self.text(session.place)} if session.place else {}
        return {
            **self.name(),
            "@type": "Event",
            "identifier": session.id,
            "name": self.text(session.title),
            **({"about": self.text(session.theme)} if session.theme else {}),
            "startDate": session.starts_on,
            "endDate": session.ends_on,
            **({"location": place} if place else {}),
            **self.notice(),
            "h:journalPositions": self.assembly.position,
            "subEvent": [self.name(f"sitting/{one.name}") for one in sittings_of(self.published)],
        }

    def organizations(self) -> Iterator[Json]:
        """Bodies and delegations."""
        for body in self.assembly.bodies.values():
            yield {
                **self.name(f"body/{body.id}"),
                "@type": "Organization",
                "identifier": body.id,
                "name": self.text(body.title),
                "h:organ": body.organ,
            }
        names, language = self.published.names, self.published.language
        for identity, one in sorted(self.assembly.delegations.items()):
            label = names.label(identity, language)
            yield {
                **self.name(f"delegation/{identity}"),
                "@type": "Organization",
                "identifier": identity,
                "name": self.text({names.language_of(identity, language): label}),
                "h:status": one.status,
                "h:votes": one.votes,
            }

    def sitting(self, held: SittingHeld) -> Json:
        """One sitting as an event of its body."""
        ended = {"endDate": instants.written(held.ended_at)} if held.ended_at else {}
        return {
            **self.name(f"sitting/{held.name}"),
            "@type": "Event",
            "identifier": held.name,
            "name": self.text(self.assembly.bodies[held.body].title),
            "superEvent": self.name(),
            "organizer": self.name(f"body/{held.body}"),
            "startDate": instants.written(held.opened_at),
            **ended,
            **self.notice(),
        }

    def decision(self, decision: Decision) -> Json:
        """One decision with the figures of its division, where it has such."""
        is_acted = self.published.session.basis == "acted"
        stands = is_acted and decision.outcome == "adopted" and not decision.annulled_by
        division = self.declared.get(decision.division)
        figures = zip(SUMS, sums(division), strict=True)
        casting = division.casting_vote if division else ""
        return {
            **self.name(f"decision/{decision.position}"),
            "@type": ["h:Decision", "Legislation"] if stands else ["h:Decision"],
            "identifier": f"question-{decision.question.number}",
            "name": self.text(decision.question.title),
            "legislationPassedBy": self.name(f"body/{decision.question.body}"),
            "legislationDate": instants.written(decision.at),
            "h:method": decision.method,
            "h:outcome": decision.outcome,
            "h:position": decision.position,
            **{f"h:{key}": value for key, value in figures if value is not None},
            **({"h:castingVote": casting} if casting else {}),
            **({"h:textFate": decision.fate} if decision.fate else {}),
            **({"h:annulledByQuestion": decision.annulled_by} if decision.annulled_by else {}),
            **self.notice(),
        }

    def reports(self) -> Iterator[Json]:
        """What others report: a claim, with its source."""
        for one in self.assembly.reports:
            yield {
                **self.name(f"report/{one.position}"),
                "@type": "Claim",
                "text": self.text(one.words),
                "citation": one.source,
                "h:basis": "reported",
                "h:when": when_reported(self.published, one),
                "h:precision": one.precision,
                "h:mark": one.mark,
            }


def write(published: Published) -> bytes:
    """The graph of the session."""
    graph = Graph(published)
    data = {"@context": graph.context(), "@graph": list(graph.things())}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


OUTPUT = Output(name="session", extension="jsonld", media_type="application/ld+json", write=write)
