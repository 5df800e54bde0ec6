"""Questions and comments from outside the house, and what delegations make of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant

from .agenda import ItemId
from .credentials import DelegationId
from .session import Words
from .texts import TextId

QUESTION, COMMENT = PUBLIC_KINDS = "question", "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pursuit:
    """What one delegation made of it: the entries by which it took it up, raised and answered it.

    `speech` and `answer_speech` are the entries that gave somebody the floor, 0 for none; `answer`
    are the words of a written answer. Positions are 0 for what has not been done.
    """

    taken_up: int
    raised: int = 0
    speech: int = 0
    answered: int = 0
    answer_speech: int = 0
    answer: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestion:
    """One that the secretariat has shown; its words stand outside the record.

    It is about an item or a text, the other is empty. `to` is the delegation it is addressed to,
    nobody where it is to any. `sha256` is the fingerprint of its salted words. `ground` is why it
    is no longer shown.
    """

    number: int
    body: BodyId
    kind: str
    language: str
    sha256: str
    item: ItemId
    text: TextId
    to: DelegationId
    shown: int
    shown_at: Instant
    ground: str = ""
    pursuits: Mapping[DelegationId, Pursuit] = field(default_factory=dict)

    @property
    def step(self) -> str:
        """How far it has come: asked, taken up, raised or answered."""
        own = self.pursuits.values()
        if any(one.answered for one in own):
            return "answered"
        if any(one.raised for one in own):
            return "raised"
        return "taken_up" if own else "asked"
