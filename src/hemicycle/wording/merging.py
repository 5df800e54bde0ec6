"""Several changes to one text, brought together; what cannot be is handed back, never guessed.

Two changes collide where no unchanged word lies between them, unless they are the same change.
A paragraph that only one side changed is taken as it is; one that both changed is compared by
words. (Three-way merge as in S. Khanna, K. Kunal, B. Pierce, A Formal Investigation of Diff3, 2007,
but by words and with that distance.)
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .differences import Change, applied, changes, compared
from .words import MOST_KEPT, is_word, joined, lines, pieces_of

Apart = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A place where two changes cannot both be made without a choice, with its three readings.

    `at` is the character of the base where it begins, from 0.
    """

    at: int
    base: str
    current: str
    amended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What two changes make together; where `collisions` is not empty there is no text yet."""

    parts: tuple[str | Collision, ...]

    @property
    def collisions(self) -> tuple[Collision, ...]:
        """What a person has to settle."""
        return tuple(part for part in self.parts if isinstance(part, Collision))

    @property
    def text(self) -> str:
        """The text, once nothing collides. Raises ValueError before."""
        if self.collisions:
            raise ValueError(self.collisions)
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(slots=True)
class Group:
    """Changes of both sides with nothing between them that stayed as it was."""

    start: int
    end: int
    current: list[Change] = field(default_factory=list)
    amended: list[Change] = field(default_factory=list)


def merge(base: str, current: str, *, amended: str) -> Merged:
    """The words of `current` with the changes that made `amended` of `base`."""
    ours, theirs = compared(base, current), compared(base, amended)
    return Merged(parts=tuple(together(pieces_of(base), ours, theirs=theirs, apart=any_word)))


def collide(base: str, current: str, *, amended: str) -> bool:
    """Whether the changes that made two wordings of one meet anywhere; the same either way."""
    first, second = sorted((current, amended))
    return met(base, first, second=second)


@lru_cache(maxsize=MOST_KEPT)
def met(base: str, first: str, *, second: str) -> bool:
    """The same, found once and kept."""
    pieces = pieces_of(base)
    both = [*((one, True) for one in compared(base, first))]
    both += ((one, False) for one in compared(base, second))
    return any(
        group.current and group.amended and isinstance(decided(group, pieces), Collision)
        for group in grouped(pieces, sorted(both), apart=any_word)
    )


def merge_paragraphs(base: str, current: str, *, amended: str) -> Merged:
    """The same for a text of many lines; each line is a paragraph.

    Whole lines are told apart first, so that a paragraph which moved draws no other with it.
    """
    parts: list[str | Collision] = []
    old = lines(base)
    ours, theirs = changes(old, lines(current)), changes(old, lines(amended))
    for part in together(old, ours, theirs=theirs, apart=any_line):
        if isinstance(part, str):
            parts.append(part)
        else:
            closer = merge(part.base, part.current, amended=part.amended)
            parts.extend(further_on(one, part.at) for one in closer.parts)
    return Merged(parts=tuple(parts))


def any_word(pieces: Sequence[str]) -> bool:
    """Two changes are apart where a word between them is as it was."""
    return any(map(is_word, pieces))


def any_line(pieces: Sequence[str]) -> bool:
    """Two changes are apart where a line between them is as it was."""
    return bool(pieces)


def further_on(part: str | Collision, by: int) -> str | Collision:
    """The same part in a text that has so many characters before it."""
    return part if isinstance(part, str) else replace(part, at=part.at + by)


def together(
    base: Sequence[str], ours: Sequence[Change], *, theirs: Sequence[Change], apart: Apart
) -> Iterator[str | Collision]:
    """The merged text in parts, each settled or a collision."""
    both = [*((one, True) for one in ours), *((one, False) for one in theirs)]
    at = 0
    for group in grouped(base, sorted(both), apart=apart):
        yield joined(base[at : group.start])
        yield decided(group, base)
        at = group.end
    yield joined(base[at:])


def grouped(
    base: Sequence[str], both: Sequence[tuple[Change, bool]], *, apart: Apart
) -> Iterator[Group]:
    """The changes, each with whether it is of the current text, in groups that are apart."""
    group: Group | None = None
    for change, is_current in both:
        if group and change.start >= group.end and apart(base[group.end : change.start]):
            yield group
            group = None
        group = group or Group(change.start, change.end)
        group.end = max(group.end, change.end)
        (group.current if is_current else group.amended).append(change)
    if group:
        yield group


def decided(group: Group, base: Sequence[str]) -> str | Collision:
    """What stands in place of a group: one side's change, the change both made, or a choice."""
    stretch = base[group.start : group.end]
    current, amended = (
        joined(applied(stretch, [moved(one, group.start) for one in side]))
        for side in (group.current, group.amended)
    )
    if not group.amended or current == amended:
        return current
    if not group.current:
        return amended
    return Collision(
        at=sum(map(len, base[: group.start])),
        base=joined(stretch),
        current=current,
        amended=amended,
    )


def moved(change: Change, back: int) -> Change:
    """The change as counted from the beginning of its group."""
    return Change(change.start - back, change.end - back, change.pieces)
