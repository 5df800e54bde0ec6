"""What others report about a session: each fact with its source and how sure it is."""

from bisect import bisect_left
from collections.abc import Iterator

from hemicycle.procedure.assembly import Report
from hemicycle.publish.data import table
from hemicycle.publish.data.table import Table, key, outputs_of, text
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each reported fact, in the order in which they were noted."""
    for one in published.assembly.reports:
        yield (
            one.position,
            one.fact,
            one.about,
            published.text(one.words),
            when_reported(published, one),
            one.precision,
            one.source,
            one.mark,
        )


def when_reported(published: Published, report: Report) -> str:
    """When it is said to have happened: an instant, an hour or a day, or nothing.

    Note: the header of the entry holds it as exactly as it is known.
    """
    place = bisect_left(published.written, report.position, key=lambda one: one.position)
    return published.written[place].header.occurred.value


TABLE = Table(
    name="reports",
    own=(
        key("position", "nonNegativeInteger"),
        text("fact"),
        text("about"),
        text("words"),
        text("reported_when"),
        text("precision"),
        text("source"),
        text("mark"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
