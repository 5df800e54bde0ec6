"""A sentence as words, each with the class that its letters and the gazetteer give it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.press.gazetteer import gazetteer, listed
from hemicycle.press.register import Register
from hemicycle.press.words import SHORTEST_ENDED, Word, office_at, plain, singular

LONGEST_ABBREVIATION = 5
ALSO_VERBS = frozenset({"head", "chair", "host"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a report itself shows of its capital words.

    `names` stand capital within sentences too; `places` are used as countries or adjectives.
    """

    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordLine:
    """A sentence as words, each with the class that its letters and the gazetteer give it."""

    text: str  # the whole report
    words: Sequence[Word]
    classes: Sequence[str]
    known: Mapping[int, tuple[int, tuple[str, ...]]]  # registered persons: first word -> last, name
    bodies: Mapping[int, tuple[int, tuple[str, ...]]]  # registered bodies, likewise
    places: Mapping[int, tuple[int, tuple[str, ...]]]  # registered parliaments, likewise

    def between(self, first: int, last: int) -> str:
        """The report's own text of some words."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def line_of(text: str, words: Sequence[Word], *, seen: Seen, register: Register) -> WordLine:
    """A sentence with its words classed.

    Classes: office, honorific, place (a country, its adjective, or what the register knows),
    organ, name, particle, low, sign, quote, possessive, number.
    """
    classes = [class_of(word, n, words=words, seen=seen) for n, word in enumerate(words)]
    for n in range(len(words)):
        length = office_at(tuple(w.low for w in words[n : n + 3]))
        if length and classes[n] in ("name", "low", "organ") and not is_verb(words, n):
            classes[n : n + length] = ["office"] * length
    given_names(words, classes)
    letters_behind(words, classes)
    known = registered_in(text, words, pattern=register.full_names)
    bodies = registered_in(text, words, pattern=register.full_titles)
    seats = registered_in(text, words, pattern=register.full_places)
    for found, kind in ((seats, "place"), (bodies, "organ"), (known, "name")):
        for first, (last, _) in found.items():
            classes[first:last] = [kind] * (last - first)
    return WordLine(text, words, classes, known, bodies, seats)


def given_names(words: Sequence[Word], classes: list[str]) -> None:
    """Class as names what is a country or an office elsewhere: "MP Jordan Teariki".

    Note: behind an office and before a name it is what somebody is called.
    """
    known = gazetteer()
    for n in range(1, len(words) - 1):
        is_between = classes[n - 1] in ("office", "honorific") and classes[n + 1] == "name"
        may_be = classes[n] == "place" or words[n].low in known.also_names
        is_one_office = office_at((words[n - 1].low, words[n].low)) > 1  # Secretary General
        if is_between and may_be and words[n].kind == "capital" and not is_one_office:
            classes[n] = "name"


def letters_behind(words: Sequence[Word], classes: list[str]) -> None:
    """Class as letters behind a name what is an office elsewhere: "Oriane Dren MP"."""
    for n in range(2, len(words)):
        is_behind = classes[n - 2 : n] == ["name", "name"] and words[n].text in listed("letters")
        if is_behind and classes[n + 1 : n + 2] != ["name"]:
            classes[n] = "letters"


def registered_in(
    text: str, words: Sequence[Word], *, pattern: re.Pattern[str] | None
) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Names that the register knows, wherever they stand and however they are written."""
    if pattern is None or not words:
        return {}
    starts = {word.start: n for n, word in enumerate(words)}
    ends = {word.end: n + 1 for n, word in enumerate(words)}
    found = {}
    for match in pattern.finditer(text, words[0].start, words[-1].end):
        first, last = starts.get(match.start()), ends.get(match.end())
        if first is not None and last is not None:
            found[first] = (last, tuple(match[0].split()))
    return found


def is_verb(words: Sequence[Word], n: int) -> bool:
    """Whether a word that may be an office is a verb here: "will head the delegation"."""
    before = words[n - 1].low if n else ""
    return words[n].low in ALSO_VERBS and before in ("to", "will", "would", "who")


def class_of(word: Word, n: int, *, words: Sequence[Word], seen: Seen) -> str:
    """What a word may be by itself."""
    known = gazetteer()
    if word.kind != "capital":
        if word.kind == "small" and word.low in known.honorifics and word.text.endswith("."):
            return "honorific"
        return {"small": "low"}.get(word.kind, word.kind)
    low = word.low
    if low in known.honorifics:
        return "honorific"
    if is_sentence_opener(word, n, words=words, seen=seen):
        return "low"
    if low in known.countries or plain(low) in seen.places or is_country_pair(words, n):
        return "place"
    if low in known.organs or is_abbreviation(word, n, words=words):
        return "organ"
    if low in known.openers:
        return "low"
    return "name"


def is_abbreviation(word: Word, n: int, *, words: Sequence[Word]) -> bool:
    """Whether a short word in capitals is one, and no name that the report writes so."""
    if not word.text.isupper() or not 1 < len(word.text) <= LONGEST_ABBREVIATION:
        return False
    beside = [*words[max(0, n - 1) : n], *words[n + 1 : n + 2]]
    return not any(w.text.isupper() and len(w.text) > LONGEST_ABBREVIATION for w in beside)


def is_country_pair(words: Sequence[Word], n: int) -> bool:
    """Whether a word is part of a country's name of several words: New Zealand."""
    known = gazetteer().countries
    for first in range(max(0, n - 2), n + 1):
        for last in range(n + 1, min(len(words), first + 4) + 1):
            if last - first > 1 and " ".join(w.low for w in words[first:last]) in known:
                return True
    return False


def is_sentence_opener(word: Word, n: int, *, words: Sequence[Word], seen: Seen) -> bool:
    """Whether a word is capital only because a sentence begins: "Addressing", "The"."""
    known = gazetteer()
    if n and words[n - 1].text not in ("–", "—", ":", "•", "-"):
        return False
    following = words[n + 1] if n + 1 < len(words) else None
    if word.low in known.openers:
        return not (following and following.text == "." and len(word.text) == 1)
    is_followed = following is not None and following.kind == "capital"
    if word.text in seen.names:
        return False
    if word.low.endswith("ing") and len(word.low) >= SHORTEST_ENDED:
        return True
    return word.low.endswith(("ed", "ly")) and not is_followed


def inner_capitals(sentences: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Words that stand capital where no sentence begins."""
    return frozenset(w.text for words in sentences for w in words[1:] if w.kind == "capital")


def place_words(lines: Sequence[WordLine], register: Register) -> frozenset[str]:
    """Capital words that a report uses as countries, with those that the register knows.

    Note: "the Arvenian delegation", "the parliament of Arvenia"; never a word that also follows
    an honorific, or an office without "of".
    """
    found: set[str] = set()
    persons: set[str] = set()
    for line in lines:
        for n, kind in enumerate(line.classes):
            if kind != "name":
                continue
            if n and line.classes[n - 1] == "honorific":
                persons.add(plain(line.words[n].low))
            if is_used_as_place(line, n):
                found.add(plain(line.words[n].low))
    for known in register.parliaments.values():
        for name in known.names:
            if " " not in name:
                found.add(plain(name))
    return frozenset(found - persons)


def is_used_as_place(line: WordLine, n: int) -> bool:
    """Whether one capital word is used as a country or its adjective."""
    known = gazetteer()
    following = line.words[n + 1] if n + 1 < len(line.words) else None
    before = line.words[n - 1].low if n else ""
    is_alone = (following is None or line.classes[n + 1] != "name") and (
        not n or line.classes[n - 1] != "name"
    )
    if is_alone and before in ("of", "from") and n > 1:
        back = line.words[n - 2]
        if (
            line.classes[n - 2] in ("office", "organ")
            or back.low in known.organs
            or singular(back.low) in known.offices
        ):
            return True
    adjective = line.words[n].low.endswith(
        ("ian", "ese", "ish", "ic", "an", "i", "ar", "ard", "er", "ine")
    )
    if following is None or not is_alone or following.kind != "small":
        return False
    return adjective and (following.low in known.organs or singular(following.low) in known.offices)
