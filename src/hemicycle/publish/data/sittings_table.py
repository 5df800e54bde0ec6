"""The sittings of all bodies: when each began and ended, under whom, on which items."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.data import table
from hemicycle.publish.data.table import BETWEEN, Table, ids, instant, key, number, outputs_of, text
from hemicycle.publish.output import Published
from hemicycle.publish.sittings import SittingHeld, sittings_of


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each sitting, in the order in which they were opened."""
    for held in sittings_of(published):
        title = published.assembly.bodies[held.body].title
        yield (
            held.name,
            held.body,
            published.text(title),
            held.number,
            held.stage,
            when(held.opened_at),
            when(held.ended_at),
            paused_s(held),
            BETWEEN.join(held.presided),
            BETWEEN.join(held.items),
            len(held.speeches),
        )


def when(at: Instant) -> str | None:
    """An instant as it is written, or none."""
    return instants.written(at) if at else None


def paused_s(held: SittingHeld) -> int:
    """For how many seconds the sitting was suspended, in pauses that are over."""
    return sum((end - start) // 1000 for start, end in held.pauses if end)


TABLE = Table(
    name="sittings",
    own=(
        key("sitting"),
        text("body"),
        text("body_name"),
        number("sitting_number"),
        text("stage"),
        instant("opened_at"),
        instant("ended_at"),
        number("paused_s"),
        ids("presided"),
        ids("items"),
        number("speeches"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
