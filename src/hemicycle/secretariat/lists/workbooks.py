"""A workbook read as a list: the values of its first sheet, and never what a formula would give."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl

from hemicycle.secretariat.lists.cells import RISKY, CellFault
from hemicycle.secretariat.lists.reading import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    ListFault,
    Row,
    one_cell,
)

LARGEST_UNPACKED = 48 * 1024 * 1024
MOST_PARTS = 1000
MOST_SCANNED = 50_000
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}


def workbook_rows(raw: bytes) -> Iterator[Row]:
    """The rows of the first sheet.

    Errors: ListFault
    """
    require_workbook(raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and links, which are not read
            book = openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=False, keep_links=False
            )
            first = book.worksheets[0]
            first.reset_dimensions()
            for number, cells in enumerate(first.iter_rows(max_col=MOST_COLUMNS + 1), 1):
                if number > MOST_SCANNED:
                    raise ListFault("list_too_long", n=MOST_ROWS)  # noqa: TRY301 (one way out)
                yield Row(number, cells_of(cells))
            book.close()
    except ListFault:
        raise
    except Exception:  # noqa: BLE001 (whatever foreign files do to their reader)
        raise ListFault("list_no_workbook") from None


def require_workbook(raw: bytes) -> None:
    """What is packed in the file are the parts of a workbook, and they do not swell.

    Errors: ListFault
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ListFault("list_no_workbook") from None
    if not {part.filename for part in parts} >= NEEDED:
        raise ListFault("list_no_workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ListFault("list_swells")


def cells_of(cells: Iterable[Any]) -> tuple[Cell, ...]:
    """The cells of one row without the empty ones at its end."""
    found = [cell_of(cell) for cell in cells]
    while found and found[-1] is EMPTY:
        found.pop()
    return tuple(found)


def cell_of(cell: Any) -> Cell:
    """One cell; a formula or an error of the spreadsheet is a fault, whatever it shows."""
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f":
        return Cell("", CellFault("formula"))
    if cell.data_type == "e":
        return Cell("", CellFault("spreadsheet_error", text=str(value)))
    if isinstance(value, str):
        # A text stays a text here: the workbook says so, where a text file cannot.
        return one_cell(as_text(value))
    return one_cell(written(value))


def as_text(value: str) -> str:
    """A text that begins like a formula, and is none."""
    return f"'{value}" if value[:1] in RISKY else value


def written(value: object) -> str:
    """A number, a date or a yes as a person writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
