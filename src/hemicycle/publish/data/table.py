"""The one way to declare a table: its columns and its rows; the files follow from that.

Each table is a CSV of RFC 4180 in UTF-8, with a byte order mark because spreadsheets take it for
another encoding without one, and its metadata as the W3C asks for in "Metadata Vocabulary for
Tabular Data" (CSVW, 2015). The names of columns are fixed; the words in cells are in the language
asked for, instants in UTC. The first column says on what basis the session is kept. A cell of text
that a spreadsheet would take for a formula is preceded by an apostrophe.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hemicycle.phrases import text_of
from hemicycle.publish.output import Output, Published
from hemicycle.wording.cells import FORMULA_MARKS, held

BYTE_ORDER_MARK = "\ufeff"
CONTROL_MARKS = ("\t", "\r", "\n")
OFFICIAL = ("en", "fr")
MEDIA_TYPE = "text/csv; charset=utf-8"
BETWEEN = "|"  # what stands between the ids of a list in one cell

NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})

Cell = str | int | bool | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `table.<name>` says what it holds and `column.<name>` what it is called."""

    name: str
    sort: str = "string"
    is_key: bool = False
    is_required: bool = False
    is_list: bool = False


BASIS = Column(name="basis")


def text(name: str) -> Column:
    """A column of words, which may be empty."""
    return Column(name=name)


def key(name: str, sort: str = "string") -> Column:
    """A column that tells, alone or with others, what a row is about."""
    return Column(name=name, sort=sort, is_key=True, is_required=True)


def number(name: str) -> Column:
    """A column of whole numbers that are never negative, each of which is given."""
    return Column(name=name, sort="nonNegativeInteger", is_required=True)


def figure(name: str) -> Column:
    """A column of whole numbers that are given where there is something to count."""
    return Column(name=name, sort="nonNegativeInteger")


def flag(name: str) -> Column:
    """A column of yes and no."""
    return Column(name=name, sort="boolean", is_required=True)


def instant(name: str) -> Column:
    """A column of instants in UTC, empty where there is none."""
    return Column(name=name, sort="dateTime")


def ids(name: str) -> Column:
    """A column with several ids in each cell."""
    return Column(name=name, is_list=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what it is called, its columns, and the rows of a session."""

    name: str
    own: tuple[Column, ...]
    rows: Callable[[Published], Iterable[Row]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns; the basis of the session comes first."""
        return (BASIS, *self.own)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(one.name for one in self.columns)

    def chosen(self, published: Published, chosen: Mapping[str, str]) -> Iterator[Row]:
        """The rows that agree with what was chosen, column by column; all where nothing was."""
        places = {column.name: place for place, column in enumerate(self.own)}
        for row in self.rows(published):
            if all(str(row[places[name]]) == value for name, value in chosen.items()):
                yield row

    def lines(
        self, published: Published, *, chosen: Mapping[str, str] = NOTHING_CHOSEN
    ) -> Iterator[tuple[Cell, ...]]:
        """The rows as they are written: no text in them can act in a spreadsheet."""
        basis = basis_of(published)
        for row in self.chosen(published, chosen):
            yield tuple(map(inert, (basis, *row)))


def basis_of(published: Published) -> str:
    """The notice that the session bears, or else the word for its basis."""
    key = f"word.basis.{published.session.basis}"
    return published.band or published.say(key)


def inert(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return harmless(cell) if isinstance(cell, str) else cell


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, whichever sign it takes for a separator."""
    text = held(text)
    if text.startswith(CONTROL_MARKS) or text.lstrip().startswith(FORMULA_MARKS):
        return f"'{text}"
    return text


def plain(cell: Cell) -> str:
    """A cell as the file holds it; booleans as CSVW writes them."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def outputs_of(table: Table) -> tuple[Output, Output]:
    """The two outputs of a table: the file, and what each of its columns is, for programs.

    Note: the name of the second is the one under which a reader of such tables looks for it.
    """
    content = Output(
        name=table.name,
        extension="csv",
        media_type=MEDIA_TYPE,
        write=lambda published: written(table, published),
    )
    described = Output(
        name=f"{table.name}.csv-metadata",
        extension="json",
        media_type="application/csvm+json",
        write=lambda published: metadata(table, published),
    )
    return content, described


def written(
    table: Table, published: Published, *, chosen: Mapping[str, str] = NOTHING_CHOSEN
) -> bytes:
    """The table as a file, or those of its rows that agree with what was chosen."""
    file = io.StringIO(newline="")
    lines = csv.writer(file)
    lines.writerow(table.header)
    lines.writerows(map(plain, line) for line in table.lines(published, chosen=chosen))
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def metadata(table: Table, published: Published) -> bytes:
    """The description of the table, in the language asked for."""
    session, language = published.session, published.language
    found_in, title = text_of(session.title, language)
    notice = {"dc:description": published.band} if published.band else {}
    data: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": f"{table.name}.csv",
        "dc:title": {"@value": title, "@language": found_in},
        **notice,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [described(published, column) for column in table.columns],
            "primaryKey": [column.name for column in table.columns if column.is_key],
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def described(published: Published, column: Column) -> dict[str, Any]:
    """One column: the name that heads it, what it is called, what it holds, and how."""

    def say(key: str, language: str) -> str:
        return published.phrases.say(key, language, published.names)

    titles = {language: say(f"column.{column.name}", language) for language in OFFICIAL}
    return {
        "name": column.name,
        "titles": {"und": column.name, **titles},
        "dc:description": say(f"table.{column.name}", published.language),
        "datatype": "string" if column.sort == "string" else {"base": column.sort},
        "required": column.is_required,
        **({"separator": BETWEEN} if column.is_list else {}),
    }
