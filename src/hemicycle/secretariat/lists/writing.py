"""A list written for a spreadsheet: with the columns by which it is read, and nothing that runs."""

import csv
import io
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.cell import WriteOnlyCell

from hemicycle.secretariat.lists.cells import guarded
from hemicycle.secretariat.lists.columns import Column
from hemicycle.secretariat.lists.plans import Values


def as_csv(columns: Sequence[Column], rows: Iterable[Values], *, language: str) -> bytes:
    """A CSV file in UTF-8 with its mark, which Excel needs to see the letters."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for cells in table(columns, rows, language=language):
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(columns: Sequence[Column], rows: Iterable[Values], *, language: str) -> bytes:
    """A workbook whose cells are all texts: no date or number is made of them."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "B2"
    for cells in table(columns, rows, language=language):
        written = []
        for text in cells:
            cell = WriteOnlyCell(page)
            cell.value = text
            cell.data_type = "s"
            written.append(cell if text else None)
        page.append(written)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def table(
    columns: Sequence[Column], rows: Iterable[Values], *, language: str
) -> Iterable[list[str]]:
    """The headings and the rows, each cell as it may stand in a file."""
    yield [column.fr if language == "fr" else column.en for column in columns]
    for values in rows:
        yield [guarded(values.get(column.name, "")) for column in columns]
