"""The ballot as it is asked for, and the box in which ballots lie while a division is open.

Article: division.ballots
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Ballot, DelegationId
from hemicycle.procedure.kernel import Act, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBallot(Act):
    """A delegate places votes in an open division; a later ballot replaces an earlier one.

    Units: votes. What a person leaves unused is said so explicitly. `instead_of` names presses of
    the same telephone whose answer never came: what the network still holds of them counts no more.
    """

    division: int
    for_votes: int = 0
    against_votes: int = 0
    abstention_votes: int = 0
    unused_votes: int = 0
    instead_of: tuple[str, ...] = ()


SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterAnswer(Act):
    """A teller enters how a delegation answered, or that it did not; a later entry replaces it.

    Units: votes. `answer` is said, absent, or undone where an entry is taken back.
    """

    division: int
    delegation: DelegationId
    answer: str = SAID
    for_votes: int = 0
    against_votes: int = 0
    abstention_votes: int = 0


# What goes into the box and not into the record.
ToBox = CastBallot | EnterAnswer


@dataclass(frozen=True, slots=True)
class BallotBox:
    """The ballots of one open division: each person's current one, and how many came in.

    `desks` holds what tellers entered for delegations, each teller's entries apart; `overtaken`
    are the keys of presses that a ballot of the same person came instead of.
    """

    current: Mapping[DelegationId, Mapping[MemberId, Ballot]] = field(default_factory=dict)
    received: int = 0
    desks: Mapping[MemberId, Mapping[DelegationId, Ballot]] = field(default_factory=dict)
    overtaken: Mapping[MemberId, frozenset[str]] = field(default_factory=dict)

    def of(self, delegation: DelegationId) -> Mapping[MemberId, Ballot]:
        """The current ballots of a delegation's members."""
        return self.current.get(delegation, {})

    def with_ballot(self, ballot: Ballot) -> "BallotBox":
        """The box with one more ballot or one more entry of a teller in it.

        Note: a ballot that was overtaken on its way replaces none.
        """
        current, desks, overtaken = self.current, self.desks, self.overtaken
        if ballot.entered:
            entered = {**desks.get(ballot.member, {}), ballot.delegation: ballot}
            desks = {**desks, ballot.member: entered}
        elif ballot.key not in overtaken.get(ballot.member, ()):
            own = {**self.of(ballot.delegation), ballot.member: ballot}
            current = {**current, ballot.delegation: own}
        if ballot.instead_of:
            gone = overtaken.get(ballot.member, frozenset()) | frozenset(ballot.instead_of)
            overtaken = {**overtaken, ballot.member: gone}
        return BallotBox(current, self.received + 1, desks, overtaken)
