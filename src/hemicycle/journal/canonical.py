"""One value, one sequence of bytes: the canonical JSON of RFC 8785.

Only whole numbers, truth values, text, lists and objects with ASCII keys are written, so sorted
keys and the encoder's own escapes already give the canonical bytes. What has no place in a
record (fractions, nothing, half characters, numbers that JavaScript would round) is refused.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

import msgspec

LARGEST = 2**53 - 1

_encode = msgspec.json.Encoder(order="sorted").encode


class NotCanonical(ValueError):
    """The value cannot be part of a record."""


def canonical(value: object) -> bytes:
    """Write a value as its canonical bytes; a field of a dataclass that is None is left out.

    Errors: NotCanonical
    """
    try:
        return _encode(_plain(value))
    except UnicodeEncodeError:
        raise NotCanonical("text holds half of a surrogate pair") from None


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind is str or kind is bool:
        return value
    if kind is int:
        if -LARGEST <= value <= LARGEST:
            return value
        raise NotCanonical(f"{value} is too large a number to be exact everywhere")
    if kind is dict:
        return {_key(key): _plain(inner) for key, inner in value.items()}
    if kind is list or kind is tuple:
        return [_plain(inner) for inner in value]
    names = _field_names(kind)
    if names is not None:
        return {
            name: _plain(inner) for name in names if (inner := getattr(value, name)) is not None
        }
    return _plain(_opened(value))


def _key(key: object) -> str:
    if type(key) is str and key.isascii():
        return key
    if isinstance(key, str) and key.isascii():
        return str.__str__(key)
    raise NotCanonical(f"the key {key!r} is not ASCII text")


def _opened(value: Any) -> Any:
    """Look inside what is none of the plain types itself but holds them."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise NotCanonical(f"a {type(value).__name__} has no place in a record")


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a kind of dataclass; None for what is none."""
    return tuple(_key(field.name) for field in fields(kind)) if is_dataclass(kind) else None
