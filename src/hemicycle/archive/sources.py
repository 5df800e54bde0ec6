"""Archives that can be read: how their files are named, and what stands beside each statement."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hemicycle.archive.statements import ARCHIVE, Collection, Texts

SOURCES = Path(__file__).with_name("sources.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of archive."""

    collection: Collection
    files: re.Pattern[str]
    item: Texts

    def item_of(self, session: str) -> Texts:
        """What was spoken about, in each language."""
        return {code: text.format(session=session) for code, text in self.item.items()}


@cache
def sources() -> Sequence[Source]:
    """Every kind of archive that is known."""
    written: Mapping[str, Mapping[str, object]] = tomllib.loads(SOURCES.read_text("utf-8"))
    return [source_of(name, values) for name, values in written.items()]


def source_of(name: str, values: Mapping[str, object]) -> Source:
    """One of them, as it is written down."""
    texts = {key: value for key, value in values.items() if isinstance(value, dict)}
    return Source(
        collection=Collection(
            id=name,
            kind=ARCHIVE,
            title=texts["title"],
            body=texts["body"],
            source=texts["source"],
            licence=texts["licence"],
        ),
        files=re.compile(str(values["files"])),
        item=texts["item"],
    )
