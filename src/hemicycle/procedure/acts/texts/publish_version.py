"""Publish a text as amended so far: a new version, which will never change.

Article: texts.versions, texts.consolidation, texts.line_length
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Clause, Rendering, TextId, Version
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import as_it_stands, carried_since
from hemicycle.procedure.rules.clause_languages import in_step
from hemicycle.procedure.rules.clauses import first_lines
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lodged_texts import require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishVersion(Act):
    """The secretariat publishes the text with all that was carried."""

    text: TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPublished(Entry):
    """The text as it reads now; `amendments` made it of the version before.

    Units: `lines` of 88 characters in the authentic language.
    """

    text: TextId
    symbol: str
    version: int
    clauses: tuple[Clause, ...]
    lines: tuple[int, ...]
    amendments: tuple[int, ...]


def decide(rules: Rulebook, assembly: Assembly, act: PublishVersion) -> list[Entry]:
    """Record the version.

    Out of order: no such text; the actor is not of the secretariat; nothing was carried since the
    last version; a clause is still to be settled; an amendment is before the body.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    text = require_text(assembly, body, act.text)
    made = tuple(one.number for one in carried_since(assembly, text))
    if not made:
        raise OutOfOrder("texts.versions", "nothing_carried", symbol=text.symbol)
    standing = as_it_stands(assembly, text)
    if standing.meetings:
        open_ones = ", ".join(str(one.amendment) for one in standing.meetings)
        raise OutOfOrder("texts.consolidation", "clauses_unsettled", numbers=open_ones)
    clauses = in_step(text, standing)
    return [
        VersionPublished(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            version=text.latest.number + 1,
            clauses=clauses,
            lines=first_lines(clauses, language=text.language),
            amendments=made,
        )
    ]


def apply(assembly: Assembly, entry: VersionPublished) -> Assembly:
    text = assembly.texts[entry.text]
    version = Version(
        number=entry.version,
        clauses=entry.clauses,
        lines=entry.lines,
        published_at=entry.at,
        amendments=entry.amendments,
    )
    renderings = {
        (clause.id, language): Rendering(of=clause.words[text.language], words=words)
        for clause in entry.clauses
        for language, words in clause.words.items()
        if language != text.language
    }
    return assembly.with_text(
        replace(
            text,
            versions=(*text.versions, version),
            renderings={**text.renderings, **renderings},
        )
    )


def minute(entry: VersionPublished) -> Phrase:
    return Phrase(
        "minute.version_published",
        symbol=entry.symbol,
        version=entry.version,
        numbers=", ".join(map(str, entry.amendments)),
    )


KIND = Kind(
    PublishVersion,
    decide,
    {VersionPublished: apply},
    {VersionPublished: minute},
    "publishes the next version of {text}",
)
