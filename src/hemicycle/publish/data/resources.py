"""The tables of a session as objects for programs: what one row is, and which rows are asked for.

A row is the same thing as in the CSV file of its table, with its cells in the types that its
columns declare; no text is marked for spreadsheets, because none reads this.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import Phrases
from hemicycle.publish.data.table import BETWEEN, Cell, Column, Row, Table
from hemicycle.publish.data.tables_workbook import TABLES
from hemicycle.publish.output import Published

Json = dict[str, Any]
# By what the rows of a table may be chosen, where it has such a column.
FILTERS = ("body", "delegation", "division", "item", "sitting", "speaker")
BETWEEN_KEYS = ":"
TYPES: Mapping[str, Json] = {
    "string": {"type": "string"},
    "boolean": {"type": "boolean"},
    "nonNegativeInteger": {"type": "integer", "minimum": 0},
    "dateTime": {"type": "string", "format": "date-time"},
}
RESOURCES: Mapping[str, Table] = {one.name: one for one in TABLES}


def filters_of(table: Table) -> tuple[str, ...]:
    """The columns by which the rows of a table may be chosen."""
    known = {column.name for column in table.own}
    return tuple(name for name in FILTERS if name in known)


def items(table: Table, published: Published, *, chosen: Mapping[str, str]) -> Iterator[Json]:
    """The rows of a table that agree with what was chosen, as objects with their `id`."""
    return (item(table, row) for row in table.chosen(published, chosen))


def standing(published: Published) -> Json:
    """What every answer about a session says of itself."""
    return {
        "session": published.session.id,
        "position": published.assembly.position,
        "basis": published.session.basis,
        "notice": published.band,
        "language": published.language,
    }


def item(table: Table, row: Row) -> Json:
    """One row as an object; its `id` is what tells it from all others of the table."""
    pairs = list(zip(table.own, row, strict=True))
    identity = BETWEEN_KEYS.join(str(cell) for column, cell in pairs if column.is_key)
    return {"id": identity, **{column.name: value(column, cell) for column, cell in pairs}}


def value(column: Column, cell: Cell) -> object:
    """One cell in the type of its column."""
    if column.is_list:
        return str(cell or "").split(BETWEEN) if cell else []
    return cell


def schema(table: Table, phrases: Phrases) -> Json:
    """What one object of a table is (JSON Schema), with what each of its fields holds."""
    own = {column.name: field_schema(column, phrases) for column in table.own}
    identity = {"type": "string", "description": "What tells it from all others."}
    return {
        "type": "object",
        "properties": {"id": identity, **own},
        "required": ["id", *own],
        "additionalProperties": False,
    }


def field_schema(column: Column, phrases: Phrases) -> Json:
    """What one field is."""
    described = {"description": phrases.say(f"table.{column.name}", "en", NO_NAMES)}
    if column.is_list:
        return {"type": "array", "items": {"type": "string"}, **described}
    kind = TYPES[column.sort]
    can_lack = column.sort not in ("string", "boolean") and not column.is_required
    return {**kind, **({"type": [kind["type"], "null"]} if can_lack else {}), **described}
