"""The bench file of a text: its amendments as they come on the floor, with room for one's own.

It is the same for everybody: what a delegation or a Rapporteur writes into it stays with them.
"""

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.procedure.assembly import Amendment
from hemicycle.procedure.rules.consolidation import DELETE, MOVE
from hemicycle.publish.documents.changes_told import marked, wordings
from hemicycle.publish.documents.document import (
    NOTHING,
    Block,
    Document,
    Note,
    Paragraph,
    Table,
    joined,
    plainly,
)
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, parts, telling
from hemicycle.publish.output import Published

NAME = "bench-file"
ROOM = plainly("…" * 24)
DASH = " – "


def document(published: Published) -> Document:
    """The amendments to the text of a part that are still to be decided."""
    told = telling(published)
    bare = framed(
        told.wording,
        title=told.words("bench_file"),
        subtitle=told.title,
        symbol=told.text.symbol,
        blocks=blocks(told),
    )
    return replace(bare, facts=((told.say("bench_head"), ROOM), *told.facts()))


def blocks(told: Telling) -> Iterator[Block]:
    """One table in the order of the floor."""
    found = told.still_open()
    if not found:
        yield Paragraph(text=told.say("none_open"))
        return
    listed = told.on_list()
    yield Note(text=told.say("order_note"))
    yield Note(text=told.say("marks_note"))
    heads = ("amendment", "mover", "words", "advice", "position", "note")
    yield Table(
        caption=told.say("bench_caption"),
        head=tuple(told.say(f"{one}_head") for one in heads),
        rows=tuple(row(told, one, listed=listed.get(one.number, "")) for one in found),
        numeric=frozenset({0}),
        wide={1: 5, 2: 8, 3: 3, 4: 3, 5: 5},
        anchors=tuple(f"amendment-{one.number}" for one in found),
    )


def row(told: Telling, one: Amendment, *, listed: str) -> tuple[Said, ...]:
    """One amendment, with two cells left empty; `listed` is what a list proposes for it."""
    wording = told.wording
    words = marked(told, wordings(told, one))
    who = joined([told.moved_by(one), told.place_of(one)], DASH)
    if one.does in (DELETE, MOVE):
        key = "delete_it" if one.does == DELETE else "move_it"
        words = told.say(key, after=told.after(one).plain)
    advised = joined(
        [wording.word("recommendation", one.recommendation), told.proposed(listed)], DASH
    )
    return (wording.number(one.number), who, words, advised, NOTHING, NOTHING)


OUTPUTS = outputs(NAME, document, parts=parts)
