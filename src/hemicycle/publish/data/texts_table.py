"""Every draft resolution of a session: before which body, whose, and what became of it."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.phrases import text_of
from hemicycle.procedure.rules.lodged_texts import text_stage
from hemicycle.publish.data import table
from hemicycle.publish.data.table import (
    BETWEEN,
    Table,
    ids,
    instant,
    key,
    number,
    outputs_of,
    text,
)
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each text, in the order of their lodging."""
    for one in published.assembly.texts.values():
        yield (
            one.id,
            one.symbol,
            one.body,
            one.item,
            text_of(one.title, published.language)[1],
            one.language,
            BETWEEN.join(one.movers),
            BETWEEN.join(one.sponsors),
            instants.written(one.lodged_at),
            instants.written(one.closes_at) if one.closes_at else "",
            one.latest.number,
            len(one.amendments),
            text_stage(published.assembly, one),
        )


TABLE = Table(
    name="texts",
    own=(
        key("text"),
        text("symbol"),
        text("body"),
        text("item"),
        text("title"),
        text("authentic_language"),
        ids("movers"),
        ids("sponsors"),
        instant("lodged_at"),
        instant("closes_at"),
        number("version"),
        number("amendments"),
        text("text_stage"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
