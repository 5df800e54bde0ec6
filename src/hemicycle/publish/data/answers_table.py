"""Every answer of a parliament to a commitment, as it was given; a later one follows, none goes."""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Answer, Commitment
from hemicycle.publish.data import table
from hemicycle.publish.data.table import Table, flag, instant, key, outputs_of, text
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each answer, commitment by commitment, in the order in which they came."""
    for one in published.assembly.commitments.values():
        for answer in one.answers:
            yield row(one, answer)


def row(one: Commitment, answer: Answer) -> table.Row:
    """One answer, in the words and the language in which it was given."""
    language, sentence = next(iter(answer.words.items()))
    return (
        one.number,
        answer.delegation,
        answer.number,
        answer.kind,
        answer.done_on,
        answer.link,
        sentence,
        language,
        answer.promised_on,
        instants.written(answer.at),
        answer.is_by_secretariat,
    )


TABLE = Table(
    name="answers",
    own=(
        key("commitment", "nonNegativeInteger"),
        key("delegation"),
        key("answer_number", "nonNegativeInteger"),
        text("answer_kind"),
        text("done_on"),
        text("link"),
        text("sentence"),
        text("language"),
        text("promised_on"),
        instant("answered_at"),
        flag("is_by_secretariat"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
