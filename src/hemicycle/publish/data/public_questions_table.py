"""Every question and comment that was shown, and who made what of it; the words stand elsewhere."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.procedure.assembly import PublicQuestion
from hemicycle.publish.data import table
from hemicycle.publish.data.table import (
    BETWEEN,
    Table,
    figure,
    ids,
    instant,
    key,
    outputs_of,
    text,
)
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each, in the order in which they were shown."""
    for one in published.assembly.public_questions.values():
        yield row(one)


def row(one: PublicQuestion) -> table.Row:
    """One question: its fingerprint, not its words, which may be taken back."""
    steps = one.pursuits.items()
    return (
        one.number,
        one.kind,
        one.step,
        one.body,
        one.item or None,
        one.text,
        one.to,
        instants.written(one.shown_at),
        one.ground,
        BETWEEN.join(name for name, _ in steps),
        BETWEEN.join(name for name, found in steps if found.raised),
        BETWEEN.join(str(found.speech) for _, found in steps if found.speech),
        BETWEEN.join(name for name, found in steps if found.answered),
        one.language,
        one.sha256,
    )


TABLE = Table(
    name="public-questions",
    own=(
        key("public_question", "nonNegativeInteger"),
        text("public_kind"),
        text("public_step"),
        text("body"),
        figure("item"),
        text("text"),
        text("addressed_to"),
        instant("shown_at"),
        text("hidden_on_ground"),
        ids("taken_up_by"),
        ids("raised_by"),
        ids("raised_in_entries"),
        ids("answered_by"),
        text("words_language"),
        text("words_sha256"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
