"""A statement, and the collection it comes from, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["archive", "record"]
ARCHIVE: Final = "archive"  # made elsewhere, handed in as a file
RECORD: Final = "record"  # made in an assembly of this installation
Texts = Mapping[str, str]  # by language
MOST_PARAGRAPHS = 4095


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Where statements come from: who kept them, in which body, under which licence."""

    id: str
    kind: Kind
    title: Texts
    body: Texts
    source: Texts
    licence: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one State said at one time; `paragraphs` are numbered from 1 and keep their numbers.

    `day` is "" where only the year is known; so are `speaker` and `capacity` where nobody says.
    """

    id: str
    collection: str
    state: str
    item: Texts
    item_key: str
    year: int
    language: str
    paragraphs: Sequence[str] = field(repr=False)
    day: str = ""
    speaker: str = ""
    capacity: str = ""
    file: str = ""
