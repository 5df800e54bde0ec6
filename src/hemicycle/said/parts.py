"""How far a phrase has been typed: which ways of saying an act it may become, and what comes next.

A verb phrase is taken apart into words and places, `gives the floor to ` and `{speaker}`; what may
be left out makes another form of the same phrase.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from hemicycle.said.verbs import Verb


class Place(NamedTuple):
    """A place in a phrase for a value of this name."""

    name: str


Part = str | Place
Form = tuple[Part, ...]


class Reached(NamedTuple):
    """How far typed text reaches into a form: what is settled, what is `left`, what of it is typed.

    Nothing is `left` where the whole form is typed.
    """

    head: str
    left: Form
    typed: str


@cache
def forms(says: str) -> tuple[Form, ...]:
    """The forms of a verb phrase, the shortest first."""
    pieces = re.split(r"(\[[^\]]*\])", says)
    wished = [("", one[1:-1]) if one.startswith("[") else (one,) for one in pieces]
    spelled = {"".join(chosen) for chosen in product(*wished)}
    return tuple(parts(one) for one in sorted(spelled, key=lambda one: (len(one), one)))


def parts(says: str) -> Form:
    """Words and places of a phrase in which nothing may be left out."""
    split = re.split(r"\{(\w+)\}", says)
    told = [Place(one) if n % 2 else one for n, one in enumerate(split)]
    return tuple(one for one in told if one)


def tidy(typed: str) -> str:
    """A line as phrases are compared: single spaces, none before it; one may stand at its end."""
    return re.sub(r"\s+", " ", typed).lstrip()


def reach(form: Form, typed: str) -> Iterator[Reached]:
    """Every way in which typed text is a beginning of a form."""
    yield from _reach(Reached("", form, typed))


def _reach(so_far: Reached) -> Iterator[Reached]:
    if not so_far.left:
        if not so_far.typed.strip():
            yield so_far._replace(typed="")
        return
    first, rest, typed = so_far.left[0], so_far.left[1:], so_far.typed
    if isinstance(first, Place):
        yield so_far
        yield from _beyond(so_far)
    elif typed.casefold().startswith(first.casefold()):
        head = so_far.head + first
        yield from _reach(so_far._replace(head=head, left=rest, typed=typed[len(first) :]))
    elif first.casefold().startswith(typed.casefold()):
        yield so_far
    elif not rest and first.casefold() == typed.strip().casefold():
        yield so_far._replace(head=so_far.head + first, left=(), typed="")


def _beyond(so_far: Reached) -> Iterator[Reached]:
    """Typed text that has filled a place, and goes on with the words behind it."""
    rest, typed = so_far.left[1:], so_far.typed
    if not rest:
        return
    words = rest[0]
    assert isinstance(words, str)  # between two places stands at least a space
    for at in _ends(typed, words):
        yield from _reach(Reached(so_far.head + typed[:at], rest, typed[at:]))


def _ends(typed: str, words: str) -> Iterator[int]:
    """Where the words behind a place may begin: where they stand, or are begun at the end."""
    low, wanted = typed.casefold(), words.casefold()
    if len(low) != len(typed):
        return  # a letter that folds into two: the places would not be those of the typed text
    at = low.find(wanted, 1)
    if at > 0 and typed[:at].count('"') % 2 == 0:
        yield at
        return
    for length in range(min(len(wanted) - 1, len(low) - 1), 0, -1):
        if wanted.startswith(low[-length:]) and typed[:-length].count('"') % 2 == 0:
            yield len(low) - length
            return


def filled(verb: Verb, written: Mapping[str, str]) -> tuple[str, bool]:
    """A phrase with these values in it, up to the first place without one; whether that is all."""
    known = set(written)
    best = max(forms(verb.says), key=lambda form: _fit(form, known))
    text = ""
    for part in best:
        if isinstance(part, Place):
            if part.name not in written:
                return text, False
            text += written[part.name]
        else:
            text += part
    return text, True


def _fit(form: Form, known: set[str]) -> tuple[int, int]:
    """How well a form says what is known: no place too many, then as many as there are."""
    places = {part.name for part in form if isinstance(part, Place)}
    return -len(places - known), len(places & known)
