"""A text as words, marks and the space between them; put together again it is the same text."""

import re
from collections.abc import Iterable
from functools import lru_cache

# Letters of every script with their combining marks; an apostrophe or hyphen inside is of the word.
PIECES = re.compile(r"\w[\w\u0300-\u036f\u064b-\u0652]*(?:['’\-]\w+)*|\s+|[^\w\s]")
MOST_KEPT = 4096  # wordings and pairs of them: the same ones come back for every page and order
LINES = re.compile(r"[^\n]*\n|[^\n]+")
# A line breaks at neither: French sets the narrow one before ; : ! ? and inside « ».
NARROW = "\u202f"
NO_BREAKS = (NARROW, "\u00a0")
SPACES = re.compile(r"\s+")


def tokens(text: str) -> list[str]:
    """The pieces of a text in their order: words, runs of space, single marks. None is lost."""
    return PIECES.findall(text)


@lru_cache(maxsize=MOST_KEPT)
def pieces_of(text: str) -> tuple[str, ...]:
    """The same, found once and kept: a paragraph is compared with everything proposed to it."""
    return tuple(tokens(text))


@lru_cache(maxsize=MOST_KEPT)
def words_in(text: str) -> int:
    """How many pieces of a text say something."""
    return sum(map(is_word, pieces_of(text)))


def lines(text: str) -> list[str]:
    """The lines of a text, each with its own end."""
    return LINES.findall(text)


def on_one_line(text: str) -> str:
    """A text on one line, each run of space as one: at which no line breaks, where one was such."""
    if not any(one in text for one in NO_BREAKS):
        return " ".join(text.split())
    return SPACES.sub(lambda run: space_of(run[0]), text.strip())


def space_of(run: str) -> str:
    """The one space that stands for several."""
    return next((one for one in NO_BREAKS if one in run), " ")


def is_readable(text: str) -> bool:
    """Whether every sign of a text on one line is one that is printed, or one of its spaces."""
    return all(one.isprintable() or one in NO_BREAKS for one in text)


def colon(language: str) -> str:
    """A colon as a language sets it after a word."""
    return f"{NARROW}:" if language == "fr" else ":"


def comma(language: str) -> str:
    """A comma as a language sets it after a word."""
    return "،" if language == "ar" else ","


def semicolon(language: str) -> str:
    """A semicolon as a language sets it after a word."""
    return {"fr": f"{NARROW};", "ar": "؛"}.get(language, ";")


def joined(pieces: Iterable[str]) -> str:
    """The text that the pieces make."""
    return "".join(pieces)


def is_word(piece: str) -> bool:
    """Whether a piece says something: letters or figures, not space or marks alone."""
    return piece[:1].isalnum() or any(sign.isalnum() for sign in piece)
