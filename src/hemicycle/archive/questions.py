"""What people type to search: words, "phrases", beginnings* and -what is to be left out.

Everything else is taken as it stands; nothing that can be typed is an error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.archive.folding import fold

LONGEST, MOST_TERMS = 200, 16
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))  # as keyboards of other languages write them
SHORTEST_BEGINNING = 2  # "a*" would be half of all words
PIECE = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; the last may go on where only its beginning is told."""

    words: tuple[str, ...]
    is_beginning: bool = False

    @property
    def as_fts(self) -> str:
        """The term as FTS5 reads it; the words are letters and digits alone."""
        return f'"{" ".join(self.words)}"{" *" if self.is_beginning else ""}'


@dataclass(frozen=True, slots=True)
class Question:
    """What must stand in a paragraph, and what must not."""

    wanted: Sequence[Term] = ()
    unwanted: Sequence[Term] = ()
    is_cut: bool = False

    @property
    def as_fts(self) -> str:
        """The question as FTS5 reads it; "" where nothing is wanted."""
        if not self.wanted:
            return ""
        wanted = " AND ".join(term.as_fts for term in self.wanted)
        unwanted = " OR ".join(term.as_fts for term in self.unwanted)
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def asked(text: str) -> Question:
    """What somebody wants to find, by what was typed."""
    found = list(dict.fromkeys(terms(text[:LONGEST])))  # what is typed twice is sought once
    kept = found[:MOST_TERMS]
    return Question(
        wanted=tuple(term for term, is_wanted in kept if is_wanted),
        unwanted=tuple(term for term, is_wanted in kept if not is_wanted),
        is_cut=len(text) > LONGEST or len(found) > MOST_TERMS,
    )


def terms(text: str) -> Iterator[tuple[Term, bool]]:
    """Each term, and whether it is wanted; signs without a letter say nothing."""
    for piece in PIECE.finditer(text.translate(QUOTES)):
        typed = piece["word"] or piece["phrase"] or ""
        words = tuple(fold(typed))
        if words:
            starred = bool(piece["word"]) and typed.endswith("*")
            is_beginning = starred and len(words[-1]) >= SHORTEST_BEGINNING
            yield Term(words, is_beginning), not piece["without"]
