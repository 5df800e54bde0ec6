"""Settle what a clause reads where a carried amendment meets another change.

Article: texts.consolidation
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, ClauseId, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clauses import place_of
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_presiding
from hemicycle.procedure.rules.lodged_texts import require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleClause(Act):
    """The chair, or the secretariat for it, says what the clause reads; without words it goes."""

    text: TextId
    amendment: int
    because: Words
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSettled(Entry):
    """The clause reads so from this amendment on, for this reason; without words it is deleted."""

    text: TextId
    symbol: str
    amendment: int
    clause: ClauseId
    clause_kind: str
    paragraph: str
    words: Words
    because: Words


def decide(rules: Rulebook, assembly: Assembly, act: SettleClause) -> list[Entry]:
    """Record the words.

    Out of order: no such text; the actor neither presides nor is of the secretariat; the amendment
    meets no other change; no reason is given; the words lack the authentic language.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    if not is_of_secretariat(assembly, act.by):
        require_presiding(assembly, body, act.by)
    meetings = {one.amendment: one for one in as_it_stands(assembly, text).meetings}
    meeting = meetings.get(act.amendment)
    if meeting is None:
        raise OutOfOrder("texts.consolidation", "nothing_to_settle", amendment=act.amendment)
    if not act.because:
        raise OutOfOrder("texts.consolidation", "settled_without_reason")
    if act.words and not act.words.get(text.language):
        raise OutOfOrder(
            "texts.consolidation", "amendment_without_words", language_code=text.language
        )
    kind, paragraph = place_of(text.latest.clauses, meeting.clause)
    return [
        ClauseSettled(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            clause=meeting.clause,
            clause_kind=kind,
            paragraph=paragraph,
            words=act.words,
            because=act.because,
        )
    ]


def apply(assembly: Assembly, entry: ClauseSettled) -> Assembly:
    text = assembly.texts[entry.text]
    settled = replace(text.amendments[entry.amendment], settled=entry.words)
    return assembly.with_text(text.with_amendment(settled))


def minute(entry: ClauseSettled) -> Phrase:
    return Phrase(
        "minute.clause_settled" if entry.words else "minute.clause_settled_gone",
        amendment=entry.amendment,
        symbol=entry.symbol,
        clause_place=entry.clause_kind,
        paragraph=entry.paragraph,
        words=entry.words,
        because=entry.because,
    )


KIND = Kind(
    SettleClause,
    decide,
    {ClauseSettled: apply},
    {ClauseSettled: minute},
    "settles the clause of amendment {amendment} to {text}[ as {words}] because {because}",
)
