"""Where a sentence makes somebody speak: a pattern that fired, with whom and on which side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hemicycle.press.discourse import subject_of
from hemicycle.press.gazetteer import listed, toml
from hemicycle.press.skeleton import Skeleton, Speaker, compiled

NOT_BEFORE = listed("not_before")
ANYBODY = re.compile(r"(?:WHO|HE|ORG|ANON|DESC)\d+")
JOINED = frozenset({"and_verb", "and_hail"})
SUBJECT_SAYING = "subject_saying"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of patterns.toml."""

    name: str
    written: str
    side: str
    example: str

    @property
    def expression(self) -> re.Pattern[str]:
        """The pattern over a skeleton."""
        return compiled(self.written)


@cache
def patterns(chapter: str) -> tuple[Pattern, ...]:
    """The patterns of a chapter in their order."""
    table = toml("patterns.toml")[chapter]
    if chapter == "done":
        return tuple(Pattern(n, line[1], line[0], line[2]) for n, line in table.items())
    return tuple(Pattern(name, *line) for name, line in table.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Somebody who says something, at a place of a sentence. Units: symbols of its skeleton."""

    speaker: Speaker
    pattern: str
    side: str
    first: int
    last: int
    verb: int


def anchors_in(skeleton: Skeleton) -> list[Anchor]:
    """Everybody who says something in a sentence, from left to right."""
    found: list[Anchor] = []
    used: set[int] = set()
    for pattern in patterns("said"):
        for match in pattern.expression.finditer(skeleton.text):
            anchor = anchor_of(skeleton, pattern, match, found=found)
            if anchor is None or anchor.verb in used:
                continue
            used.add(anchor.verb)
            found.append(anchor)
    return sorted(found, key=lambda one: one.first)


def anchor_of(
    skeleton: Skeleton, pattern: Pattern, match: re.Match[str], *, found: Sequence[Anchor]
) -> Anchor | None:
    """The anchor that a match makes, unless nobody can be meant."""
    first, last = skeleton.symbol_at(match.start()), skeleton.symbol_at(match.end() - 1) + 1
    verbs = [n for n in range(first, last) if skeleton.symbols[n] in ("SAID", "HAIL", "SAIDH")]
    if pattern.name == SUBJECT_SAYING:
        before = [one for one in found if one.first < first]
        speaker = max(before, key=lambda one: one.first).speaker if before else subject_of(skeleton)
        verb = last - 1
    else:
        if is_not_subject(skeleton, first, pattern):
            return None
        symbol = match["who"]
        speaker = skeleton.speakers[symbol]
        number = skeleton.symbols.index(symbol)
        verb = verbs[-1] if verbs else number
        if pattern.side == "with" and not verbs:
            return None
    if speaker is None:
        return None
    if pattern.name in JOINED:
        first = verb - 1  # the subject stands far before; what is said begins at the conjunction
    return Anchor(
        speaker=speaker, pattern=pattern.name, side=pattern.side, first=first, last=last, verb=verb
    )


def is_not_subject(skeleton: Skeleton, first: int, pattern: Pattern) -> bool:
    """Whether somebody is only part of who speaks: "a spokesman for X said", "X and Y said"."""
    if not pattern.written.startswith("WHO") or not first:
        return False
    before = skeleton.symbols[first - 1]
    is_joint = (
        before == "and" and first > 1 and bool(ANYBODY.fullmatch(skeleton.symbols[first - 2]))
    )
    return is_joint or before in NOT_BEFORE
