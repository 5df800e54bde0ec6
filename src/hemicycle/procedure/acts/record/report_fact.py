"""Note what a source reports about a session, whether or not this house records it itself.

Article: record.reported
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Report, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook

FACTS = (
    "address",
    "chaired",
    "decision",
    "event",
    "figure",
    "meeting",
    "office",
    "stage",
    "statement",
    "text",
)
MARKS = ("S", "S-old", "P", "M", "I")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact(Act):
    """A fact with its source and confidence mark; `about` names a person, text or figure."""

    fact: str
    about: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReported(Entry):
    """What the source reports; it enters no minutes, tally, clock or receipt."""

    fact: str
    about: str
    words: Words
    source: str
    mark: str
    precision: str


def decide(rules: Rulebook, assembly: Assembly, act: ReportFact) -> list[Entry]:
    """Record the report.

    Out of order: the body is unknown; the actor is not of the secretariat; the kind of fact is
    unknown; no source or no mark is given.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if act.fact not in FACTS:
        raise OutOfOrder("record.reported", "unknown_fact", fact=act.fact)
    if not act.source or act.mark not in MARKS:
        raise OutOfOrder("record.reported", "no_source")
    return [
        FactReported(
            body=act.body,
            at=act.at,
            fact=act.fact,
            about=act.about,
            words=act.words,
            source=act.source,
            mark=act.mark,
            precision=act.precision,
        )
    ]


def apply(assembly: Assembly, entry: FactReported) -> Assembly:
    report = Report(
        position=assembly.position + 1,
        body=entry.body,
        fact=entry.fact,
        about=entry.about,
        words=entry.words,
        source=entry.source,
        mark=entry.mark,
        at=entry.at,
        precision=entry.precision,
    )
    return replace(assembly, reports=(*assembly.reports, report))


def minute(entry: FactReported) -> Phrase:
    return Phrase("minute.fact_reported", words=entry.words, source=entry.source, mark=entry.mark)


KIND = Kind(
    ReportFact,
    decide,
    {FactReported: apply},
    {FactReported: minute},
    "reports {fact} of {about} {words}",
)
