"""Themes by words: under which of the seventeen goals a paragraph is shown. Nobody judges it."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hemicycle.archive.folding import fold

THEMES = Path(__file__).with_name("themes.toml")
GOALS = range(1, 18)

Phrase = tuple[str, ...]


@dataclass(slots=True)
class Lexicon:
    """The words of all themes in one language, found by the word that each begins with."""

    whole: dict[str, list[tuple[Phrase, int]]] = field(default_factory=dict)
    beginnings: list[tuple[str, int]] = field(default_factory=list)
    _known: dict[str, Sequence[tuple[Phrase, int]]] = field(default_factory=dict)

    def add(self, words: str, goal: int) -> None:
        """From now on these words speak of a goal; after a star the word may go on."""
        phrase = tuple(fold(words))
        if words.endswith("*") and len(phrase) == 1:
            self.beginnings.append((phrase[0], goal))
            return
        self.whole.setdefault(phrase[0], []).append((phrase, goal))

    def of(self, word: str) -> Sequence[tuple[Phrase, int]]:
        """What a word begins: phrases that have to go on as they do, and goals."""
        if word not in self._known:
            begun = (((word,), goal) for start, goal in self.beginnings if word.startswith(start))
            self._known[word] = (*self.whole.get(word, ()), *begun)
        return self._known[word]


@cache
def written() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The words as they are written down: by goal, then by language."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(THEMES.read_text("utf-8"))
    return found


def words_by_language(goal: int) -> Mapping[str, Sequence[str]]:
    """The words by which a goal is found."""
    return written()[str(goal)]


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """The words of the themes, by language."""
    found: dict[str, Lexicon] = {}
    for goal, languages in written().items():
        for language, phrases in languages.items():
            for words in phrases:
                found.setdefault(language, Lexicon()).add(words, int(goal))
    return found


def themes_of(words: Sequence[str], language: str) -> frozenset[int]:
    """The goals that the words of a paragraph speak of; none in a language without words."""
    lexicon = lexicons().get(language)
    if lexicon is None:
        return frozenset()
    return frozenset(
        goal
        for place, word in enumerate(words)
        for phrase, goal in lexicon.of(word)
        if tuple(words[place : place + len(phrase)]) == phrase
    )


def mask_of(goals: Iterable[int]) -> int:
    """Goals as one number, a bit for each."""
    return sum(1 << (goal - 1) for goal in set(goals))


def goals_in(mask: int) -> tuple[int, ...]:
    """The goals that such a number stands for."""
    return tuple(goal for goal in GOALS if mask >> (goal - 1) & 1)
