"""A batch that the clerk has decided, on its way to the store."""

from dataclasses import dataclass, field

from hemicycle.clerk.earlier import Earlier
from hemicycle.clerk.outcomes import Done, Outcome
from hemicycle.clerk.state import Filling, OpenBox, SessionState
from hemicycle.journal.forms import Written
from hemicycle.journal.header import Record
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act
from hemicycle.procedure.replacing import replace
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
    filling: dict[tuple[SessionId, int], Filling] = field(default_factory=dict)

    def box(self, state: SessionState, division: int) -> Filling:
        """The box into which the ballots of a division fall."""
        place = SessionId(state.tail.session), division
        if place not in self.filling:
            self.filling[place] = state.boxes.get(division, OpenBox()).filling()
        return self.filling[place]

    def settle(self, state: SessionState) -> SessionState:
        """The session with all that fell into its boxes; each box takes no more.

        Note: before an act is decided, which may be the close; a refusal of it loses no ballot.
        """
        session = SessionId(state.tail.session)
        own = [place for place in self.filling if place[0] == session]
        fillings = {place[1]: self.filling.pop(place) for place in own}
        filled = {number: one.filled() for number, one in fillings.items() if one.put_in}
        if filled:
            ballots = state.ballots + sum(one.put_in for one in fillings.values())
            state = replace(state, boxes={**state.boxes, **filled}, ballots=ballots)
            self.states[session] = state
        return state

    @property
    def batch(self) -> Batch:
        """What the store is asked to keep."""
        return Batch(
            records=self.records,
            acts=self.acts,
            ballots=self.ballots,
            checkpoints=self.checkpoints,
        )
