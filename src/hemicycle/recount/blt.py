"""BLT, the common form of ranked papers: seats, rankings with their numbers, names, a title.

Numbers and quoted texts, apart by spaces; what follows `#` on a line is a remark. A ranking that
puts two candidates equal, or leaves a place empty, is refused: no method here counts it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hemicycle.recount.ranked import Papers
from hemicycle.recount.votes import RecountFault

LARGEST = 64 * 1024 * 1024
MOST_CANDIDATES, MOST_PAPERS = 500, 10**9
PIECE = re.compile(r'[ \t\r]*(?:"((?:[^"\\]|\\.)*)"|([^\s"#]+)|(#.*))')


@dataclass(frozen=True, slots=True)
class Piece:
    """A number or a text with the line and column where it stands."""

    text: str
    is_text: bool
    line: int
    column: int


@dataclass(slots=True)
class Reading:
    """The pieces of a file, taken one after another."""

    pieces: Iterator[Piece]
    last: Piece = field(default_factory=lambda: Piece("", False, 1, 1))

    def next(self) -> Piece:
        """The next piece.

        Errors: RecountFault, where the file ends too early
        """
        piece = next(self.pieces, None)
        if piece is None:
            raise RecountFault("blt_ends", line=self.last.line, column=self.last.column)
        self.last = piece
        return piece

    def number(self, *, least: int, most: int) -> int:
        """The next piece as a number within bounds.

        Errors: RecountFault
        """
        piece = self.next()
        is_number = not piece.is_text and re.fullmatch(r"-?[0-9]{1,10}", piece.text, re.ASCII)
        if not is_number or not least <= int(piece.text) <= most:
            place = {"line": piece.line, "column": piece.column}
            raise RecountFault(
                "blt_no_number", **place, said=piece.text[:40], least=least, most=most
            )
        return int(piece.text)

    def text(self) -> str:
        """The next piece as a quoted text.

        Errors: RecountFault
        """
        piece = self.next()
        if not piece.is_text:
            place = {"line": piece.line, "column": piece.column}
            raise RecountFault("blt_no_text", **place, said=piece.text[:40])
        return piece.text


def pieces_of(text: str) -> Iterator[Piece]:
    """The numbers and texts of a file.

    Errors: RecountFault
    """
    for number, line in enumerate(text.split("\n"), 1):
        at, end = 0, len(line.rstrip())
        while at < end:
            found = PIECE.match(line, at)
            if found is None:
                raise RecountFault("blt_unreadable", line=number, column=at + 1)
            at = found.end()
            if found[3] is None:
                is_text = found[1] is not None
                said = found[1] if is_text else found[2]
                yield Piece(said, is_text, number, found.start(1 if is_text else 2) + 1)


def read_blt(path: Path) -> Papers:
    """The papers in a file.

    Errors: RecountFault, OSError
    """
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RecountFault("blt_too_large", n=LARGEST // 1024 // 1024)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecountFault("recount_not_utf8") from None
    return papers_of(Reading(pieces_of(text)))


def papers_of(reading: Reading) -> Papers:
    """The papers, piece by piece.

    Errors: RecountFault
    """
    candidates = reading.number(least=1, most=MOST_CANDIDATES)
    seats = reading.number(least=1, most=candidates)
    withdrawn: set[int] = set()
    rankings: Counter[tuple[int, ...]] = Counter()
    while True:
        many = reading.number(least=-candidates, most=MOST_PAPERS)
        if many == 0:
            break
        if many < 0:
            withdrawn.add(-many)
        else:
            rankings[ranking(reading, candidates)] += many
    names = [reading.text() for _ in range(candidates)]
    title = reading.text()
    if candidates - len(withdrawn) < seats:
        raise RecountFault("blt_too_few", n=candidates - len(withdrawn), seats=seats)
    return Papers(
        seats=seats, names=names, title=title, rankings=rankings, withdrawn=frozenset(withdrawn)
    )


def ranking(reading: Reading, candidates: int) -> tuple[int, ...]:
    """One ranking, up to its 0.

    Errors: RecountFault, where somebody is ranked twice
    """
    ranked: list[int] = []
    while one := reading.number(least=0, most=candidates):
        if one in ranked:
            place = {"line": reading.last.line, "column": reading.last.column}
            raise RecountFault("blt_twice", **place, candidate=one)
        ranked.append(one)
    return tuple(ranked)
