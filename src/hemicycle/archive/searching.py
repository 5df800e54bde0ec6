"""The shelf as it is searched: the paragraphs that answer, and how many for each filter."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hemicycle.archive.filters import Counting, Filters, Known, conditions, known_at
from hemicycle.archive.kept import statements_of
from hemicycle.archive.questions import Question
from hemicycle.archive.shelf import STATEMENT_SHIFT, THEME_MASK, place_of
from hemicycle.archive.snippets import Snippet, snippet
from hemicycle.archive.statements import Statement
from hemicycle.archive.themes import goals_in

ON_A_PAGE, LAST_PAGE = 20, 500
GREETING = 160  # letters; a shorter paragraph at the beginning is rarely more


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer: a paragraph, or the opening of a statement where nothing was sought."""

    statement: Statement
    place: int
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of answers. `facets` counts answers for each value of a filter, the others holding."""

    total: int
    hits: Sequence[Hit] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    of_statements: bool = False


def search(
    connection: sqlite3.Connection, question: Question, *, filters: Filters, page: int = 1
) -> Found:
    """What answers a question; without words, the statements or the paragraphs of a theme.

    Errors: TookTooLong, by the connection
    """
    known = known_at(connection)
    skipped = (min(max(page, 1), LAST_PAGE) - 1) * ON_A_PAGE
    if question.wanted:
        rows = matching(connection, question)
    elif filters.theme:
        sought = "SELECT row FROM theme WHERE goal = ?"
        rows = [row for (row,) in connection.execute(sought, (filters.theme,))]
    else:
        return listed(connection, known, filters=filters, skipped=skipped)
    counting = counted(known, filters, rows=rows)
    themes = themes_among(rows, known, filters=filters)
    if question.wanted:
        best = ranked(connection, question, filters=filters, skipped=skipped)
    else:
        passing = counting.passing
        own = (row for row in reversed(rows) if row >> STATEMENT_SHIFT in passing)
        best = newest(own, skipped=skipped)
    return Found(
        total=counting.total,
        hits=hits(connection, best, question=question),
        facets={**counting.facets, "theme": themes},
    )


def matching(connection: sqlite3.Connection, question: Question) -> list[int]:
    """The numbers of all paragraphs that answer."""
    sought = "SELECT rowid FROM words WHERE words MATCH ?"
    return [row for (row,) in connection.execute(sought, (question.as_fts,))]


def counted(known: Known, filters: Filters, *, rows: Sequence[int]) -> Counting:
    """Answers by statement, those of another theme left aside."""
    bit = 1 << (filters.theme - 1) if filters.theme else 0
    own = [row >> STATEMENT_SHIFT for row in rows if row & bit == bit]
    counting = Counting(known, filters)
    counting.take(Counter(own))
    return counting


def themes_among(rows: Sequence[int], known: Known, *, filters: Filters) -> Mapping[str, int]:
    """How many answers speak of each theme, the other filters holding."""
    if filters.wanted:
        numbers = dict.fromkeys((row >> STATEMENT_SHIFT for row in rows), 1)
        among = Counting(known, replace(filters, theme=0))
        among.take(numbers)
        passing = among.passing
        rows = [row for row in rows if row >> STATEMENT_SHIFT in passing]
    counts: Counter[str] = Counter()
    for mask, many in Counter([row & THEME_MASK for row in rows]).items():
        for goal in goals_in(mask):
            counts[str(goal)] += many
    return counts


def ranked(
    connection: sqlite3.Connection, question: Question, *, filters: Filters, skipped: int
) -> list[int]:
    """The answers of one page: those that say most of what was sought, of equals the newest."""
    where, values = conditions(filters)
    within = f" AND rowid >> {STATEMENT_SHIFT} IN (SELECT number {where})" if where else ""
    bit = 1 << (filters.theme - 1) if filters.theme else 0
    themed = f" AND rowid & {bit} = {bit}" if bit else ""
    sought = (
        f"SELECT rowid FROM words WHERE words MATCH ?{within}{themed}"  # noqa: S608 (names of ours)
        " ORDER BY rank, rowid DESC LIMIT ? OFFSET ?"
    )
    found = connection.execute(sought, (question.as_fts, *values, ON_A_PAGE, skipped))
    return [row for (row,) in found]


def newest(rows: Iterable[int], *, skipped: int) -> list[int]:
    """One page of numbers that come newest first."""
    return [row for at, row in enumerate(rows) if skipped <= at < skipped + ON_A_PAGE]


def listed(
    connection: sqlite3.Connection, known: Known, *, filters: Filters, skipped: int
) -> Found:
    """Statements, newest first, where nothing was sought in them."""
    counting = Counting(known, filters)
    counting.take(dict.fromkeys(known.values, 1))
    numbers = newest(sorted(counting.passing, reverse=True), skipped=skipped)
    return Found(
        total=counting.total,
        hits=hits(connection, openings(connection, numbers), question=Question()),
        facets=counting.facets,
        of_statements=True,
    )


def openings(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """The first paragraph of each statement that says more than a greeting, else its first."""
    found = []
    for number in numbers:
        rows = connection.execute(
            "SELECT row FROM paragraph WHERE row BETWEEN ? AND ?"
            " ORDER BY length(text) < ?, row LIMIT 1",
            (number << STATEMENT_SHIFT, (number + 1) << STATEMENT_SHIFT, GREETING),
        )
        found += [row for (row,) in rows]
    return found


def hits(
    connection: sqlite3.Connection, rows: Sequence[int], *, question: Question
) -> Sequence[Hit]:
    """The answers as they are shown."""
    marks = ",".join("?" * len(rows))
    sought = f"SELECT row, text FROM paragraph WHERE row IN ({marks})"  # noqa: S608 (marks of ours)
    texts = dict(connection.execute(sought, rows).fetchall())
    heads = statements_of(connection, {row >> STATEMENT_SHIFT for row in rows})
    return [
        Hit(
            statement=heads[number],
            place=place,
            snippet=snippet(texts[row], question.wanted),
        )
        for row in rows
        for number, place in [place_of(row)]
    ]
