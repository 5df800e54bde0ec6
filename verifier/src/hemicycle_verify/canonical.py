"""Canonical JSON (RFC 8785), the part of it that a record uses: one value, one sequence of bytes.

Objects with ASCII keys, lists, text, whole numbers and truth values. Fractions, nothing (null),
numbers that JavaScript would round and halves of characters have no place in a record.
"""

import json
from typing import Any

LARGEST = 2**53 - 1

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class NotCanonicalError(ValueError):
    """The bytes are not the one permitted form of what they say."""


def read(raw: bytes) -> Any:
    """What some JSON says; whether it is canonical is seen by writing it again.

    Errors: NotCanonicalError
    """
    try:
        return json.loads(raw.decode(), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error) or type(error).__name__) from None


def write(value: object) -> bytes:
    """The canonical bytes of a value.

    Errors: NotCanonicalError
    """
    _require_plain(value)
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        raise NotCanonicalError("text holds half of a character") from None


def _refuse(text: str) -> None:
    raise NotCanonicalError(f"the number {text} is not a whole number")


def _require_plain(value: object) -> None:
    """Refuse whatever has no place in a record."""
    kind = type(value)
    if kind is dict:
        assert isinstance(value, dict)
        for key, inner in value.items():
            if type(key) is not str or not key.isascii():
                raise NotCanonicalError(f"the key {key!r} is not ASCII text")
            if type(inner) is not str:
                _require_plain(inner)
    elif kind is list:
        assert isinstance(value, list)
        for inner in value:
            _require_plain(inner)
    elif kind is int:
        assert isinstance(value, int)
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonicalError(f"the number {value} is too large to be exact everywhere")
    elif kind is not str and kind is not bool:
        raise NotCanonicalError("a record never says null" if value is None else f"{kind}")
