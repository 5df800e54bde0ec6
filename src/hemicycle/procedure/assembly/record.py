"""How far the record of each sitting has come, what was corrected in it, what others reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .agenda import ItemId
from .session import Words

LIVE, PROVISIONAL, FINAL = "live", "provisional", "final"
ASKED, ACCEPTED, DECLINED, WITHDRAWN = "asked", "accepted", "declined", "withdrawn"
NEVER = Instant(0)
NO_TEXT = "no_text"  # of a speech of which nothing was written; the words say why


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingRecord:
    """The record of one sitting: its entries, and how far it has come.

    `first` and `last` are the entries that opened and ended the sitting; 0 and the instants 0
    for what has not been done yet. Until `corrections_until` corrections may be asked for.
    `speeches` says of each entry that gave somebody the floor who it was; `take_minutes` is the
    length of the takes in which they are written, 0 while no takes were opened; `texts` are the
    entries that tell what was said, `merged` the one that made them part of the record.
    """

    body: BodyId
    sitting: int
    first: int
    opened_at: Instant
    presided_by: MemberId
    is_closed: bool = False
    last: int = 0
    ended_at: Instant = NEVER
    issued_at: Instant = NEVER
    corrections_until: Instant = NEVER
    certified_at: Instant = NEVER
    certified_by: MemberId = MemberId("")
    speeches: Mapping[int, MemberId] = field(default_factory=dict)
    take_minutes: int = 0
    texts: tuple[int, ...] = ()
    merged: int = 0
    merged_at: Instant = NEVER

    @property
    def stage(self) -> str:
        """Live until it is issued, then provisional, final once it is certified."""
        if self.certified_at:
            return FINAL
        return PROVISIONAL if self.issued_at else LIVE

    def holds(self, position: int) -> bool:
        """Whether an entry was made while the sitting went on, or tells what was said in it."""
        is_within = self.first <= position and (not self.last or position <= self.last)
        return is_within or position in self.texts


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """What record clerks wrote of one speech: `speech` is the entry that gave the floor.

    `form` is summary or verbatim, or `no_text` where the words only say why there is none.
    `statement` is the number of the text handed in from which it was written, checked against
    what was said; 0 where there was none.
    """

    speech: int
    position: int
    body: BodyId
    sitting: int
    speaker: MemberId
    form: str
    words: Words
    statement: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequest:
    """What somebody asks to be corrected in a provisional record, and what became of it.

    `corrigendum` is the entry that stands beside the corrected one, 0 while there is none;
    `answer` says why it was declined.
    """

    number: int
    body: BodyId
    sitting: int
    corrects: int
    words: Words
    by: MemberId
    at: Instant
    stage: str = ASKED
    corrigendum: int = 0
    answer: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A corrigendum: it stands beside the entry it corrects, which stays as it was."""

    corrects: int
    words: Words
    at: Instant
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A decision that a body cited: of this session by its question, or another by its words.

    `decided_at` is the entry of a decision of this session, 0 for one that was taken elsewhere.
    """

    body: BodyId
    item: ItemId
    words: Words
    outcome: str
    taken_by: BodyId
    question: int
    decided_at: int
    link: str
    at: Instant
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One fact that a source reports; never part of the minutes, tallies, clocks or receipts.

    `mark` is the confidence mark S, S-old, P, M or I; `precision` tells what `at` is worth.
    """

    position: int
    body: BodyId
    fact: str
    about: str
    words: Words
    source: str
    mark: str
    at: Instant
    precision: str
