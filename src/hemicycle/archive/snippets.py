"""The part of a paragraph that answers a question, in its own words, with the answers marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.archive.folding import Word, words_of
from hemicycle.archive.questions import Term

WINDOW = 45  # words
BEFORE = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; marked where it is what was sought."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Parts in their order, and whether the paragraph goes on before and after."""

    parts: Sequence[Part]
    is_begun: bool = False
    goes_on: bool = False


def snippet(text: str, terms: Sequence[Term], *, window: int = WINDOW) -> Snippet:
    """The window with most of what was sought, or the beginning where nothing was."""
    words = [word for word in words_of(text) if word.sought]
    marks = marked_places(words, terms)
    if not words:
        return Snippet((Part(text),))
    first = best_window(marks, len(words), window=window)
    last = min(len(words), first + window)
    start = words[first].start if first else 0
    end = len(text) if last == len(words) else words[last - 1].end
    spans = [(words[at].start, words[at].end) for at in sorted(marks) if first <= at < last]
    return Snippet(
        tuple(parts_of(text, spans, between=(start, end))),
        is_begun=first > 0,
        goes_on=end < len(text),
    )


def marked_places(words: Sequence[Word], terms: Sequence[Term]) -> set[int]:
    """Which words of a text answer one of the terms."""
    flat = [(one, at) for at, word in enumerate(words) for one in word.sought]
    marks: set[int] = set()
    for term in terms:
        length = len(term.words)
        for place in range(len(flat) - length + 1):
            if answers(term, [one for one, _ in flat[place : place + length]]):
                marks |= {at for _, at in flat[place : place + length]}
    return marks


def answers(term: Term, found: Sequence[str]) -> bool:
    """Whether these words are the term's, the last of them perhaps only begun."""
    *whole, last = term.words
    if list(found[:-1]) != whole:
        return False
    return found[-1].startswith(last) if term.is_beginning else found[-1] == last


def best_window(marks: set[int], length: int, *, window: int) -> int:
    """Where a window begins that shows most marks, with a few words before the first of them."""
    if not marks or length <= window:
        return 0
    starts = sorted(marks)
    best = max(starts, key=lambda at: (sum(at <= mark < at + window for mark in starts), -at))
    return max(0, min(best - BEFORE, length - window))


def parts_of(
    text: str, spans: Sequence[tuple[int, int]], *, between: tuple[int, int]
) -> Iterator[Part]:
    """A stretch of text as marked and unmarked parts."""
    place, end = between
    for start, stop in spans:
        if start > place:
            yield Part(text[place:start])
        yield Part(text[start:stop], is_marked=True)
        place = stop
    if place < end:
        yield Part(text[place:end])
