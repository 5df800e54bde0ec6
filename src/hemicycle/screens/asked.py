"""What somebody wants of a page that lists: how it is narrowed, sorted and cut into leaves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

LONGEST = 80  # letters of a name that is looked for; nobody's is longer
LEAF_DIGITS = 5

Listed = TypeVar("Listed")


def letters(text: str) -> Sequence[str]:
    """The words of a text in small letters, where nobody gives a better rule."""
    return text.casefold().split()


def whole_number(typed: str, *, most_digits: int) -> int:
    """A number as it stands in an address; 0 for anything else, and for one that is too long."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= most_digits
    return int(typed) if is_number else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The query of an address, in which language, and by which rule words are compared."""

    fields: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    fold: Callable[[str], Sequence[str]] = letters

    def text(self, name: str) -> str:
        """What was typed or chosen under a name, cut where it is too long for a name."""
        return self.fields.get(name, "")[:LONGEST].strip()

    @property
    def leaf(self) -> int:
        """Which leaf of a list is wanted; 1 for anything that is no number."""
        return max(1, whole_number(self.fields.get("page", ""), most_digits=LEAF_DIGITS))

    def finds(self, sought: str, texts: Sequence[str]) -> bool:
        """Whether each word of what is sought begins a word of one of the texts."""
        known = [word for text in texts for word in self.fold(text)]
        return all(any(one.startswith(word) for one in known) for word in self.fold(sought))


NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Which part of a long list is shown: from the first leaf to the last."""

    number: int
    last: int
    total: int


def leaf_of(
    found: Sequence[Listed], asked: Asked, *, on_each: int
) -> tuple[Sequence[Listed], Leaf]:
    """The part of a list that is wanted; one beyond the end is the last."""
    last = max(1, -(-len(found) // on_each))
    number = min(asked.leaf, last)
    shown = found[(number - 1) * on_each : number * on_each]
    return shown, Leaf(number=number, last=last, total=len(found))
