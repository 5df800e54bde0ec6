"""Which words of a report stand in quotation marks: curly, straight, nested and unbalanced ones."""

import re
from dataclasses import dataclass

DOUBLE = {"“": "”", "„": "“”", "«": "»", '"': '"”', "”": "”"}
DOUBLES = re.compile(r"[“”„«»\"]")
SINGLE_OPEN, SINGLE_CLOSE = "‘'", "’'"
MARKS = re.compile(r"[“”„«»\"‘’']")
BEFORE_OPENING = frozenset(' \t\n\r([{–—-/:“„«"‘\u00a0')
FORGOTTEN = re.compile(
    r"[,?!](?=\s+(?:said|says|added|adds|asked)\s+[A-Z])"
    r"|[,?!](?=\s+(?:he|she)\s+(?:said|added|asked)\b)"
)
LONGEST_NAME = 40  # characters
ENDS = frozenset(".,!?;:…")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks; `inner` leaves them out. Units: characters of the report.

    `is_whole` is false where the closing mark is missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_whole: bool = True


def quotes_in(text: str, start: int, *, end: int) -> list[Quote]:
    """The outermost quotations of one paragraph, from left to right."""
    found: list[Quote] = []
    place = start
    while mark := MARKS.search(text, place, end):
        at = mark.start()
        quote = quote_at(text, at, start=start, end=end)
        if quote is None or is_nickname(text, quote):
            place = at + 1 if quote is None else quote.end
            continue
        if any(sign.isalnum() for sign in text[quote.inner_start : quote.inner_end]):
            found.append(quote)
        place = quote.end
    return found


def is_nickname(text: str, quote: Quote) -> bool:
    """Whether quotation marks stand within a name: Delroy “Fish” Hackshaw."""
    before = re.search(r"[A-Z][^\W\d_]+ $", text[max(0, quote.start - LONGEST_NAME) : quote.start])
    after = re.match(r" [A-Z][^\W\d_]+", text[quote.end : quote.end + LONGEST_NAME])
    word = text[quote.inner_start : quote.inner_end]
    return bool(before and after) and word.isalpha() and word.istitle()


def quote_at(text: str, at: int, *, start: int, end: int) -> Quote | None:
    """The quotation that a mark opens, if it opens one."""
    mark = text[at]
    if mark in "”»’" or not opens(text, at, start=start, end=end):
        return None
    if mark in SINGLE_OPEN:
        close = closing_single(text, at, end=end)
        return Quote(at, close + 1, at + 1, close) if close else None
    close = closing_double(text, at, end=end)
    return Quote(at, close + 1, at + 1, close) if close else unbalanced(text, at, end=end)


def closing_double(text: str, at: int, *, end: int) -> int:
    """Where a quotation in double marks ends, 0 where its closing mark is missing.

    Note: a straight mark closes a curly one only where no curly mark does.
    """
    mark, straight = text[at], 0
    for found in DOUBLES.finditer(text, at + 1, end):
        place, sign = found.start(), found[0]
        is_straight = sign == '"' and closes(text, place, end=end)
        if sign in DOUBLE[mark] and (sign != '"' or is_straight):
            return place
        if mark == sign == "“":
            break
        straight = straight or (place if is_straight else 0)
    return straight if mark == "“" else 0


def unbalanced(text: str, at: int, *, end: int) -> Quote:
    """A quotation whose closing mark is missing: it is taken to the end of the paragraph.

    Note: so do paragraphs of a long quotation, each of which begins with a mark of its own; but
    where "…, said X" follows, the writer forgot the mark before it.
    """
    told = FORGOTTEN.search(text, at, end)
    if told:
        return Quote(at, told.start() + 1, at + 1, told.start() + 1, is_whole=False)
    end = at + len(text[at:end].rstrip())
    return Quote(at, end, at + 1, end, is_whole=False)


def opens(text: str, at: int, *, start: int, end: int) -> bool:
    """Whether a mark stands where a quotation can begin: after a space and before a word."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "“„«‘" and not after.isspace():
        return not (text[at] == "‘" and before.isalnum())
    return before in BEFORE_OPENING and not after.isspace() and after not in ENDS


def closes(text: str, at: int, *, end: int) -> bool:
    """Whether a straight mark stands where a quotation can end: after a word, before none."""
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and not after.isalnum()


def closing_single(text: str, at: int, *, end: int) -> int:
    """Where a quotation in single marks ends, 0 where the mark is an apostrophe after all.

    Note: between letters it is an apostrophe; after an s and before a word it may be one
    ("parliaments’ role"), and is, if a later mark can close.
    """
    if re.match(r"\d0s\b|(?:tis|twas|em|til|n)\b", text[at + 1 : at + 6], re.IGNORECASE):
        return 0
    doubtful = 0
    for mark in re.finditer(r"[‘’']", text[at + 1 : end]):
        place = at + 1 + mark.start()
        before, after = text[place - 1], text[place + 1] if place + 1 < end else " "
        if mark[0] == "‘" or (mark[0] == "'" and before.isspace() and after.isalnum()):
            break
        if after.isalnum() or before.isspace():
            continue
        if before in "sS" and re.match(r"\s+[a-z]", text[place + 1 : place + 4]):
            doubtful = doubtful or place
            continue
        return place
    return doubtful
