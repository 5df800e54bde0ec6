"""Every decision of a session: what was put, how it was decided, and by what figures."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Division
from hemicycle.publish.data import table
from hemicycle.publish.data.table import (
    BETWEEN,
    Cell,
    Table,
    figure,
    flag,
    ids,
    instant,
    key,
    number,
    outputs_of,
    text,
)
from hemicycle.publish.output import Published

SUMS = ("yes", "no", "abstain", "not_cast", "entitled", "base_votes", "required_votes")


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each decision in its order; figures only of what is declared and counted."""
    declared = published.declared
    for one in published.decisions:
        question = one.question
        division = declared.get(one.division)
        yield (
            one.position,
            instants.written(one.at),
            question.number,
            question.body,
            question.item,
            published.text(question.title),
            one.method,
            one.outcome,
            one.fate,
            division.number if division else None,
            *sums(division),
            question.rule_key,
            question.is_verified,
            division.casting_vote if division else "",
            BETWEEN.join(one.reservations),
            one.annulled_by or None,
        )


def sums(division: Division | None) -> tuple[Cell, ...]:
    """The figures of a division; none where there was none, or where nobody counted."""
    if division is None or division.found:
        return (None,) * len(SUMS)
    return (
        *division.sums,
        division.entitled_votes,
        division.base_votes,
        division.required_votes,
    )


TABLE = Table(
    name="decisions",
    own=(
        key("position", "nonNegativeInteger"),
        instant("decided_at"),
        number("question_number"),
        text("body"),
        text("item"),
        text("question"),
        text("method"),
        text("outcome"),
        text("fate"),
        figure("division"),
        *map(figure, SUMS),
        text("rule"),
        flag("rule_is_verified"),
        text("casting_vote"),
        ids("reservations"),
        figure("annulled_by"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
