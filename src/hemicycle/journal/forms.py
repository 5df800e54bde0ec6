"""Entries of the procedure as canonical bodies, and back; old forms are read here only.

The body of an entry holds what was done and in which body; when it happened stands in the
header, so it is not repeated.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

import msgspec

from hemicycle.journal import instants
from hemicycle.journal.canonical import canonical
from hemicycle.journal.header import Header, Occurred, Precision
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.kernel import Entry, Instant

FORM = 1


def kind_of(entry_type: type[Entry]) -> str:
    """The name of a kind of entry in the journal: its type's name in snake case."""
    name = entry_type.__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")


ENTRY_TYPES: Mapping[str, type[Entry]] = {
    kind_of(entry_type): entry_type for kind in KINDS for entry_type in kind.applies
}
# What the body of each kind holds, and whether the kind had it from its beginning.
BODY_FIELDS: Mapping[type[Entry], tuple[tuple[str, bool], ...]] = {
    entry_type: tuple(
        (one.name, one.default is MISSING and one.default_factory is MISSING)
        for one in fields(entry_type)
        if one.name != "at"
    )
    for entry_type in ENTRY_TYPES.values()
}


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of the record with its place and circumstances."""

    position: int
    entry: Entry
    header: Header


class UnknownForm(ValueError):
    """An entry of a kind or form that this program cannot read."""


def encode(entry: Entry) -> bytes:
    """The canonical body of an entry.

    Note: a field with a default is one that its kind gained later. It is left out while it says
    nothing, so that what was written before is written again byte for byte.
    """
    told = {
        name: value
        for name, is_first in BODY_FIELDS[type(entry)]
        if (value := getattr(entry, name)) or is_first
    }
    return canonical(told)


def occurred(at: Instant, precision: Precision) -> Occurred:
    """When a thing happened, as exactly as it is known."""
    value = {
        "instant": instants.written(at),
        "hour": instants.written(at)[:13],
        "day": instants.written(at)[:10],
        "unknown": "",
    }[precision]
    return Occurred(precision=precision, value=value)


def instant_of(when: Occurred) -> Instant:
    """The instant an entry is kept under: the start of its day or hour, 0 where none is known."""
    if when.precision == "instant":
        return instants.read(when.value)
    if when.precision == "hour":
        return instants.read(f"{when.value}:00:00.000Z")
    if when.precision == "day":
        return instants.read(f"{when.value}T00:00:00.000Z")
    return Instant(0)


def decode(header: Header, body: bytes) -> Entry:
    """The entry that a record holds.

    Errors: UnknownForm
    """
    entry_type = ENTRY_TYPES.get(header.kind)
    if entry_type is None or header.form != FORM:
        raise UnknownForm(f"{header.kind} in form {header.form}")
    told: dict[str, Any] = msgspec.json.decode(body)
    try:
        return msgspec.convert({**told, "at": instant_of(header.occurred)}, entry_type)
    except msgspec.ValidationError as error:
        raise UnknownForm(f"{header.kind}: {error}") from None
