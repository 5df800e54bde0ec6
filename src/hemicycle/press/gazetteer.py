"""The words of press reports as data: offices, organs, verbs, countries and their adjectives."""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

HERE = Path(__file__).parent
# CLDR writes some names as no newspaper does.
ALSO_CALLED = {
    "CD": ("Democratic Republic of the Congo", "DR Congo"),
    "CG": ("Congo", "Republic of the Congo"),
    "MM": ("Myanmar", "Burma"),
    "TR": ("Turkey",),
    "GB": ("Britain", "UK"),
    "US": ("USA", "United States of America"),
    "CZ": ("Czech Republic",),
    "CI": ("Ivory Coast",),
    "VA": ("Holy See",),
    "PS": ("Palestine",),
    "KR": ("Republic of Korea",),
    "AE": ("UAE",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All words that the reading knows, in lower case."""

    offices: Mapping[str, str]  # word or words -> class
    stands_for: Mapping[str, tuple[str, ...]]
    honorifics: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    before_office: frozenset[str]
    also_names: frozenset[str]  # offices that people are called by too
    particles: frozenset[str]
    nobody: frozenset[str]
    alone: frozenset[str]
    organs: frozenset[str]
    bodies: tuple[str, ...]
    elsewhere: tuple[str, ...]
    texts: frozenset[str]
    titles: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, tuple[str, ...]]
    english: frozenset[str]
    openers: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    other: frozenset[str]
    said: tuple[str, ...]
    hailed: tuple[str, ...]
    saying: tuple[str, ...]
    words: tuple[str, ...]
    adverbs: tuple[str, ...]
    countries: Mapping[str, str]  # a country's name or adjective -> its ISO code


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, longer ones first, however they are spaced."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def gazetteer() -> Gazetteer:
    """The words that come with the program."""
    table = toml("gazetteer.toml")
    people, organs, verbs = table["people"], table["organs"], toml("verbs.toml")
    offices = {word: kind for kind, words in table["offices"].items() for word in words}
    return Gazetteer(
        offices=offices,
        stands_for={word: tuple(kinds) for word, kinds in table["stands_for"].items()},
        honorifics=frozenset(people["honorifics"]),
        male=frozenset(people["male"]),
        female=frozenset(people["female"]),
        before_office=frozenset(people["before_office"]),
        also_names=frozenset(people["also_names"]),
        particles=frozenset(people["particles"]),
        nobody=frozenset(people["nobody"]),
        alone=frozenset(people["alone"]),
        organs=frozenset(organs["words"]),
        bodies=tuple(organs["bodies"]),
        elsewhere=tuple(organs["elsewhere"]),
        texts=frozenset(organs["texts"]),
        titles={name: tuple(words) for name, words in table["titles"].items()},
        figures={name: tuple(words) for name, words in table["figures"].items()},
        english=frozenset(table["english"]["words"]),
        openers=frozenset(table["english"]["openers"]),
        strong=frozenset(table["assembly"]["strong"]),
        weak=frozenset(table["assembly"]["weak"]),
        other=frozenset(table["assembly"]["other"]),
        said=tuple(verbs["said"]),
        hailed=tuple(verbs["hailed"]),
        saying=tuple(verbs["saying"]),
        words=tuple(verbs["words"]),
        adverbs=tuple(verbs["adverbs"]),
        countries=countries(),
    )


@cache
def listed(name: str) -> frozenset[str]:
    """One of the sets of words that stand around verbs and names."""
    return frozenset(toml("verbs.toml")["around"][name])


@cache
def expressions(chapter: str) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The expressions of a chapter of patterns.toml: name, expression, example."""
    table = toml("patterns.toml")[chapter]
    return tuple((n, re.compile(told, re.IGNORECASE), shown) for n, (told, shown) in table.items())


@cache
def decided(name: str) -> tuple[str, ...]:
    """Verbs and nouns by which a report tells of a decision."""
    return tuple(toml("gazetteer.toml")["decided"][name])


def countries() -> dict[str, str]:
    """Countries by name (CLDR) and by adjective; a pre-fill for reading, no register.

    Note: those of `demonyms.csv`, which are the Members and permanent observers of the United
    Nations; the operator's own register goes before.
    """
    called = Locale("en").territories
    found: dict[str, str] = {}
    with (HERE / "demonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["code"]
            names = [called[code].replace(" & ", " and ").partition(" (")[0]]
            names += [called[code], *ALSO_CALLED.get(code, ()), *row["demonyms"].split(";")]
            found |= {name.casefold(): code for name in names}
    return found


def toml(name: str) -> dict[str, Any]:
    """One of our tables."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
