"""A statement as it was typed, taken apart into the paragraphs that are addressed.

Texts come in three dresses: an empty line between paragraphs, one line for each paragraph, or
lines broken at the edge of a page. What is too long to be pointed at is divided between sentences.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from hemicycle.wording import on_one_line

LONGEST, COMFORTABLE = 1500, 900
SHORT_LINE = 0.85  # of the widest: where lines are broken at an edge, a shorter one ends something
BROKEN = 0.3  # so many lines end within a sentence only where an edge broke them
GAPS = 10  # one empty line for so many others says that paragraphs are told apart by them
ENDS = tuple(".!?…؟。:;,”’\"')]*»-–—")
ENDS_SENTENCE = tuple('.!?…؟。”"»:')
SENTENCES = re.compile(r"(?<=[.!?…؟。])(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Dr\.)(?<!St\.)[ ]+")
BOLD = re.compile(r"\*\*|__")
KEPT_SIGNS = "\n\t"


def paragraphs_of(text: str) -> Sequence[str]:
    """The paragraphs of a text, in order, without the layout of the page that it came from."""
    lines = [on_one_line(line) for line in printable(text).split("\n")]
    filled = [line for line in lines if line]
    if not filled:
        return ()
    has_gaps = (len(lines) - len(filled)) * GAPS >= len(filled)
    broken = is_broken(filled)
    pieces: list[str] = []
    for block in blocks(lines):
        if has_gaps and (broken or len(" ".join(block)) <= LONGEST):
            pieces.append(" ".join(block))
        elif broken:
            pieces += joined(block, width=max(map(len, filled)))
        else:
            pieces += block
    return [part for piece in mended(pieces) for part in divided(piece)]


def mended(pieces: Sequence[str]) -> Sequence[str]:
    """What a page break parted within a sentence, put together; ornaments without words are left.

    Note: a piece that begins with a small letter goes on where the one before it did not end.
    """
    found: list[list[str]] = []
    for piece in pieces:
        if found and piece[0].islower() and not found[-1][-1].endswith(ENDS):
            found[-1].append(piece)
        elif any(one.isalnum() for one in piece):
            found.append([piece])
    return [" ".join(parts) for parts in found]


def printable(text: str) -> str:
    """The text without signs that steer a terminal or a printer, and without marks of bold type."""
    even = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    kept = (one for one in even if one in KEPT_SIGNS or unicodedata.category(one) != "Cc")
    return BOLD.sub("", "".join(kept))


def blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines that stand together, between empty ones."""
    block: list[str] = []
    for line in (*lines, ""):
        if line:
            block.append(line)
        elif block:
            yield block
            block = []


def is_broken(lines: Sequence[str]) -> bool:
    """Whether lines were broken at the edge of a page rather than where something ends."""
    return sum(not line.endswith(ENDS) for line in lines) > BROKEN * len(lines)


def joined(lines: Sequence[str], *, width: int) -> Iterator[str]:
    """Lines put together again up to one that is short and ends a sentence."""
    together: list[str] = []
    for line in lines:
        together.append(line)
        if len(line) < SHORT_LINE * width and line.endswith(ENDS_SENTENCE):
            yield " ".join(together)
            together = []
    if together:
        yield " ".join(together)


def divided(paragraph: str) -> Iterator[str]:
    """A paragraph, in parts between sentences where it is too long to be pointed at."""
    if len(paragraph) <= LONGEST:
        yield paragraph
        return
    part = ""
    for sentence in SENTENCES.split(paragraph):
        for piece in cut(sentence):
            if part and len(part) + len(piece) > COMFORTABLE:
                yield part
                part = piece
            else:
                part = f"{part} {piece}" if part else piece
    yield part


def cut(sentence: str) -> Iterator[str]:
    """A sentence, or parts of it where nothing ends for too long."""
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", 1, COMFORTABLE)
        at = at if at > 0 else COMFORTABLE
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    if sentence:
        yield sentence
