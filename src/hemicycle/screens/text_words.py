"""The words of a paragraph with what is proposed to them marked in place, in their stored lines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from textwrap import wrap

from hemicycle.procedure.rules.clauses import LINE_LENGTH
from hemicycle.wording import compared, joined, pieces_of
from hemicycle.wording.words import MOST_KEPT, words_in

SAME, INS, DEL = "same", "ins", "del"
LONGEST_KEPT, KEPT = 24, 8  # words that stay as they are; more are left out between two changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that stay, or that these amendments would insert or delete.

    `is_other` where whoever proposes it is not the first to change the paragraph.
    """

    kind: str
    text: str
    amendments: tuple[int, ...] = ()
    is_other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a paragraph with its number, 0 where lines are not counted."""

    number: int
    pieces: Sequence[Piece]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it would change."""
        return any(one.kind != SAME for one in self.pieces)


def marked(base: str, proposed: Sequence[tuple[int, str]]) -> list[Piece]:
    """The words with each proposal marked in them; a proposal is a number and what it would read.

    Where several would strike the same words, those are struck once and bear all the numbers.
    """
    struck, added = defaultdict[int, list[int]](list), defaultdict[int, list[tuple[int, str]]](list)
    for number, words in proposed:
        for change in compared(base, words):
            for at in range(change.start, change.end):
                struck[at].append(number)
            if change.pieces:
                added[change.end].append((number, joined(change.pieces)))
    first = proposed[0][0] if proposed else 0
    return list(put_together(pieces_of(base), struck, added=added, first=first))


def put_together(
    base: Sequence[str],
    struck: dict[int, list[int]],
    *,
    added: dict[int, list[tuple[int, str]]],
    first: int,
) -> Iterator[Piece]:
    """The pieces in their order; those that follow each other and are alike are one."""
    waiting, by = "", tuple[int, ...]()
    for at in range(len(base) + 1):
        own = tuple(struck[at]) if at in struck else ()
        if waiting and (at in added or at == len(base) or own != by):
            kind = DEL if by else SAME
            is_other = bool(by) and first not in by
            yield Piece(kind=kind, text=waiting, amendments=by, is_other=is_other)
            waiting = ""
        for number, text in added.get(at, ()):
            yield Piece(kind=INS, text=text, amendments=(number,), is_other=number != first)
        if at < len(base):
            waiting, by = waiting + base[at], own


def inserted(text: str, amendment: int) -> list[Piece]:
    """Words of which all are new."""
    return [Piece(kind=INS, text=text, amendments=(amendment,))]


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """The changes with a few words around each, for where the whole is to be read elsewhere."""
    found, last = list[Piece](), len(pieces) - 1
    for n, one in enumerate(pieces):
        words = one.text.split(" ")
        if one.kind != SAME or len(words) <= LONGEST_KEPT:
            found.append(one)
            continue
        before = " ".join(words[:KEPT]) if n else ""
        after = " ".join(words[-KEPT:]) if n < last else ""
        found.append(replace(one, text=f"{before} … {after}"))
    return found


def counted(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many words are struck and how many are added."""
    sums = {
        kind: sum(words_in(one.text) for one in pieces if one.kind == kind) for kind in (DEL, INS)
    }
    return sums[DEL], sums[INS]


def in_lines(words: str, pieces: Sequence[Piece], *, first: int) -> list[Line]:
    """The pieces by the lines in which the words stand; an insertion is on the line it begins on.

    Units: lines of 88 characters, counted from `first`.
    """
    starts = line_starts(words)
    lines: list[list[Piece]] = [[] for _ in starts]
    line = at = 0
    for piece in pieces:
        text = piece.text
        while piece.kind != INS and line + 1 < len(starts) and at + len(text) > starts[line + 1]:
            head = starts[line + 1] - at
            if head:
                lines[line].append(replace(piece, text=text[:head]))
            text, at, line = text[head:], at + head, line + 1
        if text:
            lines[line].append(piece if text == piece.text else replace(piece, text=text))
        if piece.kind != INS:
            at += len(text)
    return [Line(number=first + n, pieces=own) for n, own in enumerate(lines)]


@lru_cache(maxsize=MOST_KEPT)
def line_starts(words: str) -> tuple[int, ...]:
    """At which character each line begins; as many as were counted for the version."""
    starts, at = list[int](), 0
    for line in wrap(words, LINE_LENGTH):
        found = words.find(line, at)
        starts.append(at if found < 0 else found)
        at = starts[-1] + len(line)
    return tuple(starts) or (0,)
