"""Whom a report introduces without an office: by what they do, and by the pronouns near them."""

import re
from collections.abc import Iterator, Sequence

from hemicycle.press.lines import WordLine
from hemicycle.press.names import Mention
from hemicycle.press.sentences import Sentence
from hemicycle.press.skeleton import verb_length

GENDERS = {"his": "m", "her": "f", "he": "m", "she": "f"}
FEW_WORDS = 4
LONGEST_ASIDE = 14  # words between two commas behind a name


def genders_in(text: str, sentence: Sentence) -> set[str]:
    """The genders of the pronouns in a sentence, outside of quotations."""
    place, plain_text = sentence.start, ""
    for quote in sentence.quotes:
        plain_text += text[place : quote.start] + " "
        place = quote.end
    plain_text += text[place : sentence.end]
    words = set(re.findall(r"[a-z]+", plain_text.casefold()))
    return {gender for word, gender in GENDERS.items() if word in words}


def acting_names(line: WordLine, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Names without an office whose bearers speak: "Oriane Dren said"."""
    for one in mentions:
        if one.is_introduced:
            continue
        last = behind_aside(line, one.last)
        after, before = verb_length(line, last)[1], 0
        if one.first:
            before = verb_length(line, one.first - 1)[1]
            before = before or line.words[one.first - 1].low == "by"
        if after or before or is_followed(line, one.last, ", who") or is_followed(line, last, ":"):
            yield one


def is_followed(line: WordLine, last: int, signs: str) -> bool:
    """Whether these words and signs stand behind a name."""
    told = [w.low if w.kind != "sign" else w.text for w in line.words[last : last + 2]]
    return told[: len(signs.split())] == signs.split()


def behind_aside(line: WordLine, last: int) -> int:
    """The word behind an aside between commas, or the same word where there is none."""
    words = line.words
    if last >= len(words) or words[last].text != ",":
        return last
    for n in range(last + 1, min(len(words), last + LONGEST_ASIDE)):
        if words[n].text == ",":
            return n + 1
    return last


def is_about_somebody(line: WordLine) -> bool:
    """Whether a sentence begins with somebody unnamed: "A delegate from the south was angry"."""
    begins = line.words[0].low in ("a", "an", "one", "another")
    return begins and "office" in line.classes[1:FEW_WORDS]
