"""Put a draft resolution as a whole, as amended, once nothing in it is open.

Article: texts.whole, texts.consolidation, texts.languages, texts.sponsors_needed, texts.versions
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, same_press
from hemicycle.procedure.assembly import Assembly, Text, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    carried_since,
    stage_of,
)
from hemicycle.procedure.rules.clause_languages import behind, languages_of
from hemicycle.procedure.rules.decisions import annulled_division
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import question_title, require_text
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import require_backed_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PutText(Act):
    """The presiding officer puts the text as a whole; Yes adopts it."""

    text: TextId
    yes_means: Words
    method: str = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPut(Entry):
    """The question that stands before the body is the text as a whole, in this version."""

    text: TextId
    symbol: str
    version: int
    question: int


def decide(rules: Rulebook, assembly: Assembly, act: PutText) -> list[Entry]:
    """Record the question and what it is about.

    Out of order: no such text, or it is decided; too few stand behind it; an amendment is still
    open; what was carried is in no version yet; a language is behind, without a waiver; what
    refuses any question put.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_backed_text(rules, text)
    require_ready(assembly, text)
    question = PutQuestion(
        **same_press(act),
        title=question_title(text),
        yes_means=act.yes_means,
        method=act.method,
        item=text.item,
        repeats=annulled_division(assembly, text.questions),
        is_whole=1,
    )
    return [
        *put_question.decide(rules, assembly, question),
        TextPut(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            version=text.latest.number,
            question=assembly.question_numbers + 1,
        ),
    ]


def require_ready(assembly: Assembly, text: Text) -> None:
    """Nothing in the text is open.

    Out of order: as `decide` says.
    """
    amendments = text.amendments.values()
    waiting = [
        one.number
        for one in amendments
        if stage_of(assembly, text, one) in (*OPEN_STAGES, "being_voted")
    ]
    if waiting:
        raise OutOfOrder("texts.whole", "amendments_open", amendment=waiting[0], n=len(waiting))
    if carried_since(assembly, text):
        raise OutOfOrder("texts.versions", "version_missing", symbol=text.symbol)
    standing = as_it_stands(assembly, text)
    for language in languages_of(text):
        late = behind(text, standing, language=language)
        if late and language not in text.waived:
            raise OutOfOrder(
                "texts.languages", "language_behind", language_code=language, n=len(late)
            )


def apply(assembly: Assembly, entry: TextPut) -> Assembly:
    text = assembly.texts[entry.text]
    return assembly.with_text(replace(text, questions=(*text.questions, entry.question)))


def minute(entry: TextPut) -> Phrase:
    return Phrase("minute.text_put", symbol=entry.symbol, version=entry.version)


KIND = Kind(
    PutText,
    decide,
    {TextPut: apply},
    {TextPut: minute},
    "puts {text} as a whole meaning {yes_means}[ by {method}]",
)
