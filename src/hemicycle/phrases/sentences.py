"""A sentence as it is written in a `.po` file: words, places for facts, and parts left out.

`{speaker}` is a place; `{speaker.delegation.of}` tells the fact in a form. A part in square
brackets is left out when a fact in it says nothing: `[, with {presiding} in the Chair]`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import escape

from hemicycle.phrases.formats import plural_form

_PIECE = re.compile(r"(\{[^{}]*\}|[\[\]{}])")
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)((?:\.[a-z_]+)*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand in the sentence itself, plain and as HTML."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is told, and in which form."""

    fact: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A part that is left out when one of its facts says nothing."""

    parts: tuple["Part", ...]


Part = Words | Place | Aside


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in one language, in as many plural forms as the language has.

    Note: it is taken apart when it is first said. There are twenty thousand, most are never said
    by one process, and taking all of them apart was a tenth of each start.
    """

    variants: dict[str, str]
    language: str

    def variant(self, n: object) -> tuple[Part, ...]:
        """The form that goes with a number; any number without one of its own takes the last.

        Errors: NotASentence
        """
        if len(self.variants) > 1 and isinstance(n, int):
            form = plural_form(n, self.language)
            if form in self.variants:
                return parse(self.variants[form])
        return parse(self.variants[next(reversed(self.variants))])


class NotASentence(ValueError):
    """Braces or brackets that do not match, or a place without a proper name."""


@cache
def parse(text: str) -> tuple[Part, ...]:
    """Take a sentence apart.

    Errors: NotASentence
    """
    stack: list[list[Part]] = [[]]
    for piece in _PIECE.split(text):
        if piece == "[":
            stack.append([])
        elif piece == "]":
            if len(stack) == 1:
                raise NotASentence(f"] without [ in {text!r}")
            inner = stack.pop()
            stack[-1].append(Aside(tuple(inner)))
        elif piece.startswith("{") or piece == "}":
            stack[-1].append(_place(piece, text))
        elif piece:
            stack[-1].append(Words(piece, str(escape(piece))))
    if len(stack) > 1:
        raise NotASentence(f"[ without ] in {text!r}")
    return tuple(stack[0])


def places(parts: Sequence[Part]) -> Iterator[Place]:
    """Every place in a sentence, those in optional parts too."""
    for part in parts:
        if isinstance(part, Place):
            yield part
        elif isinstance(part, Aside):
            yield from places(part.parts)


def _place(piece: str, text: str) -> Place:
    found = _PLACE.fullmatch(piece)
    if found is None:
        raise NotASentence(f"{piece} is no place for a fact, in {text!r}")
    return Place(found[1], tuple(found[2].split(".")[1:]))
