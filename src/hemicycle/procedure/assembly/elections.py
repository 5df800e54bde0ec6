"""Elections: candidatures, rounds on paper, and what two tellers counted; never who chose whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.replacing import replace

from .credentials import NO_DELEGATION, DelegationId
from .divisions import RollRow
from .session import Words

CALLED, OPEN, CLOSED, COUNTED = "called", "open", "closed", "counted"
DECLARED, VOID, OVER = "declared", "void", "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSeats:
    """The seats of one group, and the votes in the Assembly from which they were shared."""

    group: str
    votes: int
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidature:
    """One person who is proposed; `group` is the one that the delegation stands through.

    `replaced_by` took the place of somebody who stands no longer.
    """

    member: MemberId
    nominator: MemberId
    delegation: DelegationId = NO_DELEGATION
    group: str = ""
    is_accepted: bool = False
    is_withdrawn: bool = False
    nominated_at: Instant = Instant(0)
    replaced_by: MemberId = MemberId("")

    @property
    def is_standing(self) -> bool:
        """Whether the name goes on the paper."""
        return self.is_accepted and not self.is_withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateVotes:
    """How many papers bear the name of one candidate."""

    member: MemberId
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCount:
    """What was found in the box. Units: papers."""

    votes: tuple[CandidateVotes, ...]
    papers: int
    blank: int
    invalid: int

    @property
    def valid(self) -> int:
        """Papers that are neither blank nor invalid."""
        return self.papers - self.blank - self.invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Candidates with the same number of votes, in the order that settled it.

    `seed` is what the lots were drawn with, empty where age decided.
    """

    order: tuple[MemberId, ...]
    seed: str
    is_for_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One ballot of an election; `stage` is open, closed, counted, declared or void.

    `issued` are those who received a paper.
    """

    number: int
    candidates: tuple[MemberId, ...]
    seats: int
    roll: tuple[RollRow, ...]
    opened_at: Instant
    opened_position: int
    stage: str = OPEN
    issued: tuple[MemberId, ...] = ()
    reports: Mapping[MemberId, PaperCount] = field(default_factory=dict)
    recounts: int = 0
    differing: tuple[str, ...] = ()
    count: PaperCount | None = None
    ties: tuple[Tie, ...] = ()
    required: int = 0
    elected: tuple[MemberId, ...] = ()
    dropped: tuple[MemberId, ...] = ()
    cause: str = ""

    @property
    def order(self) -> tuple[MemberId, ...]:
        """Those between whom there were ties, in the order that settled them."""
        return tuple(member for tie in self.ties for member in tie.order)

    @property
    def papers(self) -> int:
        """How many papers may be issued."""
        return sum(row.castable for row in self.roll)


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """One office to be filled in a body, from its call to the last seat.

    `closes_at` is when candidatures end, 0 for the opening of the ballot; `shares` are the seats
    of the groups where there are such; `unmet` are the rules that its result does not meet.
    """

    number: int
    body: BodyId
    post: str
    title: Words
    seats: int
    called_at: Instant
    closes_at: Instant
    shares: tuple[GroupSeats, ...] = ()
    seed: str = ""
    outgoing: tuple[MemberId, ...] = ()
    candidatures: Mapping[MemberId, Candidature] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    elected: tuple[MemberId, ...] = ()
    dropped: tuple[MemberId, ...] = ()
    is_acclaimed: bool = False
    is_over: bool = False
    women: int = 0
    men: int = 0
    unmet: tuple[str, ...] = ()

    @property
    def round(self) -> Round | None:
        """The last ballot that was opened."""
        return self.rounds[-1] if self.rounds else None

    @property
    def stage(self) -> str:
        """Called, open, closed, counted or over."""
        if self.is_over:
            return OVER
        last = self.round
        return last.stage if last and last.stage in (OPEN, CLOSED, COUNTED) else CALLED

    @property
    def next_round(self) -> int:
        """The number of the ballot that comes next; one that was annulled is taken again."""
        return 1 + sum(one.stage == DECLARED for one in self.rounds)

    @property
    def standing(self) -> tuple[MemberId, ...]:
        """Those who are candidates now, in the order of their nomination."""
        gone = {*self.elected, *self.dropped}
        return tuple(
            one.member
            for one in self.candidatures.values()
            if one.is_standing and one.member not in gone
        )

    @property
    def seats_left(self) -> int:
        """The seats still to be filled."""
        return self.seats - len(self.elected)

    def group_of(self, member: MemberId) -> str:
        """The group that a candidate stands through."""
        return self.candidatures[member].group if member in self.candidatures else ""

    def seats_left_of(self, group: str) -> int:
        """The seats that a group has still to fill; all of them where groups have none."""
        if not self.shares:
            return self.seats_left
        own = sum(one.seats for one in self.shares if one.group == group)
        return own - sum(self.group_of(one) == group for one in self.elected)

    def with_candidature(self, one: Candidature) -> "Election":
        """The election with one candidature in a new condition."""
        return replace(self, candidatures={**self.candidatures, one.member: one})

    def with_round(self, one: Round) -> "Election":
        """The election with its last ballot in a new condition."""
        return replace(self, rounds=(*self.rounds[:-1], one))
