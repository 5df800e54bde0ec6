"""What a reading of a press report is: proposals with their place, and what nothing understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "abbreviation",  # a short form, with what it stands for where the report tells
    "address",  # somebody spoke to a body
    "chaired",  # somebody presided over a body
    "date",  # a day, or an ordinal that no calendar knows ("day two")
    "decision",  # a body decided
    "earlier",  # the report says that it tells again what was told before
    "figure",  # how many, with the modifier as a bound
    "meeting",  # a body sat, or persons met
    "name",  # two names that are nearly the same: one person or two?
    "office",  # in which capacity the report introduces somebody
    "picture_credit",  # whose picture it is
    "quotation",  # words in quotation marks
    "stage",  # how far a text has come
    "statement",  # what somebody said, in the reporter's words
    "title",  # words in quotation marks that name a theme or a text
]
Status = Literal["stated", "inferred", "unresolved"]
Fact = str | int | bool


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report. Units: characters from its beginning."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing the report says, for a clerk to confirm.

    `person` and `capacity` are as the report gives them, empty where it names nobody; `via` is who
    quotes that person. `status` is "stated" where the sentence itself says it, "inferred" where it
    follows from elsewhere in the report, "unresolved" where the report leaves it open. `facts` hold
    what only this kind has: a figure's `at_least`, a decision's `outcome`.
    Units: characters from the beginning of the report.
    """

    start: int
    end: int
    text: str
    kind: Kind
    person: str = ""
    capacity: str = ""
    via: str = ""
    pattern: str
    status: Status
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A whole report as it was read.

    `refusal` is the key of the reason why nothing was read, empty where something was; its facts
    stand beside it. Sentences that nothing understood are `unread`.
    """

    text: str = ""
    proposals: tuple[Proposal, ...] = ()
    unread: tuple[Span, ...] = ()
    sentences: int = 0
    refusal: str = ""
    refusal_facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def read_sentences(self) -> int:
        """In how many sentences something was understood."""
        return self.sentences - len(self.unread)

    @property
    def coverage_hundredths(self) -> int:
        """The share of sentences in which something was understood, rounded down."""
        return 100 * self.read_sentences // self.sentences if self.sentences else 0


def told(reading: Reading) -> dict[str, object]:
    """The reading as `hemicycle read --json` tells it."""
    return {
        "proposals": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "kind": one.kind,
                "person": one.person,
                "capacity": one.capacity,
                "via": one.via,
                "pattern": one.pattern,
                "status": one.status,
                "facts": dict(one.facts),
            }
            for one in reading.proposals
        ],
        "unread": [{"start": s.start, "end": s.end, "text": s.text} for s in reading.unread],
        "coverage": reading.coverage_hundredths / 100,
    }
