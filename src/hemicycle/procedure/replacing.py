"""The same value but for some fields, made at every entry and therefore made quickly.

What the procedure holds is frozen, has slots and checks nothing when it is made, so a changed one
is a new one into which the fields are put. `dataclasses.replace` asks every field for its rules
each time and goes through the constructor: that took half of replaying a record.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

Put = Callable[[object, object], None]

if TYPE_CHECKING:
    from dataclasses import replace  # mypy knows the fields of this one
else:

    def replace(value: object, /, **changes: object) -> object:
        """The same value but for some fields.

        Errors: TypeError where there is no such field
        """
        kind = type(value)
        fields_of, puts = _fields_and_puts(kind)
        made = object.__new__(kind)
        for put, field in zip(puts.values(), fields_of(value), strict=True):
            put(made, field)
        try:
            for name, change in changes.items():
                puts[name](made, change)
        except KeyError as unknown:
            raise TypeError(f"{kind.__name__} has no field {unknown}") from None
        return made


@cache
def _fields_and_puts(kind: type) -> tuple[Callable[[Any], tuple[object, ...]], Mapping[str, Put]]:
    """What tells all fields of a kind of value, and what puts each of them into a new one."""
    names = [field.name for field in fields(kind)]
    puts = {name: _slot(kind, name).__set__ for name in names}
    several = len(names) > 1  # of one name, attrgetter tells the field and no tuple
    return attrgetter(*names) if several else partial(_told, names), puts


def _told(names: Sequence[str], value: Any) -> tuple[object, ...]:
    """The fields of a value that has one or none."""
    return tuple(getattr(value, name) for name in names)


def _slot(kind: type, name: str) -> Any:
    """Where values of a kind, or what it inherits from, keep a field."""
    return next(vars(one)[name] for one in kind.__mro__ if name in getattr(one, "__slots__", ()))
