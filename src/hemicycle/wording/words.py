"""A text as words, marks and the space between them; put together again it is the same text."""

import re
from collections.abc import Iterable

# Letters of every script with their combining marks; an apostrophe or hyphen inside is of the word.
PIECES = re.compile(r"\w[\w\u0300-\u036f\u064b-\u0652]*(?:['’\-]\w+)*|\s+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")


def tokens(text: str) -> list[str]:
    """The pieces of a text in their order: words, runs of space, single marks. None is lost."""
    return PIECES.findall(text)


def lines(text: str) -> list[str]:
    """The lines of a text, each with its own end."""
    return LINES.findall(text)


def joined(pieces: Iterable[str]) -> str:
    """The text that the pieces make."""
    return "".join(pieces)


def is_word(piece: str) -> bool:
    """Whether a piece says something: letters or figures, not space or marks alone."""
    return any(sign.isalnum() for sign in piece)
