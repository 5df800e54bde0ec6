"""A list as it was handed in: a CSV file in any common dress, or a workbook, read into rows."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hemicycle.secretariat.lists.cells import CellFault, cleaned

MOST_ROWS = 10_000
MOST_COLUMNS = 80
WORKBOOK = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
NO_TABLES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"{\\rtf", b"<!DOC", b"<html")
SEPARATORS = "\t;,"


class ListFault(ValueError):
    """A file that is no list at all; why, as a key, and with which facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key, facts)
        self.reason_key, self.facts = reason_key, facts


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, or why nothing usable does."""

    text: str
    fault: CellFault | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number in the spreadsheet; the cells are in the order of the headings."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings of a list and its rows, empty rows left out."""

    headings: Sequence[str]
    rows: Sequence[Row]


EMPTY = Cell("")


def read_list(raw: bytes) -> Sheet:
    """Read a file by what it is, whatever its name says.

    Errors: ListFault
    """
    if not raw.strip():
        raise ListFault("list_empty")
    if raw.startswith(WORKBOOK):
        # Opened where it is needed: text files need no reader of workbooks.
        from hemicycle.secretariat.lists.workbooks import workbook_rows  # noqa: PLC0415

        return sheet(workbook_rows(raw))
    if raw.startswith(OLD_WORKBOOK):
        raise ListFault("list_old_workbook")
    if raw.lstrip()[:8].startswith(NO_TABLES):
        raise ListFault("list_no_table")
    return sheet(text_rows(decoded(raw)))


def sheet(rows: Iterator[Row]) -> Sheet:
    """The first row that says something names the columns; the rest are rows of the list.

    Errors: ListFault
    """
    head = next((row for row in rows if any(cell.text for cell in row.cells)), None)
    if head is None:
        raise ListFault("list_empty")
    headings = [cell.text for cell in head.cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise ListFault("list_too_wide", n=MOST_COLUMNS)
    found: list[Row] = []
    for row in rows:
        if not any(cell.text or cell.fault for cell in row.cells):
            continue
        if len(found) == MOST_ROWS:
            raise ListFault("list_too_long", n=MOST_ROWS)
        found.append(row)
    if not found:
        raise ListFault("list_without_rows")
    return Sheet(tuple(headings), tuple(found))


def decoded(raw: bytes) -> str:
    """The letters of a text file.

    Errors: ListFault, naming the line where they end
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return in_encoding(raw, encoding)
    if b"\0" in raw:
        even, odd = raw[::2].count(0), raw[1::2].count(0)
        return in_encoding(raw, "utf-16-le" if odd > even else "utf-16-be")
    return in_encoding(raw, "utf-8-sig")


def in_encoding(raw: bytes, encoding: str) -> str:
    """The same, once it is clear how the letters are written.

    Errors: ListFault
    """
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8-sig":
            raise ListFault("list_no_table") from None
        line = raw.count(b"\n", 0, fault.start) + 1
        raise ListFault("list_not_utf8", line=line) from None
    if "\0" in text:
        raise ListFault("list_no_table")
    return text


def text_rows(text: str) -> Iterator[Row]:
    """The rows of a CSV file; commas, semicolons or tabs separate, whichever the headings use.

    Errors: ListFault
    """
    start = 1
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= len("sep=;"):
        text, start = rest, 2  # a line for Excel alone
    heading = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, start):
            yield Row(number, text_cells(cells))
    except csv.Error:
        raise ListFault("list_unreadable_at", line=reader.line_num) from None


def text_cells(cells: Iterable[str]) -> tuple[Cell, ...]:
    """The cells of one row, cleaned."""
    return tuple(one_cell(raw) for raw in cells)


def one_cell(raw: str) -> Cell:
    """A cell, cleaned, or with the reason why it cannot be read."""
    if not raw:
        return EMPTY
    try:
        return Cell(cleaned(raw))
    except CellFault as fault:
        return Cell("", fault)
