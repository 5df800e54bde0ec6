"""Every amendment to a text: to which paragraph, by whom, what it does, what became of it."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Amendment, Text
from hemicycle.procedure.rules.amendments import stage_of, voting_order
from hemicycle.procedure.rules.clauses import place_of
from hemicycle.procedure.rules.consolidation import INSERT
from hemicycle.publish.data import table
from hemicycle.publish.data.table import (
    BETWEEN,
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


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each amendment, text by text in the order of their numbers."""
    for one in published.assembly.texts.values():
        order = voting_order(published.rules, one)
        for amendment in one.amendments.values():
            yield row(published, one, amendment=amendment, order=order.index(amendment.number) + 1)


def row(published: Published, one: Text, *, amendment: Amendment, order: int) -> table.Row:
    """One amendment."""
    kind, paragraph = paragraph_of(one, amendment)
    return (
        one.id,
        amendment.number,
        amendment.body,
        amendment.version,
        amendment.does,
        amendment.clause,
        kind,
        paragraph,
        amendment.after,
        amendment.to or None,
        amendment.mover,
        amendment.for_body,
        BETWEEN.join(amendment.sponsors),
        instants.written(amendment.lodged_at),
        amendment.is_oral,
        order,
        stage_of(published.assembly, one, amendment),
        amendment.recommendation,
        amendment.fell_by or None,
        text_of(amendment.words, published.language)[1],
    )


def paragraph_of(one: Text, amendment: Amendment) -> tuple[str, str]:
    """The kind and number of the paragraph it is about, or after which it would stand."""
    about = amendment.after if amendment.does == INSERT else amendment.clause
    kind, paragraph = place_of(one.versions[amendment.version - 1].clauses, about)
    return amendment.kind or kind, paragraph


TABLE = Table(
    name="amendments",
    own=(
        key("text"),
        key("amendment", "nonNegativeInteger"),
        text("body"),
        number("version"),
        text("does"),
        text("clause"),
        text("clause_kind"),
        text("paragraph"),
        text("after_clause"),
        figure("to_amendment"),
        text("mover"),
        text("for_body"),
        ids("sponsors"),
        instant("lodged_at"),
        flag("is_oral"),
        number("voting_order"),
        text("amendment_stage"),
        text("recommendation"),
        figure("fell_by"),
        text("proposed_words"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
