"""How each delegation voted in each declared division: one row for each, in votes.

A table of RFC 4180 in UTF-8, with a byte order mark because spreadsheets take it for another
encoding without one. The names of columns are fixed; the cells of words are in the language
asked for. The first column says on what basis the session is kept. A cell of text that a
spreadsheet would take for a formula is preceded by an apostrophe.
"""

import csv
import io
from collections.abc import Iterator

from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Division, Row
from hemicycle.publish.output import Output, Published

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "basis",
    "division",
    "question",
    "delegation",
    "name",
    "entitled",
    "yes",
    "no",
    "abstain",
    "not_cast",
    "left_unused",
    "above_ceiling",
    "no_ballot",
    "absent",
)
# With the wide forms that some programs read as the narrow ones.
FORMULA_MARKS = tuple("=+-@＝＋－＠")
CONTROL_MARKS = ("\t", "\r", "\n")


def write(published: Published) -> bytes:
    """The table of all declared divisions; one that is not declared does not occur in it."""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for division in published.declared_divisions:
        table.writerows(rows_of(published, division))
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def rows_of(published: Published, division: Division) -> Iterator[tuple[str | int, ...]]:
    """One division, delegation by delegation, in the order of its roll."""
    language, names = published.language, published.names
    basis = published.band or published.phrases.say(
        f"word.basis.{published.session.basis}", language, names
    )
    _, question = text_of(division.question.title, language)
    for row in division.count.rows:
        name = names.label(row.delegation, language)
        cells = (question, str(row.delegation), name)
        yield (harmless(basis), division.number, *map(harmless, cells), *figures(row))


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


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    if text.startswith(CONTROL_MARKS) or text.lstrip().startswith(FORMULA_MARKS):
        return f"'{text}"
    return text


OUTPUT = Output(
    name="roll-call", extension="csv", media_type="text/csv; charset=utf-8", write=write
)
