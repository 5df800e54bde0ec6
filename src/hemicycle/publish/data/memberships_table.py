"""Which delegation is or was in which geopolitical group, as the record tells, with dates."""

from collections.abc import Iterator

from hemicycle.publish.data import table
from hemicycle.publish.data.sittings_table import when
from hemicycle.publish.data.table import Table, instant, key, outputs_of, text
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each membership, in the order in which they were put on record."""
    assembly, names = published.assembly, published.names
    for one in assembly.memberships:
        yield (
            one.body,
            one.group,
            published.text(assembly.bodies[one.body].title),
            one.delegation,
            names.label(one.delegation, published.language),
            one.since_on,
            when(one.joined_at),
            when(one.left_at) if one.is_over else None,
        )


TABLE = Table(
    name="memberships",
    own=(
        key("body"),
        text("group"),
        text("group_title"),
        key("delegation"),
        text("name"),
        text("since_on"),
        key("joined_at", "dateTime"),
        instant("left_group_at"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
