"""Whether two names may mean the same: accents, apostrophes and order aside, and one slip of a pen.

Nothing here decides that they do; that is asked of a person.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

# Letters that do not come apart into a letter and a mark.
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "ŋ": "n",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "ĸ": "k",
        "ʔ": "",
        # Tatweel, and the letters of Arabic that are written with or without their hamza.
        "\u0640": "",
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        "\u0629": "\u0647",
    }
)
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʻʼʽʾʿˈ`´′ʹ＇", ""))
SHORT, LONG = 4, 6
FEW_WORDS = 2
MOST_COMPARED = 20  # of those with a trait in common
HEARD_OTHERWISE = frozenset("aeiouyhаеиоуыэюяйьъ")

Words = tuple[str, ...]
Named = TypeVar("Named")


@lru_cache(maxsize=65_536)
def folded(text: str) -> Words:
    """The words of a name in alphabetical order, bare of accents, apostrophes and capitals."""
    return tuple(sorted(bare(text).split()))


def bare(text: str) -> str:
    """A name without accents, apostrophes and capitals, its words in their order."""
    plain = plain_letters(text)
    return " ".join("".join(one if one.isalnum() else " " for one in plain).split())


def plain_letters(text: str) -> str:
    """A text without accents, apostrophes and capitals; its other signs stay."""
    apart = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(LETTERS)


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added, left out or swapped; 3 means three or more."""
    if abs(len(one) - len(other)) > FEW_WORDS:
        return FEW_WORDS + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, counterpart in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > FEW_WORDS:
            return FEW_WORDS + 1
        before, last = last, row
    return min(last[-1], FEW_WORDS + 1)


def is_near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two folded names differ by a slip: Yerlan and Yerzhan, Narbayeva and Narbaeva.

    Note: a word more or less is a slip as well, where two others are the same.
    """
    if one == other or not one or not other:
        return False
    left, right = apart(one, other)
    if not left or not right:
        return len(one) - len(left) >= FEW_WORDS and len(left) + len(right) == 1
    if len(left) != len(right) or len(left) > FEW_WORDS:
        return False
    if len(left) == 1:
        return is_slip(left[0], right[0])
    pairs = (zip(left, right, strict=True), zip(left, reversed(right), strict=True))
    return any(all(is_slip(a, b, most=1) for a, b in pair) for pair in pairs)


def apart(one: Iterable[str], other: Iterable[str]) -> tuple[list[str], list[str]]:
    """The words that each of two names has alone."""
    left, right = list(one), list(other)
    for word in tuple(left):
        if word in right:
            left.remove(word)
            right.remove(word)
    return left, right


def is_slip(one: str, other: str, *, most: int = 2) -> bool:
    """Whether one word may be the other, written wrongly; short words allow less."""
    if one[0] != other[0] and one[-1] != other[-1]:
        return False
    length = max(len(one), len(other))
    allowed = 0 if length < SHORT else 1 if length < LONG else 2
    return distance(one, other) <= min(allowed, most)


def traits(words: Words) -> set[str]:
    """What a name shares with one that differs from it by a slip: all words but one, or its sound.

    A name of one word shares what is left of it without one letter.
    """
    found = {" ".join(words), f"~ {' '.join(sorted(map(sound, words)))}"}
    if len(words) == 1:
        return found | {f"1 {words[0][:i]}{words[0][i + 1 :]}" for i in range(len(words[0]))}
    return found | {" ".join(words[:i] + words[i + 1 :]) for i in range(len(words))}


def sound(word: str) -> str:
    """The letters of a word that stay when it is written as it is heard: Narbayeva, Narbaeva."""
    kept = [one for one in word if one not in HEARD_OTHERWISE]
    return "".join(one for one, before in zip(kept, [" ", *kept], strict=False) if one != before)


@dataclass(slots=True)
class Alike(Generic[Named]):
    """Names, to be found by those that nearly are theirs.

    Note: only names that share a trait are compared letter by letter, and of many the first few;
    else ten thousand rows that all begin alike would take minutes.
    """

    by_trait: dict[str, list[tuple[Words, Named]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, words: Words, named: Named) -> None:
        """From now on a name is known."""
        for trait in traits(words):
            self.by_trait[trait].append((words, named))

    def near(self, words: Words) -> Iterator[Named]:
        """All whose name differs from this one by a slip, some of them twice."""
        for trait in traits(words):
            for other, named in self.by_trait.get(trait, ())[:MOST_COMPARED]:
                if is_near(words, other):
                    yield named


def matches(sought: str, names: Iterable[str]) -> bool:
    """Whether a search finds a name: every word of it, begun or with one wrong letter."""
    words = folded(sought)
    held = {word for name in names for word in folded(name)}
    return all(any(is_found(word, other) for other in held) for word in words)


def is_found(word: str, other: str) -> bool:
    """Whether a word that somebody types is, or begins, a word of a name."""
    if other.startswith(word):
        return True
    if len(word) < SHORT:
        return False
    # Somebody who is still typing, and mistyped already: the beginnings are compared.
    return any(distance(word, other[:n]) <= 1 for n in {len(word), len(word) + 1, len(other)})


def nearest(text: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, or nothing where none does."""
    sought = " ".join(folded(text))
    best, least = "", max(2, len(sought) // 3 + 1)
    for name in known:
        told = " ".join(folded(name))
        if told.startswith(sought) or sought.startswith(told):
            gap = 1 + abs(len(told) - len(sought)) // 8
        else:
            gap = gap_between(sought, told)
        if gap < least and told:
            best, least = name, gap
    return best


def gap_between(one: str, other: str) -> int:
    """Letters by which two names differ, roughly: pairs of neighbours that only one of them has."""
    left, right = list(pairs_of(one)), list(pairs_of(other))
    first, second = apart(left, right)
    return (max(len(first), len(second)) + 1) // 2


def pairs_of(text: str) -> Iterator[str]:
    """Each letter with the next one."""
    return (text[i : i + 2] for i in range(len(text) - 1))
