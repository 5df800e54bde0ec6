"""The columns of a list: how they are called in English and French, and what may stand in them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.secretariat.lists import cells
from hemicycle.secretariat.lists.cells import CellFault
from hemicycle.secretariat.lists.comparing import folded, nearest
from hemicycle.secretariat.lists.plans import Problem
from hemicycle.secretariat.lists.reading import Row, Sheet

YES = {"yes": "oui|y|o|true|vrai|1|x", "": "no|non|n|false|faux|0"}  # no is what is not said
PERIOD = re.compile(r"(?P<name>.*?)(?: (?P<since>[\d-]{4,10}|\.\.)/(?P<until>[\d-]{4,10}|\.\.))?")
MOST_IN_CELL = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `words` are the values that it knows, each with the spellings it goes by.

    `keeps`: an empty cell leaves what is there; elsewhere it empties it.
    """

    name: str
    en: str
    fr: str
    read: Callable[[str], str] = str
    words: Mapping[str, str] = field(default_factory=dict)
    other: Sequence[str] = ()
    keeps: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """All it may be called."""
        return (self.en, self.fr, self.name, *self.other)

    def value(self, text: str) -> str:
        """What a cell says, in the one way in which we keep it.

        Errors: CellFault
        """
        if not text:
            return ""
        return chosen(text, self.words) if self.words else self.read(text)


def chosen(text: str, words: Mapping[str, str]) -> str:
    """The known value that a text means; a bar separates its spellings.

    Errors: CellFault, naming the nearest known one
    """
    known = {folded(one): value for value, told in words.items() for one in spellings(value, told)}
    found = known.get(folded(text))
    if found is None:
        names = [one for value, told in words.items() for one in spellings(value, told)]
        raise CellFault("unknown_value", text=text[:40], nearest=nearest(text, names))
    return found


def spellings(value: str, told: str) -> list[str]:
    """The ways in which a value may be written."""
    return [one for one in (value.replace("_", " "), *told.split("|")) if one]


def listed(text: str) -> str:
    """Several names in one cell, separated by semicolons.

    Errors: CellFault
    """
    names = [" ".join(one.split()) for one in text.split(";") if one.strip()]
    for one in names:
        cells.name(one)
    if len(names) > MOST_IN_CELL:
        raise CellFault("too_many_in_cell", n=MOST_IN_CELL)
    return "; ".join(dict.fromkeys(names))


def dated(text: str) -> str:
    """Several names in one cell, each perhaps with its time: "Arab Group 2001-05/..".

    Errors: CellFault
    """
    found = []
    for one in filter(str.strip, text.split(";")):
        name, since, until = period(one)
        found.append(written_period(name, since=since, until=until))
    if len(found) > MOST_IN_CELL:
        raise CellFault("too_many_in_cell", n=MOST_IN_CELL)
    return "; ".join(dict.fromkeys(found))


def period(text: str) -> tuple[str, str, str]:
    """A name with the days since when and until when; nothing where no day is known.

    Errors: CellFault
    """
    found = PERIOD.fullmatch(" ".join(text.split()))
    assert found is not None
    since, until = (
        "" if (told := found[side]) in (None, "..") else cells.day(told)
        for side in ("since", "until")
    )
    if since and until and until < since[: len(until)]:
        raise CellFault("ends_before", text=text.strip()[:40])
    return cells.name(found["name"]), since, until


def written_period(name: str, *, since: str, until: str) -> str:
    """The same as it stands in a cell."""
    return f"{name} {since or '..'}/{until or '..'}" if since or until else name


def yes_or_no(name: str, *, en: str, fr: str) -> Column:
    """A column that is answered with yes or no."""
    return Column(name=name, en=en, fr=fr, words=YES)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row with its values by column; a column that the list does not have is absent."""

    number: int
    values: Mapping[str, str]


def read_rows(sheet: Sheet, columns: Sequence[Column]) -> tuple[list[ReadRow], list[Problem]]:
    """The rows of a list by the names of its columns, and all that cannot be read.

    Note: a cell that cannot be read is left out; its problem keeps the list from being written.
    """
    order, problems = recognised(sheet.headings, columns)
    by_name = {column.name: column for column in columns}
    rows = []
    for row in sheet.rows:
        values = dict(cells_of(row, order, columns=by_name, problems=problems))
        rows.append(ReadRow(row.number, values))
    return rows, problems


def cells_of(
    row: Row,
    order: Sequence[str],
    *,
    columns: Mapping[str, Column],
    problems: list[Problem],
) -> Iterable[tuple[str, str]]:
    """The values of one row; what cannot be read is added to the problems."""
    for place, name in enumerate(order):
        if not name:
            continue
        cell = row.cells[place] if place < len(row.cells) else None
        column = columns[name]
        try:
            if cell is not None and cell.fault is not None:
                raise cell.fault
            value = column.value(cell.text if cell else "")
        except CellFault as fault:
            key, facts = fault.reason_key, fault.facts
            problems.append(Problem(row=row.number, column=name, key=key, facts=facts))
            continue
        if value or not column.keeps:
            yield name, value
    if any(cell.text or cell.fault for cell in row.cells[len(order) :]):
        problems.append(Problem(row=row.number, column="", key="cell_without_heading"))


def recognised(
    headings: Sequence[str], columns: Sequence[Column]
) -> tuple[list[str], list[Problem]]:
    """Which column each heading means, in the order of the file."""
    known = {folded(told): column.name for column in columns for told in column.headings}
    spelled = [told for column in columns for told in (column.en, column.fr)]
    order: list[str] = []
    problems = []
    for heading in headings:
        name = known.get(folded(heading), "")
        if name in order and name:
            problems.append(Problem(row=1, column=name, key="heading_twice"))
            name = ""
        elif heading and not name:
            facts = {"text": heading[:40], "nearest": nearest(heading, spelled)}
            problems.append(Problem(row=1, column="", key="unknown_column", facts=facts))
        order.append(name)
    return order, problems
