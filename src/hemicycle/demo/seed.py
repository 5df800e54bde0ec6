"""The report the product grew from: each sentence, what handles it, what proves it, what lacks."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from hemicycle.demo.faults import nearest
from hemicycle.procedure.assembly.session import Words

SEED = Path(__file__).parent / "seed.toml"
LANGUAGES = frozenset({"en", "fr"})
LONGEST_CITATION = 12  # words; the report itself is not ours to copy
FACT = re.compile(r"F[1-9][0-9]?")
State = Literal["handled", "partly", "missing"]
STATES: tuple[State, ...] = ("handled", "partly", "missing")


class SeedFault(Exception):
    """A file of the seed that cannot be used: where it is wrong, and what is wrong there."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page of a session, or a seat to take in the rehearsal.

    An entry is named by what it is and never by its position: `fact`, `about` and the beginning
    of `source` find a report, `entry`, `body` and `about` an act.
    """

    words: Words
    session: Literal["reported", "rehearsal"] = "rehearsal"
    seat: str = ""
    page: str = ""
    body: str = ""
    anchor: str = ""
    fact: str = ""
    entry: str = ""
    about: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the report, told by a short citation; `same_as` numbers an earlier one."""

    citation: str
    state: State
    facts: tuple[str, ...] = ()
    does: Words = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    proofs: tuple[str, ...] = ()
    missing: tuple[Words, ...] = ()
    same_as: int = 0


@dataclass(frozen=True, slots=True)
class Seed:
    """All sentences of the report, in its order."""

    sentences: tuple[Sentence, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences there are, and how many in each state."""
        states = [one.state for one in self.sentences]
        return {"all": len(states), **{state: states.count(state) for state in STATES}}


@cache
def read_seed(path: Path = SEED) -> Seed:
    """The seed, checked.

    Errors: SeedFault
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SeedFault(path.name, f"not readable as TOML: {error}") from error
    read: list[Sentence] = []
    for number, raw in enumerate(tables.get("sentence", ()), 1):
        place = f"{path.name}, sentence {number}"
        read.append(again(raw, read, place=place) if "same_as" in raw else sentence(raw, place))
    return Seed(tuple(read))


def again(raw: Mapping[str, Any], read: Sequence[Sentence], *, place: str) -> Sentence:
    """A sentence of which all is true that is true of an earlier one.

    Errors: SeedFault
    """
    require_keys(raw, ("citation", "same_as"), place=place)
    number: int = raw["same_as"]
    if number not in range(1, len(read) + 1) or read[number - 1].same_as:
        raise SeedFault(place, f"sentence {number} is not an earlier one with words of its own")
    return replace(read[number - 1], citation=str(raw.get("citation", "")), same_as=number)


def sentence(raw: Mapping[str, Any], place: str) -> Sentence:
    """One sentence, checked.

    Errors: SeedFault
    """
    require_keys(raw, [one.name for one in fields(Sentence)], place=place)
    for link in raw.get("links", ()):
        require_keys(link, [one.name for one in fields(Link)], place=place)
    try:
        read: Sentence = msgspec.convert(raw, type=Sentence)
    except msgspec.ValidationError as error:
        raise SeedFault(place, str(error)) from error
    for problem in problems(read):
        raise SeedFault(place, problem)
    return read


def require_keys(raw: Mapping[str, Any], known: Collection[str], *, place: str) -> None:
    """Refuse a key that nothing reads.

    Errors: SeedFault
    """
    for key in raw:
        if key not in known:
            like = nearest(key, known)
            raise SeedFault(place, f"“{key}” is no key" + (f"; nearest: {like}" if like else ""))


def problems(read: Sentence) -> Iterator[str]:
    """What is wrong with a sentence, or with its state."""
    if len(read.citation.split()) > LONGEST_CITATION:
        yield f"the citation has more than {LONGEST_CITATION} words"
    for fact in read.facts:
        if not FACT.fullmatch(fact):
            yield f"“{fact}” is no number of a fact, as F1 is"
    for words in (read.does, *read.missing, *(link.words for link in read.links)):
        if set(words) != LANGUAGES or not all(words.values()):
            yield f"words are needed in {' and '.join(sorted(LANGUAGES))}: {dict(words)}"
    if (read.state == "handled") == bool(read.missing):
        yield "what is handled lacks nothing, and what lacks something is not handled"
    if read.state != "missing" and not (read.links and read.proofs):
        yield "what is handled needs a link and a proof"
