"""A resolution as it was adopted: the preamble without numbers, the operative paragraphs with."""

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.procedure.assembly import Decision
from hemicycle.procedure.rules.clause_languages import languages_of
from hemicycle.procedure.rules.clauses import OPERATIVE, TITLE
from hemicycle.procedure.rules.decisions import valid_decision
from hemicycle.publish.documents.document import Block, Clause, Document, Note, begun
from hemicycle.publish.documents.draft_resolution import words_of
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.standing_text import clause_of
from hemicycle.publish.documents.tables import figures_of
from hemicycle.publish.documents.texts_told import Fact, Telling, adopted_parts, telling
from hemicycle.publish.output import Published

NAME = "resolution"


def document(published: Published) -> Document:
    """The resolution of a part."""
    told = telling(published)
    bare = framed(
        told.wording,
        title=told.words("resolution"),
        subtitle=told.title,
        symbol=told.text.symbol,
        blocks=blocks(told),
    )
    return replace(bare, facts=tuple(facts(told)))


def decided(told: Telling) -> Decision:
    """The decision by which it was adopted."""
    found = valid_decision(told.wording.published.assembly, told.text.questions[-1])
    assert found is not None
    return found


def facts(told: Telling) -> Iterator[Fact]:
    """Who adopted it, when, how, and by which figures."""
    wording, decision = told.wording, decided(told)
    yield told.say("adopted_by_head"), wording.body(told.text.body)
    yield told.say("adopted_on_head"), told.say("day", day_on=wording.day(decision.at))
    yield told.say("how_head"), begun(wording.word("method", decision.method))
    figures = figures_of(wording, wording.published.declared.get(decision.division))
    if figures:
        yield told.say("votes_head"), figures


def blocks(told: Telling) -> Iterator[Block]:
    """The text, and below it those who recorded reservations."""
    language = told.wording.language
    is_foreign = language not in languages_of(told.text)
    if is_foreign:
        yield Note(text=told.say("not_in_language", language_code=language))
    for paragraph, mark in told.marked(told.text.latest.clauses):
        text, is_behind = words_of(told, paragraph)
        is_marked = paragraph.kind == OPERATIVE or paragraph.level > 1
        yield clause_of(paragraph, text, mark=mark if is_marked else "")
        if is_behind and not is_foreign:
            yield Note(text=told.say("behind", language_code=language))
    reservations = decided(told).reservations
    if reservations:
        yield Note(text=told.say("reservations", delegations=reservations))


def below_the_title(told: Telling) -> Iterator[Block]:
    """The text without its title, for where that stands as a heading."""
    yield Note(text=told.say("symbol_of", symbol=told.text.symbol))
    yield from (one for one in blocks(told) if not (isinstance(one, Clause) and one.sort == TITLE))


OUTPUTS = outputs(NAME, document, parts=adopted_parts)
