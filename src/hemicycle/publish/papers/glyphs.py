"""Which letters the fonts of papers have; PDF/UA allows no letter without a shape."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
REPLACEMENT = "?"
SEGMENTS = 4  # the form of a table of letters: segments of 16-bit codes
GROUPS = 12  # the form with groups of 32-bit codes
PASSED = "\n"


def displayable(text: str) -> str:
    """The text with what no font of ours has replaced, and invisible signs left out."""
    known = letters()
    if known.issuperset(text):
        return text
    return "".join(map(shown, text))


def shown(sign: str) -> str:
    """One letter, or what stands for it."""
    if sign in letters():
        return sign
    if unicodedata.category(sign) in ("Cf", "Cc", "Mn"):
        return ""
    return REPLACEMENT


@cache
def letters() -> frozenset[str]:
    """Every letter that can be set both regular and bold."""
    kinds = [
        frozenset().union(*(letters_of(one) for one in sorted(FONTS.glob(f"*-{kind}.ttf"))))
        for kind in ("Regular", "Bold")
    ]
    return (kinds[0] & kinds[1]) | frozenset(PASSED)


def letters_of(path: Path) -> frozenset[str]:
    """The letters of one font, as its table of them (cmap) lists them."""
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(map(chr, codes(font, start)))
    return frozenset()


def codes(font: bytes, start: int) -> set[int]:
    """The codes of every letter in the table that begins there."""
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(subtables):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == SEGMENTS:
            found |= in_segments(font, start + offset)
        elif form == GROUPS:
            found |= in_groups(font, start + offset)
    return found


def in_segments(font: bytes, at: int) -> set[int]:
    """The codes of a table in segments that lead to a shape."""
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{count}H", font, ranges_at)
    found = set()
    for place, (first, last, delta, away) in enumerate(
        zip(starts, ends, deltas, ranges, strict=True)
    ):
        for code in range(first, last + 1):
            shape = code + delta
            if away:
                there = ranges_at + 2 * place + away + 2 * (code - first)
                (shape,) = struct.unpack_from(">H", font, there) if there + 2 <= len(font) else (0,)
            if shape % 0x10000:
                found.add(code)
    return found


def in_groups(font: bytes, at: int) -> set[int]:
    """The codes of a table in groups."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    found: set[int] = set()
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found
