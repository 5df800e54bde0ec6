"""The names by which a Word file that goes out says what is what when it comes back.

A paragraph of the text stands in a bookmark, `clause_2_o1`: version 2, clause o1. What an open
amendment would change is a tracked change whose author begins with "Am. 4". What stands before a
paragraph, its line and its number, is in a style of its own.
"""

import re
from typing import NamedTuple

MARK_STYLE = "Clause mark"
LEVEL_STYLE = "Clause level {}"
BOOKMARK = re.compile(r"clause_(?P<version>\d{1,4})_(?P<clause>\w{1,24})")
AUTHOR = re.compile(r"Am\. (?P<number>\d{1,5})\b")
LEVEL = re.compile(r"Clause level (?P<level>[123])")


class Place(NamedTuple):
    """A clause of a version."""

    version: int
    clause: str


def bookmark_of(place: Place) -> str:
    """The name of the bookmark in which a clause stands."""
    return f"clause_{place.version}_{place.clause}"


def place_in(bookmark: str) -> Place | None:
    """The clause that stands in a bookmark; None for one that is not ours."""
    found = BOOKMARK.fullmatch(bookmark)
    return Place(int(found["version"]), found["clause"]) if found else None


def author_of(amendment: int, mover: str) -> str:
    """The author of the tracked changes of an amendment."""
    return f"Am. {amendment} {mover}".rstrip()


def amendment_of(author: str) -> int:
    """The amendment whose changes an author's are; 0 for a person."""
    found = AUTHOR.match(author)
    return int(found["number"]) if found else 0
