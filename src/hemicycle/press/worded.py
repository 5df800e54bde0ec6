"""Which words of a sentence are what somebody says, without those that only lead to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.press.anchors import ANYBODY, Anchor
from hemicycle.press.gazetteer import listed
from hemicycle.press.skeleton import BE, Skeleton, Speaker

ENDS = frozenset({",", ".", ";", ":", "and", "but", "–", "—"})
BEGINS = frozenset({",", ";", "and", "but", "while", "–"})
NOT_INFINITIVE = frozenset({"the", "a", "an", "applause", "laughter"})
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
AFTER_OBJECT = frozenset(
    {
        "that",
        ":",
        ",",
        "the",
        "it",
        "there",
        "no",
        "they",
        "we",
        "its",
        "not",
        "his",
        "her",
        "he",
        "she",
    }
)
LONGEST_OBJECT = 5  # symbols
VERBS = frozenset({"SAID", "SAIDH", "HAIL"})
FAR = 9  # symbols behind a verb among which "that" belongs to it
NO_WORDS = listed("no_words")
OBJECTS = listed("objects")
PARTICIPLES = listed("participles")
TELLING = listed("telling")
NEEDS_THAT = listed("needs_that")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one anchor's words are: symbols from `first` to before `last`."""

    anchor: Anchor
    first: int
    last: int
    via: Speaker | None = None


def quote_number(symbol: str) -> int:
    """Which quotation of the sentence a symbol stands for, -1 for none."""
    return int(symbol[1:]) if re.fullmatch(r"Q\d+", symbol) else -1


def plain_words(skeleton: Skeleton, first: int, last: int) -> int:
    """How many words symbols stand for, without quotations and signs."""
    return sum(
        skeleton.lasts[n] - skeleton.firsts[n]
        for n in range(first, last)
        if skeleton.symbols[n][:1].isalnum() and quote_number(skeleton.symbols[n]) < 0
    )


def worded(skeleton: Skeleton, stretch: Stretch) -> tuple[int, int]:
    """The words of a stretch; none where it only tells when, where and to whom."""
    symbols, first, last = skeleton.symbols, stretch.first, stretch.last
    while last > first and symbols[last - 1] in ENDS:
        last -= 1
    if stretch.last <= stretch.anchor.last:
        return on_the_left(symbols, first, last=last)
    if stretch.anchor.side in ("with", "subject", "around", "first"):
        return first, last
    return on_the_right(skeleton, stretch, last)


def on_the_left(symbols: Sequence[str], first: int, *, last: int) -> tuple[int, int]:
    """What stands before the verb, unless it only leads there: "Asked about it, X said"."""
    while first < last and symbols[first] in BEGINS:
        first += 1
    if first < last and (symbols[first] in PARTICIPLES | {"so"} or symbols[first].endswith("ing")):
        return last, last
    return first, last


def on_the_right(skeleton: Skeleton, stretch: Stretch, last: int) -> tuple[int, int]:
    """What stands behind the verb: a clause with "that", or one that needs none."""
    symbols, first = skeleton.symbols, stretch.first
    near = range(first, min(last - 2, first + FAR))
    that = next((n for n in near if symbols[n] == "that"), -1)
    if that >= 0 and not (BE | VERBS) & set(symbols[first:that]):
        return that + 1, last
    if tells(skeleton, first - 1):
        first = behind_object(symbols, first, last=last)
    if first < last and symbols[first] == "that":
        return first + 1, last
    verb = skeleton.line.words[skeleton.lasts[stretch.anchor.verb] - 1].low
    if first >= last or verb in NEEDS_THAT or symbols[first] == "what":
        return last, last
    if symbols[first] in NO_WORDS and not is_infinitive(symbols, first, last=last):
        return last, last
    return first, last


def is_infinitive(symbols: Sequence[str], first: int, *, last: int) -> bool:
    """Whether "to" begins what is said, as in "promised to answer", and no address to somebody."""
    if symbols[first] != "to" or first + 1 >= last:
        return False
    after = symbols[first + 1]
    return after.isalpha() and after not in OBJECTS | NOT_INFINITIVE


def tells(skeleton: Skeleton, number: int) -> bool:
    """Whether a verb tells somebody something, or says it to somebody."""
    verb = skeleton.line.words[skeleton.lasts[number] - 1].low
    return verb in TELLING or skeleton.symbols[number + 1 : number + 2] == ["to"]


def behind_object(symbols: Sequence[str], first: int, *, last: int) -> int:
    """The word behind whom somebody spoke to: "told the committee", "told the final sitting"."""
    n = first + 1 if symbols[first : first + 1] == ["to"] else first
    if n >= last:
        return n
    if symbols[n] in OBJECTS:
        return n + 1
    if ANYBODY.fullmatch(symbols[n]):
        is_object = n > first or n + 1 == last or symbols[n + 1] in AFTER_OBJECT | NO_WORDS
        return n + 1 if is_object else first
    if symbols[n] in ARTICLES:
        for end in range(n + 1, min(last, n + LONGEST_OBJECT)):
            if symbols[end] in NO_WORDS | {"that", ":", "who", "which"}:
                return last if symbols[end] in ("who", "which") else end
    return first
