"""What was read of a draft resolution, and every place where a person should look again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LONGEST_WORDS = 160  # of what a doubt quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that was left out or changed: of which kind, where, and its words.

    `place` is the paragraph as it was read, from 1; 0 where it is the file as a whole.
    """

    kind: str
    place: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph of the file: the mark before it as it stood there, its words, its doubts."""

    words: str
    mark: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRead:
    """The paragraphs of a draft, the title first, each with the mark that says what it is."""

    paragraphs: Sequence[str]
    doubts: Sequence[Doubt] = ()

    @property
    def text(self) -> str:
        """The draft as it is lodged: a paragraph a line."""
        return "\n".join(self.paragraphs)


# What may be told of a draft; the first group is about the file, the rest about its form.
OF_FILE = (
    *("insertions", "deletions", "comments", "hidden", "notes", "pictures", "tables"),
    *("heads", "boxes", "signs", "aside", "reference"),
)
OF_FORM = ("renumbered", "unnumbered", "joined", "no_operative")
DOUBTS = (*OF_FILE, *OF_FORM)


def doubt(kind: str, words: str = "") -> Doubt:
    """A doubt whose place follows from the paragraph that it is told of."""
    short = " ".join(words.split())
    if len(short) > LONGEST_WORDS:
        short = f"{short[:LONGEST_WORDS].rstrip()}…"
    return Doubt(kind=kind, words=short)


def placed(doubts: Iterable[Doubt], place: int) -> list[Doubt]:
    """The doubts of a paragraph, at its place."""
    return [replace(one, place=place) for one in doubts]
