"""Commitments: what an adopted text or a statement asks somebody to do, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .credentials import DelegationId
from .floor import NOBODY
from .record import NEVER
from .session import Words
from .texts import NO_CLAUSE, NO_TEXT, ClauseId, TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedToAnswer:
    """A parliament was asked for its answer, and may give it in peace until `until`."""

    at: Instant
    until: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a parliament says it did. Later answers follow earlier ones; none is taken away.

    `by` gave it: somebody of the delegation, or the secretariat where it was told on paper.
    Units: `done_on` and `promised_on` are ISO dates, empty where none is given.
    """

    number: int
    delegation: DelegationId
    kind: str
    words: Words
    at: Instant
    position: int
    by: MemberId
    is_by_secretariat: bool = False
    done_on: str = ""
    link: str = ""
    promised_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The exact words of a paragraph or a statement, whom they ask, for what, and until when.

    `clause` of `version` of `text` is where the words stood when it was lifted; or `speech` is
    the entry that gave `speaker` the floor. `replaces` is the commitment that was lifted from the
    same paragraph before that was amended.
    Units: `due_on` is an ISO date, empty for none; `goals` are numbers of the SDGs.
    """

    number: int
    body: BodyId
    at: Instant
    position: int
    words: Words
    addressee: str
    verb: Words
    text: TextId = NO_TEXT
    symbol: str = ""
    clause: ClauseId = NO_CLAUSE
    version: int = 0
    paragraph: str = ""
    speech: int = 0
    speaker: MemberId = NOBODY
    due_on: str = ""
    topic: Words = field(default_factory=dict)
    goals: tuple[int, ...] = ()
    replaces: int = 0
    replaced_by: int = 0
    withdrawn_at: Instant = NEVER
    because: Words = field(default_factory=dict)
    asked: Mapping[DelegationId, AskedToAnswer] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()

    def answers_of(self, delegation: DelegationId) -> tuple[Answer, ...]:
        """What one parliament has answered, the first answer first."""
        return tuple(one for one in self.answers if one.delegation == delegation)
