"""How many, with what the report makes of it: over 140 is a lower bound."""

import re
from collections.abc import Iterator
from functools import cache

from hemicycle.press.gazetteer import any_of, decided, gazetteer
from hemicycle.press.reading import Fact, Proposal
from hemicycle.press.sentences import Sentence

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {
    "a": 1,
    "no": 0,
    "dozen": 12,
    **{word: n for n, word in enumerate(UNITS)},
    **{word: 10 * n for n, word in enumerate(TENS, start=2)},
}
BELOW_100 = rf"(?:(?:{any_of(TENS)})(?:[- ](?:{any_of(UNITS[1:10])}))?|{any_of(UNITS)})"
HUNDREDS = rf"(?:a|{any_of(UNITS[1:])}) hundred(?: and {BELOW_100})?"
THOUSANDS = rf"(?:a|{BELOW_100}|{HUNDREDS}) thousand(?:(?: and|,)? (?:{HUNDREDS}|{BELOW_100}))?"
IN_WORDS = rf"\b(?:{THOUSANDS}|{HUNDREDS}|a dozen|{BELOW_100})\b"
NUMERAL = rf"(?:\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}})+|\d+|{IN_WORDS})"
BOUNDS = ("at_least", "at_most", "about")
EXCLUSIVE = frozenset({"fewer than", "less than", "under", "just under", "below"})


@cache
def figure() -> re.Pattern[str]:
    """A number with its modifier and what it counts."""
    known = gazetteer().figures
    modifiers = "|".join(rf"(?P<{name}>{any_of(known[name])})" for name in BOUNDS)
    between = r"(?:(?!votes\b|per\b)[^\W\d_]{1,40}+(?:[-’'][^\W\d_]{1,40}+)?\s+){0,3}?"
    return re.compile(
        rf"(?:\b(?:{modifiers})\s+)?(?<![\w.,/-])(?P<number>{NUMERAL})\s+{between}"
        rf"(?P<counts>{any_of(known['counted'])})\b",
        re.IGNORECASE,
    )


@cache
def attending(kind: str) -> re.Pattern[str]:
    """What tells that a number is of all who came, or of some of them only."""
    return re.compile(rf"\b(?:{any_of(decided(kind))})\b", re.IGNORECASE)


def figures_in(sentence: Sentence) -> Iterator[Proposal]:
    """The figures of a sentence, outside of quotations."""
    plain = sentence.unquoted()
    are_all = bool(attending("attending").search(plain)) and not attending("only_some").search(
        plain
    )
    for found in figure().finditer(plain):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        bound = next((n for n in BOUNDS if found[n]), "exactly")
        number = number_of(found["number"])
        is_below = bound == "at_most" and found["at_most"].casefold() in EXCLUSIVE
        facts: dict[str, Fact] = {bound: number - is_below}
        facts["counts"] = " ".join(found["counts"].casefold().split())
        if are_all:
            facts["attending"] = True
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
    """The value of a numeral in digits or words: "nine hundred and ninety-six" is 996."""
    digits = re.sub(r"\D", "", text)[:12]
    if digits:
        return int(digits)
    whole = part = 0
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word == "thousand":
            whole, part = 1000 * part, 0
        elif word == "hundred":
            part *= 100
        else:
            part += VALUES.get(word, 0) if word != "dozen" else VALUES["dozen"] - part
    return whole + part
