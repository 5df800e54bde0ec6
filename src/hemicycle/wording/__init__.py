"""The words of a text as they change: what differs, and what several changes make together.

Exact to the character. It knows no assembly, no rule, no file; anything it cannot bring together
without a choice it hands back as a collision.
"""

from .differences import (
    ADDED,
    SAME,
    STRUCK,
    Change,
    Piece,
    applied,
    changes,
    compared,
    marked,
    share_changed,
)
from .merging import Collision, Merged, collide, merge, merge_paragraphs
from .words import (
    NO_BREAKS,
    colon,
    comma,
    is_readable,
    joined,
    on_one_line,
    pieces_of,
    semicolon,
    tokens,
)

__all__ = [
    "ADDED",
    "NO_BREAKS",
    "SAME",
    "STRUCK",
    "Change",
    "Collision",
    "Merged",
    "Piece",
    "applied",
    "changes",
    "collide",
    "colon",
    "comma",
    "compared",
    "is_readable",
    "joined",
    "marked",
    "merge",
    "merge_paragraphs",
    "on_one_line",
    "pieces_of",
    "semicolon",
    "share_changed",
    "tokens",
]
