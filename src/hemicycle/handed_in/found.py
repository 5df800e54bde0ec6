"""What was read of a text that somebody handed in, or why nothing could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class HandedInFault(ValueError):
    """A text that cannot be taken; why, as a key, and with which facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key, facts)
        self.reason_key, self.facts = reason_key, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Paragraphs in their order, and how often each kind of thing was left out or changed.

    `doubts`: hidden (words that nobody sees in the file), deletions and insertions (tracked),
    comments, notes, pictures, signs.
    """

    paragraphs: Sequence[str]
    doubts: Mapping[str, int] = field(default_factory=dict)
