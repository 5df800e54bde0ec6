"""The amendments to a text in the order of the floor: existing words beside those proposed."""

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.procedure.assembly import Amendment
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE
from hemicycle.publish.documents.changes_told import existing, proposed, wordings
from hemicycle.publish.documents.document import (
    NOTHING,
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Table,
    begun,
    joined,
)
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, parts, telling
from hemicycle.publish.output import Published

NAME = "amendments-paper"
DASH = " – "


def document(published: Published) -> Document:
    """Every amendment to the text of a part, withdrawn and decided ones too."""
    told = telling(published)
    bare = framed(
        told.wording,
        title=told.words("amendments_paper"),
        subtitle=told.title,
        symbol=told.text.symbol,
        blocks=blocks(told),
    )
    return replace(bare, facts=told.facts())


def blocks(told: Telling) -> Iterator[Block]:
    """The amendments, paragraph by paragraph."""
    ordered = told.in_order()
    if not ordered:
        yield Paragraph(text=told.say("no_amendments"))
        return
    yield Note(text=told.say("order_note"))
    yield Note(text=told.say("marks_note"))
    for one in ordered:
        yield from amendment(told, one)


def amendment(told: Telling, one: Amendment) -> Iterator[Block]:
    """One amendment: whose, where, its words, the advice on it and what became of it."""
    key = "sub_amendment" if one.to else "amendment"
    title = told.say(key, number=one.number, to=one.to)
    yield Heading(level=2, text=title, anchor=f"amendment-{one.number}")
    yield Paragraph(text=moved_by(told, one))
    yield words(told, one)
    for note in (advice(told, one), fate(told, one)):
        if note:
            yield Note(text=note)


def moved_by(told: Telling, one: Amendment) -> Said:
    """Who moves it, with whom, and to which paragraph."""
    return told.say(
        f"moved_{one.does}",
        mover=told.moved_by(one).plain,
        sponsors=one.sponsors,
        where=told.place_of(one).plain,
        after=told.after(one).plain,
    )


def words(told: Telling, one: Amendment) -> Table:
    """The words that stand there, and those that would."""
    found = wordings(told, one)
    new = proposed(told, found)
    if one.does == DELETE:
        new = told.say("deleted")
    if one.does == MOVE:
        new = told.say("same_words")
    old = told.say("nothing_there") if one.does == INSERT and not one.to else existing(told, found)
    return Table(
        caption=begun(told.place_of(one)),
        head=(told.say("existing_head"), told.say("proposed_head")),
        rows=((old, new),),
        wide={0: 1, 1: 1},
    )


def advice(told: Telling, one: Amendment) -> Said:
    """What the Rapporteur advises, with the words given for it."""
    if not one.recommendation:
        return NOTHING
    word = told.wording.word("recommendation", one.recommendation)
    return joined([told.say("advice"), word, told.wording.given(one.advice)], DASH)


def fate(told: Telling, one: Amendment) -> Said:
    """How far it has come, with the reason that was given."""
    stage = told.wording.word("amendment_stage", told.stage(one))
    with_which = told.say("with_amendment", number=one.fell_by) if one.fell_by else NOTHING
    because = told.wording.given(one.because)
    return joined([told.say("stage"), stage, with_which, because], DASH)


OUTPUTS = outputs(NAME, document, parts=parts)
