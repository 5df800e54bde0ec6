"""Words as they are sought: one rule for what is kept and for what people type.

Accents, capitals and the spellings of Arabic and Cyrillic fall together; what is shown stays as
it was said. Chinese and Japanese, which write no spaces, are taken sign by sign.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hemicycle.secretariat.lists.comparing import plain_letters


def ranges(signs: Iterator[int]) -> str:
    """Signs in ascending order, as they stand in a pattern."""
    found: list[list[int]] = []
    for sign in signs:
        if found and found[-1][1] == sign - 1:
            found[-1][1] = sign
        else:
            found.append([sign, sign])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in found)


# Marks that belong to the letter before them, in every script of the basic plane.
MARKS = ranges(one for one in range(0x300, 0xFE30) if unicodedata.category(chr(one))[0] == "M")
INVISIBLE = "\u00ad\u200d\u200e\u200f"  # soft hyphen, joiner, and signs of direction
SIGN_BY_SIGN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003134f"
)
# O'zbekiston, but l'Afrique and Congo's: an apostrophe is part of the letters o and g in Uzbek.
OF_A_LETTER = r"(?<=[oOgG])['’‘`](?=[^\W\d_])(?!s\b)"
WORD = re.compile(
    rf"[{SIGN_BY_SIGN}]"
    rf"|[^\W_{SIGN_BY_SIGN}](?:[^\W_{SIGN_BY_SIGN}]|[{MARKS}{INVISIBLE}]|{OF_A_LETTER})*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text, and what it is sought by."""

    start: int
    end: int
    sought: tuple[str, ...]


@lru_cache(maxsize=131_072)
def sought_by(word: str) -> tuple[str, ...]:
    """What one word is sought by: itself in plain letters, rarely several."""
    plain = plain_letters(word)
    return tuple("".join(map(letter_of, plain)).split())


def letter_of(sign: str) -> str:
    """A letter as it is, a digit of any script as 0 to 9, what separates as a space."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign.isalnum() or unicodedata.category(sign)[0] == "M":
        return sign
    return "" if sign in INVISIBLE else " "


def words_of(text: str) -> Iterator[Word]:
    """The words of a text with their places."""
    for found in WORD.finditer(text):
        yield Word(found.start(), found.end(), sought_by(found[0]))


def fold(text: str) -> list[str]:
    """What a text is sought by, in its order."""
    return [one for word in WORD.findall(text) for one in sought_by(word)]
