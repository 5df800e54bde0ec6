"""A batch that the clerk has decided, on its way to the store."""

from dataclasses import dataclass, field

from hemicycle.clerk.earlier import Earlier
from hemicycle.clerk.outcomes import Done, Outcome
from hemicycle.clerk.state import SessionState
from hemicycle.journal.forms import Written
from hemicycle.journal.header import Record
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act
from hemicycle.store import ActDone, BallotRow, Batch, StoredCheckpoint


@dataclass(slots=True)
class Prepared:
    """A batch decided but not yet durable."""

    earlier: Earlier
    states: dict[SessionId, SessionState] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    acts: list[ActDone] = field(default_factory=list)
    ballots: list[BallotRow] = field(default_factory=list)
    checkpoints: list[StoredCheckpoint] = field(default_factory=list)
    written: dict[SessionId, list[Written]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    done: dict[tuple[SessionId, str], tuple[Act, Done]] = field(default_factory=dict)

    @property
    def batch(self) -> Batch:
        """What the store is asked to keep."""
        return Batch(
            records=self.records,
            acts=self.acts,
            ballots=self.ballots,
            checkpoints=self.checkpoints,
        )
