"""The marks that stand before paragraphs: 1. and (1), A., (a), (i), and dashes."""

import re
from typing import NamedTuple

OPERATIVE, NUMBERED, LETTERED, NESTED, DASHED, UNMARKED = (
    *("operative", "numbered", "lettered", "nested", "dashed", "unmarked"),
)
MARK = re.compile(
    r"(?:(?P<operative>\d{1,3})\s?(?P<again>bis|ter|quater)?[.)]"
    r"|\((?P<numbered>\d{1,3})\)"
    r"|\(?(?P<lettered>[A-Z]{1,2})[.)]"
    r"|\(?(?P<nested>[a-z]{1,4})\)|(?P<dotted>[a-z])\."
    r"|(?P<dashed>[–—•·▪●○*-]))(?:\s+|$)"
)
ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)


class Mark(NamedTuple):
    """What a mark is, the number or letters in it, and how many signs it takes."""

    sort: str
    value: str = ""
    length: int = 0


def mark_of(paragraph: str) -> Mark:
    """The mark with which a paragraph begins."""
    found = MARK.match(paragraph)
    if found is None:
        return Mark(UNMARKED)
    length = found.end()
    if found["operative"]:
        return Mark(OPERATIVE, f"{found['operative']}{found['again'] or ''}", length)
    if found["dotted"]:
        return Mark(NESTED, found["dotted"], length)
    for sort in (NUMBERED, LETTERED, NESTED, DASHED):
        if found[sort]:
            return Mark(sort, found[sort], length)
    return Mark(UNMARKED)


def is_roman(letters: str, *, after: str) -> bool:
    """Whether letters are a number below the letter `after`; `i` may be either."""
    if letters not in ROMAN or not after:
        return False
    is_next = len(letters) == len(after) == 1 and ord(letters) == ord(after) + 1
    return not is_next
