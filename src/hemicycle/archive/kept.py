"""Statements as they are kept: one with its paragraphs, collections, what is said on a theme."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hemicycle.archive.shelf import STATEMENT_SHIFT, THEME_MASK, collection_of
from hemicycle.archive.statements import Collection, Statement
from hemicycle.archive.themes import goals_in

HEADS = (
    "SELECT number, id, collection, state, item_key, item, year, day, language, speaker, capacity,"
    " file FROM statement"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A statement with its collection, and the themes of each of its paragraphs."""

    statement: Statement
    collection: Collection
    themes: Sequence[tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many paragraphs of a State's statements of one year speak of a theme, of how many."""

    year: int
    state: str
    paragraphs: int


def whole(connection: sqlite3.Connection, identity: str) -> Whole | None:
    """A statement with everything in it, or None where none has this id."""
    head = connection.execute(f"{HEADS} WHERE id = ?", (identity,)).fetchone()
    if head is None:
        return None
    rows = connection.execute(
        "SELECT row, text FROM paragraph WHERE row BETWEEN ? AND ? ORDER BY row",
        (head[0] << STATEMENT_SHIFT, (head[0] + 1) << STATEMENT_SHIFT),
    ).fetchall()
    statement = replace(statement_of(head), paragraphs=tuple(text for _, text in rows))
    return Whole(
        statement=statement,
        collection=collections(connection)[statement.collection],
        themes=[goals_in(row & THEME_MASK) for row, _ in rows],
    )


def collections(connection: sqlite3.Connection) -> Mapping[str, Collection]:
    """Where statements come from, by id."""
    rows = connection.execute("SELECT id, kind, texts FROM collection ORDER BY id")
    return {one: collection_of(one, kind, texts=texts) for one, kind, texts in rows}


def items(connection: sqlite3.Connection) -> Mapping[str, Mapping[str, str]]:
    """What was spoken about, by key."""
    rows = connection.execute("SELECT item_key, min(item) FROM statement GROUP BY item_key")
    return {key: json.loads(item) for key, item in rows}


def paragraphs_by_theme(connection: sqlite3.Connection) -> Mapping[int, int]:
    """How many paragraphs speak of each goal."""
    return dict(connection.execute("SELECT goal, count(*) FROM theme GROUP BY goal").fetchall())


def shares(connection: sqlite3.Connection, goal: int) -> Sequence[Share]:
    """Who spoke of a goal in which year, in how many paragraphs; newest first, then by State."""
    rows = connection.execute(
        "SELECT year, state, sum(many) FROM"  # noqa: S608 (a number of ours)
        f" (SELECT row >> {STATEMENT_SHIFT} AS own, count(*) AS many"
        "   FROM theme WHERE goal = ? GROUP BY own)"
        " JOIN statement ON number = own GROUP BY year, state ORDER BY year DESC, state",
        (goal,),
    )
    return [Share(year=year, state=state, paragraphs=many) for year, state, many in rows]


def statements_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Statement]:
    """Statements by number, without their paragraphs."""
    wanted = list(numbers)
    marks = ",".join("?" * len(wanted))
    found = connection.execute(f"{HEADS} WHERE number IN ({marks})", wanted)
    return {row[0]: statement_of(row) for row in found}


def statement_of(row: Sequence[object]) -> Statement:
    """A statement as it was kept, without its paragraphs."""
    _, identity, collection, state, item_key, item, year, day, *rest = row
    language, speaker, capacity, file = map(str, rest)
    return Statement(
        id=str(identity),
        collection=str(collection),
        state=str(state),
        item_key=str(item_key),
        item=json.loads(str(item)),
        year=int(str(year)),
        day=str(day),
        language=language,
        speaker=speaker,
        capacity=capacity,
        file=file,
        paragraphs=(),
    )
