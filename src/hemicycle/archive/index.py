"""Statements put on the shelf, each once: words to seek by, paragraphs to show, themes to count."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hemicycle.archive.folding import fold
from hemicycle.archive.shelf import first_number, row_of, texts_of, writing
from hemicycle.archive.statements import Collection, Statement
from hemicycle.archive.themes import mask_of, themes_of

Outcome = Literal["kept", "known", "differs"]


@dataclass(frozen=True, slots=True)
class Filling:
    """The shelf while it is filled: all of it is kept at the end, or nothing."""

    connection: sqlite3.Connection

    def put_collection(self, collection: Collection) -> None:
        """Make a collection known, once."""
        self.connection.execute(
            "INSERT OR IGNORE INTO collection VALUES (?, ?, ?)",
            (collection.id, collection.kind, texts_of(collection)),
        )

    def put(self, statement: Statement) -> Outcome:
        """Keep a statement of a collection that is known; what is kept already stays as it is."""
        seal = sealed(statement)
        kept = self.connection.execute(
            "SELECT sha256 FROM statement WHERE id = ?", (statement.id,)
        ).fetchone()
        if kept:
            return "known" if kept[0] == seal else "differs"
        number = self._next_number(statement.year)
        self.connection.execute(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(number, statement.id, seal, statement.collection, statement.state),
                *(statement.item_key, json.dumps(statement.item, ensure_ascii=False)),
                *(statement.year, statement.day, statement.language),
                *(statement.speaker, statement.capacity, statement.file),
            ),
        )
        for place, paragraph in enumerate(statement.paragraphs, 1):
            self._put_paragraph(number, place, text=paragraph, language=statement.language)
        return "kept"

    def _put_paragraph(self, number: int, place: int, *, text: str, language: str) -> None:
        words = fold(text)
        goals = themes_of(words, language)
        row = row_of(number, place, mask=mask_of(goals))
        execute = self.connection.execute
        execute("INSERT INTO paragraph VALUES (?, ?)", (row, text))
        execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (row, " ".join(words)))
        for goal in goals:
            execute("INSERT INTO theme VALUES (?, ?)", (goal, row))

    def _next_number(self, year: int) -> int:
        first, end = first_number(year), first_number(year + 1)
        [(last,)] = self.connection.execute(
            "SELECT max(number) FROM statement WHERE number >= ? AND number < ?", (first, end)
        )
        number = first + 1 if last is None else int(last) + 1
        if number >= end:
            raise OverflowError("A year holds no more statements.")
        return number


@contextmanager
def filling(path: Path) -> Iterator[Filling]:
    """The shelf, to be filled; what is done within is kept whole or not at all.

    Errors: ShelfRefused
    """
    with writing(path) as connection:
        yield Filling(connection)
        # One merged index is sought through faster than many small ones.
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def sealed(statement: Statement) -> str:
    """What tells whether two statements are the same: their words and whose they are."""
    content = [statement.state, statement.year, statement.language, *statement.paragraphs]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
