"""Let a text be voted on although a language does not follow the authentic one.

Article: texts.languages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clause_languages import behind, languages_of
from hemicycle.procedure.rules.guards import require_body, require_presiding
from hemicycle.procedure.rules.lodged_texts import require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveLanguage(Act):
    """The presiding officer waives that a language be in step, and says why."""

    text: TextId
    language: str
    because: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageWaived(Entry):
    """The text may be put, so many of its clauses behind in that language."""

    text: TextId
    symbol: str
    language: str
    clauses: int
    because: Words


def decide(rules: Rulebook, assembly: Assembly, act: WaiveLanguage) -> list[Entry]:
    """Record the waiver.

    Out of order: no such text; the actor does not preside; no reason is given; the text is not in
    that language, or it is in step.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_presiding(assembly, body, act.by)
    if not act.because:
        raise OutOfOrder("texts.languages", "waived_without_reason")
    if act.language not in languages_of(text):
        raise OutOfOrder(
            "texts.languages",
            "language_not_of_text",
            language_code=act.language,
            symbol=text.symbol,
        )
    late = behind(text, as_it_stands(assembly, text), language=act.language)
    if not late:
        raise OutOfOrder("texts.languages", "language_in_step", language_code=act.language)
    return [
        LanguageWaived(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            language=act.language,
            clauses=len(late),
            because=act.because,
        )
    ]


def apply(assembly: Assembly, entry: LanguageWaived) -> Assembly:
    text = assembly.texts[entry.text]
    return assembly.with_text(replace(text, waived=(*text.waived, entry.language)))


def minute(entry: LanguageWaived) -> Phrase:
    return Phrase(
        "minute.language_waived",
        symbol=entry.symbol,
        language_code=entry.language,
        n=entry.clauses,
        because=entry.because,
    )


KIND = Kind(
    WaiveLanguage,
    decide,
    {LanguageWaived: apply},
    {LanguageWaived: minute},
    "waives {language} for {text} because {because}",
)
