"""Every commitment: its exact words, whom they ask for what, until when, and whether it stands."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Commitment
from hemicycle.procedure.rules.follow_up import addressed, state_of
from hemicycle.publish.data import table
from hemicycle.publish.data.table import (
    BETWEEN,
    Table,
    figure,
    ids,
    instant,
    key,
    number,
    outputs_of,
    text,
)
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each commitment, by its number."""
    for one in published.assembly.commitments.values():
        yield row(published, one)


def row(published: Published, one: Commitment) -> table.Row:
    """One commitment."""
    return (
        one.number,
        state_of(published.assembly, one),
        one.text,
        one.clause,
        one.version or None,
        one.paragraph,
        one.speech or None,
        one.speaker,
        text_of(one.words, published.language)[1],
        one.addressee,
        text_of(one.verb, published.language)[1],
        one.due_on,
        text_of(one.topic, published.language)[1],
        BETWEEN.join(map(str, one.goals)),
        instants.written(one.at),
        one.replaces or None,
        one.replaced_by or None,
        len(addressed(published.assembly, one)),
    )


TABLE = Table(
    name="commitments",
    own=(
        key("commitment", "nonNegativeInteger"),
        text("commitment_state"),
        text("text"),
        text("from_clause"),
        figure("from_version"),
        text("from_paragraph"),
        figure("speech_entry"),
        text("speaker"),
        text("lifted_words"),
        text("addressee"),
        text("verb"),
        text("due_on"),
        text("topic"),
        ids("goals"),
        instant("lifted_at"),
        figure("replaces"),
        figure("replaced_by"),
        number("parliaments_asked"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
