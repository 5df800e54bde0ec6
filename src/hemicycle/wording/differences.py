"""What differs between two versions of a text, word by word.

Words that stand once in both are the anchors, in the longest order they share (patience diff);
what lies between is compared by `difflib`, up to a bound above which a stretch counts as replaced.
The result is always exact; only how finely it is told depends on the bound.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from .words import MOST_KEPT, is_word, pieces_of, words_in

How = Literal["same", "struck", "added"]
SAME: Final = "same"
STRUCK: Final = "struck"
ADDED: Final = "added"
LARGEST_STRETCH = 40_000  # pieces times pieces; what is longer without an anchor is another text


class Change(NamedTuple):
    """From piece `start` up to `end` of the old text, these pieces stand instead."""

    start: int
    end: int
    pieces: tuple[str, ...]

    def old(self, pieces: Sequence[str]) -> tuple[str, ...]:
        """What stood there before."""
        return tuple(pieces[self.start : self.end])


class Piece(NamedTuple):
    """Some words of two versions read as one, and whether they stay, go or come."""

    how: How
    text: str


class Run(NamedTuple):
    """So many pieces are the same, from `old` of the old text and `new` of the new one."""

    old: int
    new: int
    length: int


class Texts(NamedTuple):
    """Both versions, in pieces."""

    old: Sequence[str]
    new: Sequence[str]


class Stretch(NamedTuple):
    """A part of both texts that is still to be compared."""

    old: int
    old_end: int
    new: int
    new_end: int


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The changes that make the new text of the old one, in their order; none touch."""
    found: list[Change] = []
    at_old = at_new = 0
    both = Texts(old, new)
    for run in [*readable(runs(both), both), Run(len(old), len(new), 0)]:
        if run.old > at_old or run.new > at_new:
            found.append(Change(at_old, run.old, tuple(new[at_new : run.new])))
        at_old, at_new = run.old + run.length, run.new + run.length
    return found


@lru_cache(maxsize=MOST_KEPT)
def compared(old: str, new: str) -> tuple[Change, ...]:
    """The changes between two wordings, word by word; found once and kept."""
    return tuple(changes(pieces_of(old), pieces_of(new)))


def applied(old: Sequence[str], made: Sequence[Change]) -> list[str]:
    """The text after the changes, which are in their order and do not overlap."""
    text: list[str] = []
    at = 0
    for change in made:
        text.extend(old[at : change.start])
        text.extend(change.pieces)
        at = change.end
    text.extend(old[at:])
    return text


def marked(old: str, new: str) -> list[Piece]:
    """Two wordings as one, with what goes and what comes."""
    before, found, at = pieces_of(old), list[Piece](), 0
    for change in compared(old, new):
        found.append(Piece(SAME, "".join(before[at : change.start])))
        found.append(Piece(STRUCK, "".join(change.old(before))))
        found.append(Piece(ADDED, "".join(change.pieces)))
        at = change.end
    found.append(Piece(SAME, "".join(before[at:])))
    return [piece for piece in found if piece.text]


def share_changed(old: str, new: str) -> tuple[int, int]:
    """How far a wording is from another: words struck and added, of all words of both."""
    before = pieces_of(old)
    touched = sum(
        sum(map(is_word, (*change.old(before), *change.pieces))) for change in compared(old, new)
    )
    return touched, words_in(old) + words_in(new)


def runs(both: Texts) -> list[Run]:
    """What is the same in both, in order; runs that follow each other are one."""
    found: list[Run] = []
    waiting = [Stretch(0, len(both.old), 0, len(both.new))]
    while waiting:
        ends, stretch = trimmed(waiting.pop(), both)
        found.extend(ends)
        if stretch.old == stretch.old_end or stretch.new == stretch.new_end:
            continue
        anchors = anchors_of(stretch, both)
        if anchors:
            alike, gaps = between(anchors, stretch, both=both)
            waiting.extend(gaps)
            found.extend(alike)
        else:
            found.extend(in_full(stretch, both))
    return put_together(found)


def trimmed(one: Stretch, both: Texts) -> tuple[list[Run], Stretch]:
    """What the two ends of a stretch share, and the stretch without it."""
    (old, new), most = both, min(one.old_end - one.old, one.new_end - one.new)
    start = 0
    while start < most and old[one.old + start] == new[one.new + start]:
        start += 1
    end, most = 0, most - start
    while end < most and old[one.old_end - 1 - end] == new[one.new_end - 1 - end]:
        end += 1
    left = Stretch(one.old + start, one.old_end - end, one.new + start, one.new_end - end)
    ends = (Run(one.old, one.new, start), Run(left.old_end, left.new_end, end))
    return [run for run in ends if run.length], left


def anchors_of(one: Stretch, both: Texts) -> list[tuple[int, int]]:
    """Words that stand once in both, in the longest order that both have."""
    old, new = both
    counted = Counter(old[one.old : one.old_end])
    counted_new = Counter(new[one.new : one.new_end])
    where = {
        old[at]: at
        for at in range(one.old, one.old_end)
        if counted[old[at]] == 1 and counted_new[old[at]] == 1 and is_word(old[at])
    }
    pairs = [(where[new[at]], at) for at in range(one.new, one.new_end) if new[at] in where]
    return longest_order(pairs)


def longest_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that rise in both places; `pairs` rise in the second already."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (at_old, _) in enumerate(pairs):
        place = bisect_left(ends, at_old)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(at_old)
            last.append(number)
        else:
            ends[place], last[place] = at_old, number
    order: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        order.append(pairs[number])
        number = before[number]
    return order[::-1]


def between(
    anchors: Sequence[tuple[int, int]], whole: Stretch, *, both: Texts
) -> tuple[list[Run], list[Stretch]]:
    """What is the same from each anchor on, and what lies before, between and after that."""
    alike, gaps = list[Run](), list[Stretch]()
    at_old, at_new = whole.old, whole.new
    for anchor_old, anchor_new in anchors:
        if anchor_old < at_old:
            continue  # the run of an anchor before has come as far as this one
        if anchor_old > at_old or anchor_new > at_new:
            gaps.append(Stretch(at_old, anchor_old, at_new, anchor_new))
        at_old, at_new = end_of_run(anchor_old, anchor_new, whole=whole, both=both)
        alike.append(Run(anchor_old, anchor_new, at_old - anchor_old))
    if at_old < whole.old_end or at_new < whole.new_end:
        gaps.append(Stretch(at_old, whole.old_end, at_new, whole.new_end))
    return alike, gaps


def end_of_run(old: int, new: int, *, whole: Stretch, both: Texts) -> tuple[int, int]:
    """Up to where both texts stay the same from a place on."""
    while old < whole.old_end and new < whole.new_end and both.old[old] == both.new[new]:
        old, new = old + 1, new + 1
    return old, new


def in_full(one: Stretch, both: Texts) -> list[Run]:
    """The runs of a stretch without anchors; none where it is too long to be told finely."""
    old, new = both.old[one.old : one.old_end], both.new[one.new : one.new_end]
    if len(old) * len(new) > LARGEST_STRETCH:
        return []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [Run(one.old + at.a, one.new + at.b, at.size) for at in blocks if at.size]


def put_together(found: Sequence[Run]) -> list[Run]:
    """The runs in order; those that follow each other without a gap are one."""
    whole: list[Run] = []
    for run in sorted(found):
        if (
            whole
            and (before := whole[-1]).old + before.length == run.old
            and (before.new + before.length == run.new)
        ):
            whole[-1] = Run(before.old, before.new, before.length + run.length)
        else:
            whole.append(run)
    return whole


def readable(found: Sequence[Run], both: Texts) -> list[Run]:
    """Without runs of space or marks alone amid changes: nobody reads those as kept."""
    ends = len(both.old), len(both.new)
    return [
        run
        for run in found
        if any(map(is_word, both.old[run.old : run.old + run.length]))
        or (run.old, run.new) == (0, 0)
        or (run.old + run.length, run.new + run.length) == ends
    ]
