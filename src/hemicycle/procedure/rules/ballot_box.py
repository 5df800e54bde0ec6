"""The ballot as it is asked for, and the box in which ballots lie while a division is open.

Article: division.ballots
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

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


class Box(Protocol):
    """What is asked of a box, whether ballots still fall into it or not.

    `desks` holds what tellers entered for delegations, each teller's entries apart; `overtaken`
    are the keys of presses that a ballot of the same person came instead of.
    """

    @property
    def received(self) -> int:
        """How many ballots and entries came in."""

    @property
    def desks(self) -> Mapping[MemberId, Mapping[DelegationId, Ballot]]:
        """What each teller entered."""

    def of(self, delegation: DelegationId) -> Mapping[MemberId, Ballot]:
        """The current ballots of a delegation's members."""


@dataclass(frozen=True, slots=True)
class BallotBox:
    """The ballots of one division: each person's current one, and how many came in; see `Box`."""

    current: Mapping[DelegationId, Mapping[MemberId, Ballot]] = field(default_factory=dict)
    received: int = 0
    desks: Mapping[MemberId, Mapping[DelegationId, Ballot]] = field(default_factory=dict)
    overtaken: Mapping[MemberId, frozenset[str]] = field(default_factory=dict)

    def of(self, delegation: DelegationId) -> Mapping[MemberId, Ballot]:
        """The current ballots of a delegation's members."""
        return self.current.get(delegation, {})

    def filling(self) -> "FillingBox":
        """A box into which more ballots fall; this one stays as it is."""
        return FillingBox(
            current=dict(self.current),
            received=self.received,
            desks=dict(self.desks),
            overtaken=dict(self.overtaken),
        )


@dataclass(slots=True, kw_only=True)
class FillingBox:
    """A box while ballots fall into it, one after the other; copied once and not for each ballot.

    Note: what lies in it for one delegation is never changed but replaced, so that whoever still
    looks at the box of before sees what was there.
    """

    current: dict[DelegationId, Mapping[MemberId, Ballot]]
    received: int
    desks: dict[MemberId, Mapping[DelegationId, Ballot]]
    overtaken: dict[MemberId, frozenset[str]]

    def of(self, delegation: DelegationId) -> Mapping[MemberId, Ballot]:
        """The current ballots of a delegation's members."""
        return self.current.get(delegation, {})

    def put(self, ballot: Ballot) -> None:
        """One more ballot, or one more entry of a teller.

        Note: a ballot that was overtaken on its way replaces none.
        """
        self.received += 1
        if ballot.entered:
            entered = {**self.desks.get(ballot.member, {}), ballot.delegation: ballot}
            self.desks[ballot.member] = entered
        elif ballot.key not in self.overtaken.get(ballot.member, ()):
            self.current[ballot.delegation] = {**self.of(ballot.delegation), ballot.member: ballot}
        if ballot.instead_of:
            gone = self.overtaken.get(ballot.member, frozenset())
            self.overtaken[ballot.member] = gone | frozenset(ballot.instead_of)

    def filled(self) -> BallotBox:
        """The box as it is now; nothing more is put into this one."""
        return BallotBox(self.current, self.received, self.desks, self.overtaken)
