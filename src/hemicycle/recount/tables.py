"""Roll-calls as CSV: a row for each voter with a word, or with numbers of votes.

The columns are named by whoever counts, or found by their usual names. RFC 4180; UTF-8 with or
without a mark; commas, semicolons or tabs.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hemicycle.procedure.assembly import Tally
from hemicycle.recount.votes import Columns, Found, RecountFault, Vote

LONGEST_CELL = 10_000
MOST_VOTES = 10**9
USUAL: Mapping[str, Sequence[str]] = {
    "division": ("division", "vote_id", "rcid", "vote", "scrutin"),
    "voter": ("delegation", "voter", "name", "member", "country", "ms_name", "nom"),
    "choice": ("choice", "position", "vote", "ms_vote", "ballot"),
    "weight": ("weight", "votes", "entitled"),
    "for_votes": ("yes", "for", "in_favour", "pour", "oui"),
    "against_votes": ("no", "against", "contre", "non"),
    "abstention_votes": ("abstain", "abstention", "abstentions", "abst"),
}
NOT_CAST, ABSENT = ("not_cast",), ("absent",)
PLACED, ABSENT_WORD = ("for", "against", "abstention"), "absent"
ENTITLED = ("entitled",)
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "y", "for", "in favour", "+", "oui", "pour", "1", "aye"), "for"),
    **dict.fromkeys(("no", "n", "against", "-", "non", "contre", "nay"), "against"),
    **dict.fromkeys(("abstain", "a", "abstention", "abstained", "0", "abst"), "abstention"),
    **dict.fromkeys(
        ("", "x", "not voting", "did not vote", "nonvoting", "non-voting", "present"), "not_cast"
    ),
    **dict.fromkeys(("absent", "excused", "not present"), "absent"),
}


class Table:
    """One file, read row by row; `done` is how many bytes have been read."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self._path, self._wanted = path, columns
        self.done = 0

    def __iter__(self) -> Iterator[Found]:
        """Every row as a vote.

        Errors: RecountFault, OSError
        """
        with self._path.open("rb") as raw:
            lines = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            try:
                head = lines.readline()
                reader = csv.reader(self._counted(raw, lines), delimiter=delimiter(head))
                names = next(csv.reader([head], delimiter=delimiter(head)), [])
                reading = Reading(names, self._wanted)
                for row in reader:
                    if any(row):
                        yield reading.vote(row, line=reader.line_num + 1)
            except UnicodeDecodeError:
                raise RecountFault("recount_not_utf8") from None
            except csv.Error as fault:
                raise RecountFault("recount_bad_table", line=reader.line_num + 1) from fault

    def _counted(self, raw: io.BufferedReader, lines: io.TextIOWrapper) -> Iterator[str]:
        csv.field_size_limit(LONGEST_CELL)
        for line in lines:
            self.done = raw.tell()
            yield line


def delimiter(head: str) -> str:
    """What stands between the names of the columns."""
    return max(",;\t", key=head.count)


class Reading:
    """The columns of a table as they are used."""

    def __init__(self, names: Sequence[str], wanted: Columns) -> None:
        self.names = [name.strip().lower() for name in names]
        self.words = {**WORDS, **{word.lower(): kind for word, kind in wanted.words.items()}}
        self.voter = self.place("voter", wanted.voter)
        self.parts = {
            kind: self.place(kind, str(getattr(wanted, kind)))
            for kind in ("for_votes", "against_votes", "abstention_votes")
        }
        self.is_weighted = not wanted.choice and None not in self.parts.values()
        self.division = self.place("division", wanted.division)
        self.choice = None if self.is_weighted else self.place("choice", wanted.choice)
        if self.choice is not None and self.choice == self.division and not wanted.division:
            self.division = None
        self.weight = self.place("weight", wanted.weight)
        self.not_cast = self.first(NOT_CAST)
        self.absent = self.first(ABSENT)
        self.entitled = self.first(ENTITLED)
        if self.voter is None or (not self.is_weighted and self.choice is None):
            missing = "voter" if self.voter is None else "choice"
            raise RecountFault("recount_no_column", line=1, missing=missing, known=self.names)

    def place(self, kind: str, wanted: str) -> int | None:
        """Where a column stands.

        Errors: RecountFault, where one was named and is not there
        """
        if not wanted:
            return self.first(USUAL[kind])
        if wanted.lower() not in self.names:
            raise RecountFault("recount_no_column", line=1, missing=wanted, known=self.names)
        return self.names.index(wanted.lower())

    def first(self, usual: Sequence[str]) -> int | None:
        """Where the first of some usual names stands."""
        return next((self.names.index(name) for name in usual if name in self.names), None)

    def vote(self, row: Sequence[str], *, line: int) -> Vote:
        """One row as a vote.

        Errors: RecountFault
        """
        if len(row) != len(self.names):
            raise RecountFault("recount_ragged", line=line, n=len(row), wanted=len(self.names))
        voter = " ".join(self.cell(row, self.voter).split())
        division = self.cell(row, self.division).strip()
        if not self.is_weighted:
            return self.by_word(row, line=line, voter=voter, division=division)
        parts = {kind: self.number(row, place, line=line) for kind, place in self.parts.items()}
        return Vote(
            line=line,
            division=division,
            voter=voter,
            tally=Tally(**parts),
            not_cast_votes=self.number(row, self.not_cast, line=line),
            absent_votes=self.number(row, self.absent, line=line),
            entitled=-1 if self.entitled is None else self.number(row, self.entitled, line=line),
        )

    def by_word(self, row: Sequence[str], *, line: int, voter: str, division: str) -> Vote:
        """A vote that stands there as a word.

        Errors: RecountFault
        """
        said = self.cell(row, self.choice).strip().lower()
        kind = self.words.get(said)
        if kind is None:
            raise RecountFault("recount_unknown_word", line=line, said=said[:40])
        weight = 1 if self.weight is None else self.number(row, self.weight, line=line)
        placed = {f"{kind}_votes": weight} if kind in PLACED else {}
        return Vote(
            line=line,
            division=division,
            voter=voter,
            tally=Tally(**placed),
            not_cast_votes=0 if placed else weight,
            absent_votes=weight if kind == ABSENT_WORD else 0,
        )

    def cell(self, row: Sequence[str], place: int | None) -> str:
        """What stands in a column; nothing where there is none."""
        return "" if place is None else row[place]

    def number(self, row: Sequence[str], place: int | None, *, line: int) -> int:
        """A number of votes; an empty cell is none.

        Errors: RecountFault
        """
        text = self.cell(row, place).strip()
        if text and not (text.isascii() and text.isdigit() and int(text) <= MOST_VOTES):
            raise RecountFault("recount_no_number", line=line, said=text[:40])
        return int(text or 0)
