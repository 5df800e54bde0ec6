"""By what statements are filtered, and how many answers there are for each value of a filter."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FACETS = ("state", "body", "item", "language", "year", "kind")
COLUMNS = {
    "state": "state",
    "body": "collection",
    "item": "item_key",
    "language": "language",
    "year": "CAST(year AS TEXT)",
    "kind": "kind",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What else must hold; "" is anything. `theme` is the number of a goal, 0 for any."""

    state: str = ""
    body: str = ""
    item: str = ""
    language: str = ""
    year: str = ""
    kind: str = ""
    theme: int = 0

    @property
    def wanted(self) -> Mapping[int, str]:
        """The filters of statements that are set, by their place in FACETS."""
        values = ((place, str(getattr(self, name))) for place, name in enumerate(FACETS))
        return {place: value for place, value in values if value}


@dataclass(frozen=True, slots=True)
class Known:
    """By what statements are filtered, by their numbers."""

    values: Mapping[int, tuple[str, ...]]


@dataclass(slots=True)
class Counting:
    """How many answers there are, and for each value of a filter while the others hold."""

    known: Known
    filters: Filters
    passing: Mapping[int, int] = field(default_factory=dict)
    counts: tuple[defaultdict[str, int], ...] = field(
        default_factory=lambda: tuple(defaultdict[str, int](int) for _ in FACETS)
    )

    @property
    def total(self) -> int:
        """How many answers pass every filter."""
        return sum(self.passing.values())

    def take(self, answers: Mapping[int, int]) -> None:
        """Count the answers of each statement."""
        values = self.known.values
        wanted = self.filters.wanted
        self.passing = self._passing(answers, wanted) if wanted else answers
        for place, count in enumerate(self.counts):
            for number, many in self.passing.items():
                count[values[number][place]] += many

    def _passing(self, answers: Mapping[int, int], wanted: Mapping[int, str]) -> dict[int, int]:
        """Those that pass every filter; one that fails a single filter counts for its values."""
        passing = {}
        for number, many in answers.items():
            values = self.known.values[number]
            failing = [place for place, value in wanted.items() if values[place] != value]
            if not failing:
                passing[number] = many
            elif len(failing) == 1:
                self.counts[failing[0]][values[failing[0]]] += many
        return passing

    @property
    def facets(self) -> dict[str, Mapping[str, int]]:
        """The counts by the names of the filters."""
        return dict(zip(FACETS, self.counts, strict=True))


def conditions(filters: Filters) -> tuple[str, list[str | int]]:
    """The filters of statements as SQL, and their values."""
    wanted = {FACETS[place]: value for place, value in filters.wanted.items()}
    if not wanted:
        return "", []
    tests = " AND ".join(f"{COLUMNS[name]} = ?" for name in wanted)
    return (
        f"FROM statement JOIN collection ON collection.id = statement.collection WHERE {tests}",
        list(wanted.values()),
    )


_remembered: dict[str, tuple[tuple[int, int], Known]] = {}


def known_at(connection: sqlite3.Connection) -> Known:
    """By what statements are filtered, read once for as long as no more are kept.

    Note: nothing is taken away or changed, so the same file with as many is the same.
    """
    [(_, _, file)] = connection.execute("PRAGMA database_list")
    [(many,)] = connection.execute("SELECT count(*) FROM statement")
    edition = (Path(file).stat().st_ino, many)
    remembered = _remembered.get(file)
    if remembered is None or remembered[0] != edition:
        rows = connection.execute(
            f"SELECT number, {', '.join(COLUMNS[name] for name in FACETS)}"  # noqa: S608 (ours)
            " FROM statement JOIN collection ON collection.id = statement.collection"
        )
        known = Known({number: tuple(map(str, values)) for number, *values in rows})
        remembered = _remembered[file] = (edition, known)
    return remembered[1]
