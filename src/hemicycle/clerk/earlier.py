"""What came of acts that come again, as the store holds it; for a batch it is asked once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hemicycle.clerk.ballots import same_act
from hemicycle.clerk.outcomes import Done
from hemicycle.clerk.state import Asked, Receipt, fingerprint
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act
from hemicycle.procedure.rules.ballot_box import ToBox
from hemicycle.store import ActDone, BallotRow, Store

Pressed = tuple[int, str, str]  # a division, a member, and the key of the press


@dataclass(slots=True)
class Earlier:
    """The acts and ballots of a batch that the store held before it."""

    acts: dict[tuple[SessionId, str], ActDone] = field(default_factory=dict)
    ballots: dict[tuple[SessionId, Pressed], BallotRow] = field(default_factory=dict)

    def of(self, session: SessionId, act: Act) -> tuple[bytes, Done] | None:
        """The fingerprint and the outcome of an act, if it was done before."""
        if not isinstance(act, ToBox):
            done = self.acts.get((session, act.act_id))
            return (done.fingerprint, Done(at=done.at, positions=done.positions)) if done else None
        row = self.ballots.get((session, pressed(act)))
        if row is None:
            return None
        receipt = Receipt(row.division, act.by, row.number, row.hash, row.at)
        return fingerprint(same_act(act, row)), Done(at=row.at, receipt=receipt)


def pressed(act: ToBox) -> Pressed:
    """By what a ballot is known again."""
    return act.division, act.by, act.act_id


def earlier(store: Store, asked: Sequence[Asked]) -> Earlier:
    """What the store holds of some acts, in two questions a session.

    Errors: WriteFailed
    """
    found = Earlier()
    for session in dict.fromkeys(one.session for one in asked):
        own = [one.act for one in asked if one.session == session]
        ids = {act.act_id for act in own if not isinstance(act, ToBox)}
        keys = {pressed(act) for act in own if isinstance(act, ToBox)}
        for done in store.acts_among(session, ids):
            found.acts[session, done.act_id] = done
        for row in store.ballots_among(session, keys):
            found.ballots[session, (row.division, row.member, row.key)] = row
    return found
