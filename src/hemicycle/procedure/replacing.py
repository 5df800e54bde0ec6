"""The same value but for some fields, made at every entry and therefore made quickly.

What the procedure holds is frozen, has slots and checks nothing when it is made, so a changed one
is a new one into which the fields are put. `dataclasses.replace` asks every field for its rules
each time and goes through the constructor, which takes five times as long: half of replaying a
record. Like `dataclasses` itself this writes a function for each kind, once.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

Copier = Callable[[Any, Mapping[str, object]], Any]

if TYPE_CHECKING:
    from dataclasses import replace  # mypy knows the fields of this one
else:

    def replace(value: object, /, **changes: object) -> object:
        """The same value but for some fields.

        Errors: TypeError where there is no such field
        """
        try:
            return _copier(type(value))(value, changes)
        except KeyError as unknown:
            raise TypeError(f"{type(value).__name__} has no field {unknown}") from None


@cache
def _copier(kind: type) -> Copier:
    """What copies a value of a kind and puts changes into the copy."""
    names = [field.name for field in fields(kind)]
    puts = {name: _slot(kind, name).__set__ for name in names}
    steps = [f"puts_{name}(made, value.{name})" for name in names]
    lines = ("made = new(kind)", *steps, "for n, c in changes.items(): puts[n](made, c)")
    source = "\n    ".join(("def copied(value, changes):", *lines, "return made"))
    known: dict[str, Any] = {"new": object.__new__, "kind": kind, "puts": puts}
    known |= {f"puts_{name}": put for name, put in puts.items()}
    exec(source, known)  # noqa: S102 - the names are those of fields in this program
    copied: Copier = known["copied"]
    return copied


def _slot(kind: type, name: str) -> Any:
    """Where values of a kind, or what it inherits from, keep a field."""
    return next(vars(one)[name] for one in kind.__mro__ if name in getattr(one, "__slots__", ()))
