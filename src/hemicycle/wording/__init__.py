"""The words of a text as they change: what differs, and what several changes make together.

Exact to the character. It knows no assembly, no rule, no file; anything it cannot bring together
without a choice it hands back as a collision.
"""

from .differences import Change, applied, changes, compared, share_changed
from .merging import Collision, Merged, collide, merge, merge_paragraphs
from .words import joined, pieces_of, tokens

__all__ = [
    "Change",
    "Collision",
    "Merged",
    "applied",
    "changes",
    "collide",
    "compared",
    "joined",
    "merge",
    "merge_paragraphs",
    "pieces_of",
    "share_changed",
    "tokens",
]
