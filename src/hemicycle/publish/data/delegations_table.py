"""The delegations of a session: who they are, and how many votes each has."""

from collections.abc import Iterator

from hemicycle.publish.data import table
from hemicycle.publish.data.table import Table, flag, key, number, outputs_of, text
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each delegation whose credentials were accepted, by its id."""
    assembly, names = published.assembly, published.names
    for identity, one in sorted(assembly.delegations.items()):
        yield (
            identity,
            names.label(identity, published.language),
            one.status,
            one.votes,
            one.has_vote,
            one.cause,
            assembly.groups.get(identity, ""),
            len(one.members),
        )


TABLE = Table(
    name="delegations",
    own=(
        key("delegation"),
        text("name"),
        text("status"),
        number("votes"),
        flag("has_vote"),
        text("cause"),
        text("group"),
        number("persons"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
