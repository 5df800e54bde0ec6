"""Brings what was read of a file into the form of a draft: title, preamble, operative paragraphs.

The title stands first and has no mark; paragraphs of the preamble have "(1)" or none, operative
ones "1.", those below them "(a)" and "(i)". No words are changed and none are lost: what is left
out is told with its words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hemicycle.handed_in.drafts.found import Doubt, DraftRead, Piece, doubt, placed
from hemicycle.handed_in.drafts.marks import (
    DASHED,
    LETTERED,
    NESTED,
    NUMBERED,
    OPERATIVE,
    UNMARKED,
    Mark,
    is_roman,
    mark_of,
)
from hemicycle.handed_in.signs import without_hidden_signs
from hemicycle.wording.numbering import in_roman, lettered

IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
LONGEST_OPENING = 12  # words; a longer line with a comma at its end is a recital
LEVELS = (1, 2, 3)


@dataclass(slots=True)
class Count:
    """How far the numbers have come: of recitals, of operative paragraphs, and below them."""

    is_operative: bool = False
    at: dict[int, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    letter: str = ""

    def next(self, level: int) -> int:
        """The number of one more paragraph of a level; those below begin again."""
        self.at[level] += 1
        for deeper in range(level + 1, len(LEVELS) + 1):
            self.at[deeper] = 0
        if level == 1:
            self.letter = ""
        return self.at[level]

    def begin_operative(self) -> None:
        """What follows is resolved, and counted from 1."""
        self.is_operative, self.at = True, dict.fromkeys(LEVELS, 0)


def in_form(pieces: Iterable[Piece], *, of_file: Sequence[Doubt] = ()) -> DraftRead:
    """A draft, from the paragraphs of a file in their order."""
    filled = [one for one in map(cleared, pieces) if one.words or one.doubts]
    kept, doubts = without_references(filled)
    paragraphs: list[str] = []
    for one in formed(kept):
        if one.words:
            paragraphs.append(f"{one.mark} {one.words}" if one.mark else one.words)
        doubts += placed(one.doubts, max(1, len(paragraphs)))
    if not any(mark_of(one).sort == OPERATIVE for one in paragraphs[1:]):
        doubts.append(doubt("no_operative"))
    return DraftRead(paragraphs=tuple(paragraphs), doubts=(*of_file, *doubts))


def cleared(piece: Piece) -> Piece:
    """A piece whose words are on one line, without signs that nobody sees, apart from its mark."""
    words, hidden = without_hidden_signs(piece.words)
    doubts = (*piece.doubts, doubt("signs", words)) if hidden else piece.doubts
    mark = " ".join(piece.mark.split())
    if not mark:
        length = mark_of(words).length
        mark, words = words[:length].strip(), words[length:].strip()
    if not any(map(str.isalnum, words)):
        return Piece(words="", doubts=doubts)
    return Piece(words=words, mark=mark, doubts=doubts)


def without_references(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Doubt]]:
    """The pieces without the numbers of a file that stand in brackets below the title."""
    kept, doubts = list(pieces), list[Doubt]()
    while len(kept) > 1 and not kept[1].mark and IN_BRACKETS.fullmatch(kept[1].words):
        doubts += placed([*kept[1].doubts, doubt("reference", kept[1].words)], 1)
        del kept[1]
    return kept, doubts


def formed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Each piece with the mark of the form, and with a doubt where it had another."""
    count = Count()
    for n, piece in enumerate(pieces):
        read = mark_of(f"{piece.mark} x") if piece.mark else Mark(UNMARKED)
        if n == 0:
            yield Piece(words=f"{piece.mark} {piece.words}".strip(), doubts=piece.doubts)
        elif read.sort == OPERATIVE or count.is_operative:
            yield operative(piece, read, count=count)
        else:
            yield preambular(piece, read, count=count, is_second=n == 1)


def preambular(piece: Piece, read: Mark, *, count: Count, is_second: bool) -> Piece:
    """A paragraph before the first that is resolved."""
    if read.sort == NESTED:
        return nested(piece, read, count=count)
    if read.sort == UNMARKED:
        words = f"{piece.mark} {piece.words}".strip()
        is_opening = is_second and len(words.split()) <= LONGEST_OPENING and words.endswith(",")
        if is_opening:
            return Piece(words=words, doubts=piece.doubts)
        number = count.next(1)
        is_taken_for_opening = is_second and words.endswith(",")
        return Piece(
            words=words, mark=f"({number})" if is_taken_for_opening else "", doubts=piece.doubts
        )
    mark = f"({count.next(1)})"
    is_same = read.sort == NUMBERED and piece.mark == mark
    return Piece(words=piece.words, mark=mark, doubts=told(piece, "renumbered", unless=is_same))


def operative(piece: Piece, read: Mark, *, count: Count) -> Piece:
    """A paragraph from the first on that is resolved."""
    if not count.is_operative:
        count.begin_operative()
    if read.sort == NESTED:
        return nested(piece, read, count=count)
    if read.sort == DASHED:
        count.letter = lettered(count.next(2))
        return Piece(words=piece.words, mark=f"({count.letter})", doubts=told(piece, "renumbered"))
    number = count.next(1)
    if read.sort in (UNMARKED, LETTERED):
        words = f"{piece.mark} {piece.words}".strip()
        return Piece(words=words, doubts=told(piece, "unnumbered"))
    is_same = read.sort == OPERATIVE and read.value == str(number)
    doubts = told(piece, "renumbered", unless=is_same)
    return Piece(words=piece.words, mark=f"{number}.", doubts=doubts)


def nested(piece: Piece, read: Mark, *, count: Count) -> Piece:
    """A paragraph below another: (a), or (i) below that."""
    is_third = is_roman(read.value, after=count.letter)
    number = count.next(3 if is_third else 2)
    if not is_third:
        count.letter = lettered(number)
    mark = f"({in_roman(number) if is_third else count.letter})"
    doubts = told(piece, "renumbered", unless=read.value == mark.strip("()"))
    return Piece(words=piece.words, mark=mark, doubts=doubts)


def told(piece: Piece, kind: str, *, unless: bool = False) -> tuple[Doubt, ...]:
    """The doubts of a piece, with one more about its mark."""
    if unless:
        return piece.doubts
    return (*piece.doubts, doubt(kind, piece.mark or piece.words))
