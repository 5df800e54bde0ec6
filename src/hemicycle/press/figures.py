"""How many, with what the report makes of it: over 140 is a lower bound."""

import re
from collections.abc import Iterator
from functools import cache

from hemicycle.press.gazetteer import any_of, gazetteer
from hemicycle.press.reading import Fact, Proposal
from hemicycle.press.sentences import Sentence

SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ROUND = {
    "a hundred": 100,
    "one hundred": 100,
    "a dozen": 12,
    "two hundred": 200,
    "a thousand": 1000,
}
NUMBERS = {"no": 0, **{word: n for n, word in enumerate(SMALL)}, **TENS, **ROUND}
NUMERAL = rf"(?:\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}})+|\d+|{any_of(set(NUMBERS) - {'no'})})"


@cache
def figure() -> re.Pattern[str]:
    """A number with its modifier and what it counts."""
    known = gazetteer().figures
    modifiers = "|".join(
        rf"(?P<{name}>{any_of(known[name])})" for name in ("at_least", "at_most", "about")
    )
    between = r"(?:(?!votes\b|per\b)[^\W\d_]{1,40}+(?:[-’'][^\W\d_]{1,40}+)?\s+){0,3}?"
    return re.compile(
        rf"(?:\b(?:{modifiers})\s+)?(?<![\w.,/-])(?P<number>{NUMERAL})\s+{between}"
        rf"(?P<counts>{any_of(known['counted'])})\b",
        re.IGNORECASE,
    )


def figures_in(sentence: Sentence) -> Iterator[Proposal]:
    """The figures of a sentence, outside of quotations."""
    for found in figure().finditer(sentence.unquoted()):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        bound = next((n for n in ("at_least", "at_most", "about") if found[n]), "exactly")
        facts: dict[str, Fact] = {bound: number_of(found["number"])}
        facts["counts"] = " ".join(found["counts"].casefold().split())
        yield Proposal(
            start=start,
            end=end,
            text=found[0],
            kind="figure",
            pattern=f"figure.{bound}",
            status="stated",
            facts=facts,
        )


def number_of(text: str) -> int:
    """The value of a numeral in digits or words."""
    low = " ".join(text.casefold().split())
    if low in NUMBERS:
        return NUMBERS[low]
    return int(re.sub(r"\D", "", text)[:12])
