"""What was corrected in the record, and what others reported about the session."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import BodyId, Instant

from .agenda import ItemId
from .session import Words


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
