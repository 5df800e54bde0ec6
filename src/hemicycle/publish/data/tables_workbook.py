"""All tables of a session in one workbook for spreadsheets: a sheet for each, a first with notes.

The cells are those of the CSV files; text is stored as text and can never act as a formula.
"""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hemicycle.publish.data import (
    amendments_table,
    answers_table,
    attendance_table,
    commitments_table,
    decisions_table,
    delegations_table,
    elections_table,
    memberships_table,
    nominations_table,
    public_questions_table,
    reports_table,
    roll_call_table,
    sittings_table,
    speakers_table,
    table,
    texts_table,
)
from hemicycle.publish.output import Output, Published
from hemicycle.publish.zips import unzipped, zipped

TABLES = (
    delegations_table.TABLE,
    sittings_table.TABLE,
    speakers_table.TABLE,
    attendance_table.TABLE,
    decisions_table.TABLE,
    roll_call_table.TABLE,
    elections_table.TABLE,
    reports_table.TABLE,
    texts_table.TABLE,
    amendments_table.TABLE,
    commitments_table.TABLE,
    answers_table.TABLE,
    public_questions_table.TABLE,
    memberships_table.TABLE,
    nominations_table.TABLE,
)
CORE = "docProps/core.xml"
MODIFIED = "{http://purl.org/dc/terms/}modified"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_CELL = 32_767
NARROWEST, WIDEST = 8, 60  # letters


def write(published: Published) -> bytes:
    """The workbook."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "session"
    fill(first, about(published))
    for one in TABLES:
        fill(book.create_sheet(one.name), [one.header, *one.lines(published)])
    at = EPOCH + timedelta(milliseconds=published.assembly.at)
    book.properties.creator = "Hemicycle"
    book.properties.title = inert_text(published.text(published.session.title))
    book.properties.description = published.band
    book.properties.created = at.replace(tzinfo=None)
    made = io.BytesIO()
    book.save(made)
    return packed_again(made.getvalue(), at)


def about(published: Published) -> list[tuple[table.Cell, ...]]:
    """What the workbook is, line by line."""
    session = published.session
    lines: list[tuple[table.Cell, ...]] = [
        (published.say("column.basis"), table.basis_of(published)),
        (published.say("column.session"), session.id),
        (published.say("column.title"), published.text(session.title)),
        (published.say("column.position"), published.assembly.position),
    ]
    return [tuple(map(table.inert, line)) for line in lines]


def fill(sheet: Worksheet, lines: Iterable[tuple[table.Cell, ...]]) -> None:
    """Write the lines; the first of a table stays in sight."""
    widths: dict[int, int] = {}
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(line, 1):
            cell = sheet.cell(number, place)
            assert isinstance(cell, Cell)  # no cells are merged here
            put(cell, value)
            widths[place] = max(widths.get(place, 0), len(table.plain(value)))
    if sheet.title != "session":
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    for place, longest in widths.items():
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width


def put(cell: Cell, value: table.Cell) -> None:
    """One value; a text is marked as text whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = inert_text(value)
    cell.data_type = "s"


def inert_text(text: str) -> str:
    """A text without the signs that no workbook can hold, in the length that one may have."""
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:LONGEST_CELL]


def packed_again(content: bytes, at: datetime) -> bytes:
    """The same workbook without the hour at which it was made."""
    files = unzipped(content)
    return zipped((name, dated(raw, at) if name == CORE else raw) for name, raw in files)


def dated(core: bytes, at: datetime) -> bytes:
    """The properties of a workbook, last changed when the record was."""
    root = etree.fromstring(core)
    for modified in root.iter(MODIFIED):
        modified.text = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


OUTPUT = Output(
    name="tables",
    extension="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=write,
    takes_long=True,
)
