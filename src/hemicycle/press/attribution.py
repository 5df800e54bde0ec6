"""Who said what in a sentence: a pattern that fires gives the words beside it to somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.press.anchors import ANYBODY, JOINED, Anchor, Pattern, anchors_in, patterns
from hemicycle.press.discourse import subject_of
from hemicycle.press.gazetteer import listed
from hemicycle.press.skeleton import Skeleton, Speaker
from hemicycle.press.worded import Stretch, plain_words, quote_number, worded

PARALLEL = listed("parallel")
FEWEST_WORDS = 3
# Fewer words beside a quotation only lead to it: "called the plan “late”", "it was “late”".
FEWEST_WITH_VERB, FEWEST_BESIDE_QUOTE = 6, 4
QUOTING = frozenset(
    {"quoting_first", "closing_with", "quoting_said", "quoted_as_saying", "quoting_whose"}
)
WITHOUT_OBJECT = (["what"], ["but"], ["and"], ["."], [","], ["as"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that a sentence gives to somebody; `quote` is -1 for the reporter's own words.

    `first` and `last` are symbols, the last one not included.
    """

    speaker: Speaker
    via: Speaker | None
    pattern: str
    first: int
    last: int
    quote: int = -1


def said_in(skeleton: Skeleton) -> list[Said]:
    """Everything that a sentence gives to somebody."""
    anchors = anchors_in(skeleton)
    stretches = [one for n in range(len(anchors)) for one in stretches_of(skeleton, anchors, n)]
    claimed = {said.quote: said for said in inner_quotes(skeleton, stretches)}
    found = list(claimed.values())
    for number, symbol in enumerate(skeleton.symbols):
        quote = quote_number(symbol)
        if quote >= 0 and quote not in claimed:
            stretch = innermost(stretches, number)
            if stretch is not None:
                anchor = stretch.anchor
                found.append(
                    Said(
                        speaker=anchor.speaker,
                        via=stretch.via,
                        pattern=anchor.pattern,
                        first=number,
                        last=number + 1,
                        quote=quote,
                    )
                )
    found += statements(skeleton, stretches)
    return found


def stretches_of(skeleton: Skeleton, anchors: Sequence[Anchor], n: int) -> Iterator[Stretch]:
    """The words of one anchor: on its left, on its right, or both."""
    anchor = anchors[n]
    size = len(skeleton.symbols)
    following = [one for one in anchors[n + 1 :] if is_parallel(skeleton, one)]
    end = following[0].first if following else size
    while end > anchor.last and skeleton.symbols[end - 1] in PARALLEL | {",", "."}:
        end -= 1
    outer = outer_of(skeleton, anchors, n)
    via = outer.speaker if outer and outer.speaker.person is not anchor.speaker.person else None
    if anchor.side == "around":
        cut = [n + 1 for n in range(anchor.first) if skeleton.symbols[n] == ";"]
        yield Stretch(anchor, max(cut, default=0), end)
        return
    if anchor.side in ("left", "both", "first"):
        before = [one for one in anchors[:n] if is_parallel(skeleton, anchor) or one.side == "left"]
        begin = max((one.last for one in before), default=0)
        if anchor.side != "first":
            yield Stretch(anchor, begin, quote_end(skeleton, anchor))
    if anchor.side in ("right", "both", "first"):
        yield Stretch(anchor, anchor.last, end, via)
    elif anchor.side == "left":
        tail = next_comma(skeleton.symbols, anchor.last)
        if tail + 1 < size and quote_number(skeleton.symbols[tail + 1]) >= 0:
            yield Stretch(anchor, tail, end)
    elif anchor.side == "with":
        yield Stretch(anchor, anchor.verb, end, via)
    elif anchor.side == "subject":
        yield Stretch(anchor, anchor.last - 1, end, via)


def next_comma(symbols: Sequence[str], first: int) -> int:
    """The next comma, unless somebody else is named before it; else the end of the sentence."""
    for n in range(first, len(symbols)):
        if symbols[n] == ",":
            return n
        if ANYBODY.fullmatch(symbols[n]) and symbols[n].startswith("WHO"):
            break
    return len(symbols)


def quote_end(skeleton: Skeleton, anchor: Anchor) -> int:
    """Where the words on the left of an anchor end: behind the quotation that its match holds."""
    for n in range(anchor.first, anchor.last):
        if quote_number(skeleton.symbols[n]) >= 0:
            return n + 1
    return anchor.first


def is_parallel(skeleton: Skeleton, anchor: Anchor) -> bool:
    """Whether somebody speaks beside, not within, what was said before: "…, while B said"."""
    if anchor.side in ("subject", "left", "both", "around"):
        return anchor.side == "subject"
    if anchor.pattern in JOINED:
        return True
    before = anchor.first - 1
    if before < 0:
        return True
    if skeleton.symbols[before] == "," and before > 0:
        return skeleton.symbols[before - 1] != "that"
    return skeleton.symbols[before] in PARALLEL


def outer_of(skeleton: Skeleton, anchors: Sequence[Anchor], n: int) -> Anchor | None:
    """Who reports what somebody else said: "A said that B had called it “late”"."""
    anchor = anchors[n]
    if anchor.side in ("subject", "left", "both", "around") or is_parallel(skeleton, anchor):
        return None
    before = [
        one for one in anchors[:n] if one.side in ("right", "with", "both", "first", "subject")
    ]
    return before[-1] if before else None


def innermost(stretches: Sequence[Stretch], number: int) -> Stretch | None:
    """The anchor nearest to a quotation among those whose words it is."""
    around = [one for one in stretches if one.first <= number < one.last]
    return min(around, key=lambda one: one.last - one.first) if around else None


def inner_quotes(skeleton: Skeleton, stretches: Sequence[Stretch]) -> Iterator[Said]:
    """Quotations that belong to somebody whom the speaker only quotes, or to nobody."""
    taken: set[int] = set()
    for pattern in patterns("inner"):
        for match in pattern.expression.finditer(skeleton.text):
            groups = match.groupdict()
            for mark in re.finditer(r"Q(\d+)", groups["quotes"]):
                quote = int(mark[1])
                number = skeleton.symbols.index(mark[0])
                if quote in taken:
                    continue
                taken.add(quote)
                yield inner_said(skeleton, pattern, groups, stretches=stretches, number=number)


def inner_said(
    skeleton: Skeleton,
    pattern: Pattern,
    groups: dict[str, str],
    *,
    stretches: Sequence[Stretch],
    number: int,
) -> Said:
    """One quotation within what somebody says."""
    quote = quote_number(skeleton.symbols[number])
    if pattern.side == "nobody":
        speaker = Speaker(None, "", "unresolved")
        name = pattern.name
        return Said(
            speaker=speaker, via=None, pattern=name, first=number, last=number + 1, quote=quote
        )
    speaker = skeleton.speakers[groups["who"]]
    others = [one for one in stretches if one.anchor.speaker.person is not speaker.person]
    stretch = innermost(others, number)
    outer = stretch.anchor.speaker if stretch else None
    if pattern.name in QUOTING:
        outer = skeleton.speakers[groups["second"]] if "second" in groups else subject_of(skeleton)
    if outer is not None and outer.person is speaker.person:
        outer = None
    return Said(
        speaker=speaker, via=outer, pattern=pattern.name, first=number, last=number + 1, quote=quote
    )


def statements(skeleton: Skeleton, stretches: Sequence[Stretch]) -> Iterator[Said]:
    """What is said in the reporter's words, without the words that only lead to it."""
    for stretch in stretches:
        anchor = stretch.anchor
        if anchor.speaker.person is None and is_told(stretch, stretches):
            continue
        is_only_named = skeleton.symbols[anchor.verb + 1 : anchor.verb + 2] in WITHOUT_OBJECT
        if is_only_named and anchor.side == "with":
            continue
        if leads_to_another(skeleton, stretch, stretches):
            continue
        if anchor.side == "with" and stretch.via is not None:
            continue
        first, last = worded(skeleton, stretch)
        if (
            last - first > 1
            and skeleton.symbols[last - 2] == ":"
            and quote_number(skeleton.symbols[last - 1]) >= 0
        ):
            continue
        if plain_words(skeleton, first, last) >= fewest_words(
            skeleton, anchor, first=first, last=last
        ):
            yield Said(
                speaker=anchor.speaker,
                via=stretch.via,
                pattern=anchor.pattern,
                first=first,
                last=last,
            )


def leads_to_another(skeleton: Skeleton, stretch: Stretch, stretches: Sequence[Stretch]) -> bool:
    """Whether all that somebody says is what somebody else said: "A said B had told her that"."""
    first, _ = worded(skeleton, stretch)
    return any(
        one.via is stretch.anchor.speaker and one.anchor.first == first and one is not stretch
        for one in stretches
    )


def fewest_words(skeleton: Skeleton, anchor: Anchor, *, first: int, last: int) -> int:
    """How many words of the reporter's make a statement of their own."""
    if not any(quote_number(symbol) >= 0 for symbol in skeleton.symbols[first:last]):
        return FEWEST_WORDS
    return FEWEST_WITH_VERB if anchor.side == "with" else FEWEST_BESIDE_QUOTE


def is_told(stretch: Stretch, stretches: Sequence[Stretch]) -> bool:
    """Whether words of nobody's stand within what somebody says."""
    return any(
        one.first <= stretch.first and stretch.last <= one.last and one.anchor is not stretch.anchor
        for one in stretches
    )
