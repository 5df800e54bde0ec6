"""The body of an entry, read strictly: what is of another sort is said, with its entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hemicycle_verify.findings import BadError, disagrees


@dataclass(frozen=True, slots=True)
class Fields:
    """A body, or an object inside one, with the position and cause of its entry."""

    position: int
    cause: str
    values: Mapping[str, Any]

    def number(self, name: str) -> int:
        """A whole number, none of which is below nought; 0 where it is not told.

        Note: a figure that a kind gained later is left out while it is 0.
        """
        value = self.values.get(name, 0)
        if type(value) is not int or value < 0:
            raise self.bad(f"{name} is not a number from 0")
        return value

    def text(self, name: str) -> str:
        """A text; empty where it is not told."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise self.bad(f"{name} is not a text")
        return value

    def flag(self, name: str) -> bool:
        """A truth value; false where it is not told."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.bad(f"{name} is neither true nor false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not told."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.bad(f"{name} is not a list of texts")
        return tuple(value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where it is not told."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise self.bad(f"{name} is not a list of numbers")
        return tuple(value)

    def part(self, name: str) -> "Fields":
        """An object inside the body."""
        value = self.values.get(name)
        if not isinstance(value, dict):
            raise self.bad(f"{name} is not told")
        return Fields(self.position, self.cause, value)

    def parts(self, name: str) -> tuple["Fields", ...]:
        """A list of objects inside the body."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.bad(f"{name} is not a list of rows")
        return tuple(Fields(self.position, self.cause, one) for one in value)

    def bad(self, why: str) -> BadError:
        """That this entry does not agree with what it rests on."""
        return disagrees(f"Entry {self.position} cannot be right: {why}.", position=self.position)

    def require(self, name: str, expected: object, *, of: str) -> None:
        """A field says what follows from the rest of the record; `of` says what that is.

        Errors: BadError
        """
        kind = type(expected)
        found = self.values.get(name, kind())
        found = tuple(found) if kind is tuple and isinstance(found, list) else found
        if type(found) is not kind or found != expected:
            raise self.bad(f"it says {name} = {said(found)}, but {of} is {said(expected)}")


def said(value: object) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, tuple | list):
        return "(" + ", ".join(map(str, value)) + ")"
    return repr(value) if isinstance(value, str) else str(value)


def doubled(names: Iterable[str]) -> str:
    """The first name that occurs twice; empty if none does."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
