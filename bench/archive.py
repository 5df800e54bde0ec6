"""The archive of statements: taking it in, and searching it; over one year and over eighty."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from figures import Figure, percentile
from hemicycle.archive.filters import Filters
from hemicycle.archive.importing import take_in
from hemicycle.archive.index import filling
from hemicycle.archive.packed import opened
from hemicycle.archive.questions import asked
from hemicycle.archive.reading import Reading
from hemicycle.archive.searching import search
from hemicycle.archive.shelf import reading
from hemicycle.archive.sources import sources
from hemicycle.archive.statements import Statement

HERE = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("HEMICYCLE_DATA") or HERE.parent.parent / "shared" / "data")
SAMPLE = FOLDER / "ungdc_s79_2024.tar.gz"
SPEECHES, ROUNDS = 11_000, 5
# As people ask: a common word, two of them, phrases, names, beginnings, what is left out.
QUESTIONS = (
    *("peace", "debt", "haiti", "guterres", "water", "ukraine", "desertification"),
    *("climate change", "peace security", "women girls", "artificial intelligence", "cote ivoire"),
    *('"climate change"', '"small island developing states"', '"security council" reform'),
    *("sustain*", "migrat*", "develop* financ*", "palestine gaza -israel", "nuclear -energy"),
)
Row = tuple[int, str]


def archive(folder: Path) -> list[Figure]:
    """One year as it is, and eighty years made of its paragraphs; nothing without the sample."""
    if not SAMPLE.exists():
        print(f"The sample is not in {FOLDER}; name its folder with HEMICYCLE_DATA.")
        return []
    year, eighty = folder / "year.sqlite3", folder / "eighty.sqlite3"
    began = time.perf_counter()
    take_in(SAMPLE, year, told=lambda _step: None)
    year_s = time.perf_counter() - began
    statements = sample()
    began = time.perf_counter()
    fill(eighty, made(statements))
    eighty_s = time.perf_counter() - began
    few, many = bare_copy(folder / "few.sqlite3", year), bare_copy(folder / "many.sqlite3", eighty)
    return [
        filled("the statements of 2024", year_s, aim=10, limit=few),
        filled(f"{SPEECHES:,} speeches", eighty_s, aim=120, limit=many),
        searched("the statements of 2024", year, aim=30, bare=folder / "few.sqlite3"),
        searched(f"{SPEECHES:,} speeches", eighty, aim=100, bare=folder / "many.sqlite3"),
    ]


def filled(what: str, seconds: float, *, aim: float, limit: float) -> Figure:
    """How long taking in took, beside FTS5 that is given the same text and nothing else."""
    return Figure(
        what=f"{what} taken into the archive",
        value=seconds,
        unit="s",
        aim=aim,
        limit=limit,
        limit_is="s, bare FTS5 filled",
    )


def searched(what: str, shelf: Path, *, aim: float, bare: Path) -> Figure:
    """How long a page of answers with its counts takes, beside FTS5 that finds and ranks alone."""
    return Figure(
        what=f"a search in {what}, with counts and snippets, p95",
        value=1000 * percentile(list(search_times(shelf)), 0.95),
        unit="ms",
        aim=aim,
        limit=1000 * percentile(list(bare_times(bare)), 0.95),
        limit_is="ms, bare FTS5",
    )


def sample() -> Sequence[Statement]:
    """The statements of the sample."""
    with opened(SAMPLE) as packed:
        steps = list(Reading(packed, SAMPLE.name).steps())
    return [step.statement for step in steps if step.statement]


def made(statements: Sequence[Statement]) -> Iterator[Statement]:
    """As many speeches as eighty years have, each of paragraphs drawn from all."""
    draw = random.Random(79)  # noqa: S311 (speeches, not secrets)
    pool = [one for statement in statements for one in statement.paragraphs]
    for n in range(SPEECHES):
        pattern = statements[n % len(statements)]
        yield replace(
            pattern,
            id=f"made-{n}",
            year=1946 + n * 79 // SPEECHES,
            paragraphs=draw.choices(pool, k=len(pattern.paragraphs)),
        )


def fill(shelf: Path, statements: Iterator[Statement]) -> None:
    """Put speeches on a shelf as an archive does."""
    with filling(shelf) as filled_shelf:
        filled_shelf.put_collection(sources()[0].collection)
        for one in statements:
            filled_shelf.put(one)


def bare_copy(bare: Path, shelf: Path) -> float:
    """The same paragraphs given to FTS5 as they are. Units: seconds."""
    with closing(sqlite3.connect(shelf)) as kept:
        rows: list[Row] = kept.execute("SELECT row, text FROM paragraph").fetchall()
    with closing(sqlite3.connect(bare)) as tables:
        tables.execute("PRAGMA journal_mode=WAL")
        tables.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
        )
        began = time.perf_counter()
        tables.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
        tables.execute("INSERT INTO words (words) VALUES ('optimize')")
        tables.commit()
        return time.perf_counter() - began


def search_times(shelf: Path) -> Iterator[float]:
    """Each question, several times, without a filter, which would only shorten it.

    Units: seconds, from opening the file.
    """
    for _ in range(ROUNDS):
        for typed in QUESTIONS:
            began = time.perf_counter()
            with reading(shelf) as connection:
                assert connection is not None
                search(connection, asked(typed), filters=Filters())
            yield time.perf_counter() - began


def bare_times(bare: Path) -> Iterator[float]:
    """The same questions, twenty numbers of paragraphs by rank and no more. Units: seconds."""
    sought = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20"
    for _ in range(ROUNDS):
        for typed in QUESTIONS:
            began = time.perf_counter()
            with closing(sqlite3.connect(bare)) as tables:
                tables.execute(sought, (asked(typed).as_fts,)).fetchall()
            yield time.perf_counter() - began
