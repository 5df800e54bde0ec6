"""A report cut into paragraphs and sentences, each with its place."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hemicycle.press.quotes import Quote, quotes_in

LONGEST_SENTENCE = 2000  # what is longer was not written by people for people
ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Hon|Rt|No|Nos|Art|Sen|Rep|Gov|Gen|Col|Lt|vs|etc|cf|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|U\.N|e\.g|i\.e)|\b[A-Z])$"
)
BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]++[”’\"')\]]*+(?=\s+[\"“‘'«(\[]*[^\s])|\n")
# Who asks or cries what stands in quotation marks before: "“Why?” Ms Dren asked."
ASKED = re.compile(
    r"(?:[A-Z][\w’'.-]*\s+){1,4}(?:asked|asks|said|says|cried|shouted|replied|added|wondered|told"
    r"|exclaimed|demanded|answered|called|wrote|began|continued|repeated|inquired)\b"
)
CREDIT_LINE = re.compile(
    r"(?:photo|picture|image|photograph)s?\b[^.\n]{0,15}[:©]|©|\((?:photo|picture)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the quotations in it. Units: characters of the report."""

    start: int
    end: int
    text: str
    paragraph: int
    quotes: tuple[Quote, ...] = field(default=())

    @property
    def is_too_long(self) -> bool:
        """Whether it was not written by people for people."""
        return len(self.text) > LONGEST_SENTENCE

    def unquoted(self) -> str:
        """The text with blanks where quotations stand, so that places stay the same."""
        told, place = [], self.start
        for quote in self.quotes:
            begin, end = max(quote.start, place), min(quote.end, self.end)
            told.append(self.text[place - self.start : begin - self.start])
            told.append(" " * (end - begin))
            place = end
        told.append(self.text[place - self.start :])
        return "".join(told)

    @property
    def ends_quoted(self) -> bool:
        """Whether it is, or ends with, a quotation that is closed."""
        last = self.quotes[-1] if self.quotes else None
        return last is not None and last.is_whole and last.end >= self.end - 1

    @property
    def is_credit(self) -> bool:
        """Whether it tells whose picture stands beside the report, and nothing else."""
        return bool(CREDIT_LINE.match(self.text)) and len(self.text) < LONGEST_SENTENCE // 10


def start_of(quote: Quote) -> int:
    """Where a quotation begins."""
    return quote.start


def sentences_in(text: str) -> list[Sentence]:
    """All sentences of a report, in order."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs_in(text)):
        quotes = quotes_in(text, start, end=end)
        for first, last in cut(text, start, end=end, quotes=quotes):
            begin, stop = (bisect_left(quotes, at, key=start_of) for at in (first, last))
            inside = tuple(quotes[begin:stop])
            found.append(Sentence(first, last, text[first:last], number, inside))
    return found


def paragraphs_in(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end: at empty lines, or at every line where there are none.

    Note: a line that only credits a picture is a paragraph of its own in any case.
    """
    has_empty_lines = re.search(r"\S[^\S\n]*\n[^\S\n]*\n+[^\S\n]*\S", text)
    mark = r"\n[^\S\n]*\n\s*" if has_empty_lines else r"\n\s*"
    place = 0
    for gap in re.finditer(mark, text):
        yield from trimmed(text, place, end=gap.start())
        place = gap.end()
    yield from trimmed(text, place, end=len(text))


def trimmed(text: str, start: int, *, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without the space around it, or nothing."""
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def cut(text: str, start: int, *, end: int, quotes: Sequence[Quote]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; none ends within a quotation that goes on in it."""
    place = start
    for boundary in BOUNDARY.finditer(text, start, end):
        at = boundary.end()
        if boundary[0] == "\n":
            if not CREDIT_LINE.match(text[at:end].lstrip()) and not CREDIT_LINE.match(
                text[place:at].lstrip()
            ):
                continue
        elif is_within(quotes, boundary.start()) or not ends_here(text, boundary, place=place):
            continue
        yield from trimmed(text, place, end=at)
        place = at
    yield from trimmed(text, place, end=end)


def is_within(quotes: Sequence[Quote], at: int) -> bool:
    """Whether a quotation that is not over yet stands around a place.

    Note: the full stop before the closing mark ends the sentence with the quotation, if what
    follows begins a new one.
    """
    number = bisect_left(quotes, at, key=start_of) - 1
    return number >= 0 and at + 1 < quotes[number].inner_end


def ends_here(text: str, boundary: re.Match[str], *, place: int) -> bool:
    """Whether a full stop ends a sentence, and is no part of an abbreviation."""
    after = text[boundary.end() : boundary.end() + 40].lstrip()
    first = after.lstrip("\"“‘'«([")[:1]
    if not first or first.islower():
        return False
    if len(boundary[0]) > 1 and boundary[0][0] in "?!…" and ASKED.match(after):
        return False
    if boundary[0] == ".":
        return not ABBREVIATED.search(text[max(place, boundary.start() - 8) : boundary.start()])
    return True
