"""A text that somebody hands in, by what it is rather than by its name, into paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.handed_in import typed, word
from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.signs import without_hidden_signs

LARGEST = 5 * 1024 * 1024
MOST_LETTERS, MOST_PARAGRAPHS = 150_000, 2000
MOST_TYPED = 2 * MOST_LETTERS  # with the signs between
WORD, PDF = b"PK\x03\x04", b"%PDF-"
# Files of other programs that are handed in by mistake, by how they begin.
OTHERS: Sequence[bytes] = (
    b"\xd0\xcf\x11\xe0",  # Word before 2007
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came: a file, or the words that were typed where there is none."""

    file: bytes = b""
    typed: str = ""


def read(handed_in: HandedIn) -> Reading:
    """The paragraphs of a text, and what was left out of it or changed.

    Errors: HandedInFault
    """
    if len(handed_in.typed) > MOST_TYPED:
        raise HandedInFault("written_too_long", n=MOST_LETTERS)
    reading = clear(read_file(handed_in.file) if handed_in.file else typed.read(handed_in.typed))
    if not any(any(map(str.isalnum, one)) for one in reading.paragraphs):
        raise HandedInFault("written_empty")
    if len(reading.paragraphs) > MOST_PARAGRAPHS or letters(reading) > MOST_LETTERS:
        raise HandedInFault("written_too_long", n=MOST_LETTERS)
    return reading


def read_file(content: bytes) -> Reading:
    """The paragraphs of a file.

    Errors: HandedInFault
    """
    if len(content) > LARGEST:
        raise HandedInFault("written_too_heavy", n=LARGEST // 1024 // 1024)
    if content.startswith(WORD):
        return word.read(content)
    if PDF in content[:1024]:
        # Loaded where it is needed: hardly any start of the program reads a PDF.
        from hemicycle.handed_in import pdf  # noqa: PLC0415

        return pdf.read(content)
    if content.startswith(tuple(OTHERS)):
        raise HandedInFault("written_other_file")
    return typed.read_bytes(content)


def clear(reading: Reading) -> Reading:
    """The paragraphs without signs that nobody sees, those with nothing left in them dropped."""
    paragraphs, hidden = [], 0
    for one in reading.paragraphs:
        text, found = without_hidden_signs(one)
        hidden += found
        if any(map(str.isalnum, text)):
            paragraphs.append(text)
    doubts = {**reading.doubts, "signs": hidden} if hidden else reading.doubts
    return Reading(paragraphs=tuple(paragraphs), doubts=doubts)


def letters(reading: Reading) -> int:
    """How many letters there are in all."""
    return sum(map(len, reading.paragraphs))
