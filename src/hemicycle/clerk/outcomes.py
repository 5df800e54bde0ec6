"""What comes of acts: done, refused or failed; and a batch that is decided but not yet durable."""

from dataclasses import dataclass, field

from hemicycle.clerk.state import Receipt, SessionState
from hemicycle.journal.forms import Written
from hemicycle.journal.header import Record
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, OutOfOrder
from hemicycle.store import ActDone, BallotRow, Batch, StoredCheckpoint


@dataclass(frozen=True, slots=True)
class Done:
    """The act is in the record, durably; `is_repeated` when it was there before."""

    at: Instant
    positions: tuple[int, ...] = ()
    receipt: Receipt | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The rules do not allow the act now; nothing is recorded."""

    refusal: OutOfOrder


@dataclass(frozen=True, slots=True)
class Failed:
    """The act could not be written; nothing is recorded, and it may be tried again."""

    problem: str


Outcome = Done | Refused | Failed


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit changed in one session."""

    session: SessionId
    before: SessionState
    after: SessionState
    written: tuple[Written, ...]


@dataclass(slots=True)
class Prepared:
    """A batch decided but not yet durable."""

    states: dict[SessionId, SessionState] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    acts: list[ActDone] = field(default_factory=list)
    ballots: list[BallotRow] = field(default_factory=list)
    checkpoints: list[StoredCheckpoint] = field(default_factory=list)
    written: dict[SessionId, list[Written]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    done: dict[tuple[SessionId, str], tuple[bytes, Done]] = field(default_factory=dict)

    @property
    def batch(self) -> Batch:
        """What the store is asked to keep."""
        return Batch(
            records=self.records,
            acts=self.acts,
            ballots=self.ballots,
            checkpoints=self.checkpoints,
        )
