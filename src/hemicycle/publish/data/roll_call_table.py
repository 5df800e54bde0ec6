"""How each delegation voted in each declared division: one row for each, in votes."""

from collections.abc import Iterator

from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Row
from hemicycle.publish.data import table
from hemicycle.publish.data.table import Table, key, number, outputs_of
from hemicycle.publish.output import Published

FIGURES = (
    *("entitled", "yes", "no", "abstain", "not_cast"),
    *("left_unused", "above_ceiling", "no_ballot", "absent"),
)


def rows(published: Published) -> Iterator[table.Row]:
    """Division by division, delegation by delegation in the order of its roll.

    Note: a division that is not declared does not occur, nor one of which there are no rows.
    """
    language, names = published.language, published.names
    for division in published.declared.values():
        _, question = text_of(division.question.title, language)
        for row in division.count.rows:
            name = names.label(row.delegation, language)
            yield (division.number, question, row.delegation, name, *figures(row))


def figures(row: Row) -> tuple[int, ...]:
    """A delegation's votes; entitled = yes + no + abstain + not cast."""
    return (
        row.entitled,
        row.for_votes,
        row.against_votes,
        row.abstention_votes,
        row.not_cast_votes,
        row.left_unused,
        row.above_ceiling,
        row.no_ballot,
        row.absent,
    )


TABLE = Table(
    name="roll-call",
    own=(
        key("division", "nonNegativeInteger"),
        table.text("question"),
        key("delegation"),
        table.text("name"),
        *map(number, FIGURES),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
