"""The words of a sentence with their places; a quotation counts as one word."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hemicycle.press.gazetteer import gazetteer
from hemicycle.press.sentences import Sentence

WORD = re.compile(
    r"[“\"‘][^\W\d_]+[”\"’](?=\s+[^\W\d_])"  # a nickname within a name
    r"|[^\W\d_](?:\.[^\W\d_])+\.?"  # U.N., H.E.
    r"|[^\W\d_]\.(?=\s+[^\W\d_])"  # an initial
    r"|[^\W\d_]+(?:[’'`-][^\W\d_]+|-\d+)*"
    r"|\d[\d.,]*\d|\d|[^\w\s]"
)
POSSESSIVE = re.compile(r"(?<=\w)[’'](?:s|S)?$")
DATELINE = re.compile(
    r"\s*(?:date:?\s+)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?:\s*[ap]m)?\b)\s*[-–—:|]?\s*"
    r"|[A-Z][A-Z'’ -]{2,30}(?:,[^–—\n]{1,30})?(?:\s*\([^)\n]{1,30}\))?\s*[–—-]+\s+"
    r"|[A-Z][\w'’ -]{2,30}, \d{1,2} \w+(?:\s*\([^)\n]{1,30}\))?\s*[–—-]+\s+"
)

SHORTEST_ENDED = 5  # letters of a word whose ending tells what it is
WordKind = Literal["capital", "small", "quote", "number", "sign", "possessive"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, sign or quotation. Units: characters of the report."""

    start: int
    end: int
    text: str
    kind: WordKind
    quote: int = -1

    @property
    def low(self) -> str:
        """The word in small letters, with straight apostrophes and without a last full stop."""
        return self.text.casefold().replace("’", "'").rstrip(".") or self.text


def words_of(sentence: Sentence) -> list[Word]:
    """The words of a sentence from left to right, without its dateline."""
    found: list[Word] = []
    opening = DATELINE.match(sentence.text)
    place = sentence.start + (opening.end() if opening else 0)
    for number, quote in enumerate(sentence.quotes):
        if quote.start < place:
            continue
        found += words_between(sentence, place, quote.start)
        text = sentence.text[quote.start - sentence.start : quote.end - sentence.start]
        found.append(Word(quote.start, quote.end, text, "quote", number))
        place = quote.end
    found += words_between(sentence, place, sentence.end)
    return found


def words_between(sentence: Sentence, start: int, end: int) -> list[Word]:
    """The words of a stretch without quotations."""
    found = []
    for match in WORD.finditer(sentence.text, start - sentence.start, end - sentence.start):
        found += split_possessive(match[0], sentence.start + match.start())
    return merged_possessives(found)


def split_possessive(text: str, start: int) -> list[Word]:
    """A word, and the 's behind it as a word of its own."""
    tail = POSSESSIVE.search(text)
    if tail is None or tail.start() == 0:
        return [Word(start, start + len(text), text, kind_of(text))]
    cut = tail.start()
    return [
        Word(start, start + cut, text[:cut], kind_of(text[:cut])),
        Word(start + cut, start + len(text), text[cut:], "possessive"),
    ]


def merged_possessives(words: list[Word]) -> list[Word]:
    """An apostrophe right behind a word that ends in s makes it a possessive: Guterres’."""
    found = []
    for before, word in zip([None, *words], words, strict=False):
        is_tail = (
            word.text in ("’", "'")
            and before is not None
            and before.end == word.start
            and before.low.endswith(("s", "x", "z"))
        )
        found.append(Word(word.start, word.end, word.text, "possessive") if is_tail else word)
    return found


def kind_of(text: str) -> WordKind:
    """What sort of word it is by its letters."""
    if text[0].isdigit():
        return "number"
    if not text[0].isalpha():
        return "capital" if len(text) > 1 else "sign"
    inner = re.split(r"[-’']", text)
    has_capital = text[0].isupper() or (len(inner) > 1 and any(p[:1].isupper() for p in inner[1:]))
    return "capital" if has_capital else "small"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A word without case and accents, by which names are compared."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def is_adverb(word: Word) -> bool:
    """Whether a word tells in what manner, by its ending."""
    return word.kind == "small" and len(word.low) >= SHORTEST_ENDED and word.low.endswith("ly")


@lru_cache(maxsize=4096)
def office_at(words: tuple[str, ...]) -> int:
    """How many words at the beginning name an office, 0 where they do not."""
    offices = gazetteer().offices
    for length in (3, 2, 1):
        if len(words) >= length and singular(" ".join(words[:length])) in offices:
            return length
    return 0


def singular(office: str) -> str:
    """An office without the plural that several holders give it."""
    offices = gazetteer().offices
    return office[:-1] if office not in offices and office.endswith("s") else office
