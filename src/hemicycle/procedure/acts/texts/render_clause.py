"""Give a clause in another language, so that this language follows the authentic one again.

Article: texts.languages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ClauseId, Rendering, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clauses import place_of
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lodged_texts import require_clause, require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderClause(Act):
    """The secretariat enters the words of a clause in a language that is not authentic."""

    text: TextId
    clause: ClauseId
    language: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRendered(Entry):
    """The clause in that language; `of` are the authentic words that it gives."""

    text: TextId
    symbol: str
    clause: ClauseId
    clause_kind: str
    paragraph: str
    language: str
    words: str
    of: str


def decide(rules: Rulebook, assembly: Assembly, act: RenderClause) -> list[Entry]:
    """Record the words.

    Out of order: no such text or clause; the actor is not of the secretariat; the language is the
    authentic one; no words are given.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    text = require_text(assembly, body, act.text)
    clauses = as_it_stands(assembly, text).seen
    clause = require_clause(clauses, act.clause, symbol=text.symbol)
    if act.language == text.language:
        raise OutOfOrder("texts.languages", "language_is_authentic", language_code=act.language)
    if not act.words.strip():
        raise OutOfOrder("texts.languages", "rendered_without_words")
    kind, paragraph = place_of(text.latest.clauses, act.clause)
    return [
        ClauseRendered(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            clause=act.clause,
            clause_kind=kind,
            paragraph=paragraph,
            language=act.language,
            words=act.words,
            of=clause.words[text.language],
        )
    ]


def apply(assembly: Assembly, entry: ClauseRendered) -> Assembly:
    text = assembly.texts[entry.text]
    rendering = Rendering(of=entry.of, words=entry.words)
    renderings = {**text.renderings, (entry.clause, entry.language): rendering}
    return assembly.with_text(replace(text, renderings=renderings))


def minute(entry: ClauseRendered) -> Phrase:
    return Phrase(
        "minute.clause_rendered",
        symbol=entry.symbol,
        clause_place=entry.clause_kind,
        paragraph=entry.paragraph,
        language_code=entry.language,
    )


KIND = Kind(
    RenderClause,
    decide,
    {ClauseRendered: apply},
    {ClauseRendered: minute},
    "gives clause {clause} of {text} in {language} as {words}",
)
