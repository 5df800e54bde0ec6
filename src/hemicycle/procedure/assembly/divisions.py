"""The question put, the roll, the ballots, the count and the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .agenda import ItemId
from .credentials import DelegationId
from .session import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is put to a body, what Yes means, and what will decide it.

    `numerator / denominator` of the votes counted by `base` are needed; `is_strict` asks for
    more than that share. All of it was fixed when the question was put.
    """

    number: int
    body: BodyId
    item: ItemId
    title: Words
    yes_means: Words
    method: str
    majority: str
    numerator: int
    denominator: int
    is_strict: bool
    base: str
    rule_key: str
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a question would do to a text: to which of its parts, by their numbers.

    `does` is delete, insert or replace, empty where the question is about no text. Several parts
    are taken en bloc; `taken_out` are those that are not. `is_whole` where it is the whole text.
    `asked` once it is asked to have the parts put one by one.
    """

    does: str = ""
    parts: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()
    is_whole: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is counted, in votes; a delegation may carry several."""

    for_votes: int = 0
    against_votes: int = 0
    abstention_votes: int = 0

    @property
    def cast_votes(self) -> int:
        """Votes for and against; an abstention is present but not cast."""
        return self.for_votes + self.against_votes

    @property
    def placed_votes(self) -> int:
        """All votes placed: for, against and abstaining."""
        return self.cast_votes + self.abstention_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """How many votes one delegation may cast in one division, and who may place them.

    Units: votes; `castable` is what the persons present can place under their ceiling.
    """

    delegation: DelegationId
    entitled: int
    castable: int
    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One person's ballot in an open division. Units: votes.

    `instead_of` names, by their keys, earlier presses of the same person that may come after it.
    """

    member: MemberId
    delegation: DelegationId
    number: int
    key: str
    at: Instant
    for_votes: int
    against_votes: int
    abstention_votes: int
    unused_votes: int
    through: str | None = None  # a device that a delegation shares, by its name in the record
    entered: str | None = None  # by a teller for the delegation: said, absent or undone
    instead_of: tuple[str, ...] | None = None

    @property
    def placed_votes(self) -> int:
        """Votes placed for, against or as abstentions."""
        return self.for_votes + self.against_votes + self.abstention_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one delegation voted: entitled = for + against + abstention + the four not-cast parts."""

    delegation: DelegationId
    entitled: int
    for_votes: int = 0
    against_votes: int = 0
    abstention_votes: int = 0
    left_unused: int = 0
    above_ceiling: int = 0
    no_ballot: int = 0
    absent: int = 0

    @property
    def not_cast_votes(self) -> int:
        """Votes entitled but not placed, whatever the reason."""
        return self.left_unused + self.above_ceiling + self.no_ballot + self.absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What the ballot box holds when it is closed; `root` is the tree root of its ballots."""

    rows: tuple[Row, ...] = ()
    ballots: int = 0
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCount:
    """What one teller counted in the hall, in one round of counting. Units: hands."""

    teller: MemberId
    round: int
    for_votes: int
    against_votes: int
    abstention_votes: int

    @property
    def figures(self) -> tuple[int, int, int]:
        """For, against and abstaining, to hold against another's."""
        return self.for_votes, self.against_votes, self.abstention_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One decision by vote; `stage` is open, closed, reported or declared.

    By hands also found, once the presiding officer sees a plain majority, and set_aside where it
    ended without a result. Once `is_on_paper` tellers may enter sheets, and `paper` names the
    delegations that voted on one. `counts` says whose hands count, `hands` holds all that tellers
    entered, `count_round` how often counting began, `found` what was seen without a count.

    Units: `closes_at` 0 means that only the presiding officer ends the voting; `component_votes`
    are those the body has by its constitution, 0 where these are the votes on the roll.
    `repeats` is the annulled division after which the vote is taken again, `annulled_by` the
    question whose adoption annulled this one; 0 for none. Both votes stay as they are.
    """

    number: int
    question: Question
    roll: Mapping[DelegationId, RollRow]
    max_per_person: int
    split_allowed: bool
    opened_at: Instant
    opened_position: int
    closes_at: Instant
    component_votes: int = 0
    stage: str = "open"
    closed_at: Instant = Instant(0)
    count: Count = field(default_factory=Count)
    tally: Tally = field(default_factory=Tally)
    reported: Tally | None = None
    outcome: str = ""
    base_votes: int = 0
    required_votes: int = 0
    casting_vote: str = ""
    declared_at: Instant = Instant(0)
    repeats: int = 0
    annulled_by: int = 0
    counts: str = ""
    hands: tuple[HandsCount, ...] = ()
    count_round: int = 1
    found: str = ""
    is_on_paper: bool = False
    paper: tuple[DelegationId, ...] = ()
    seed: str = ""

    @property
    def takes_ballots(self) -> bool:
        """Whether persons cast ballots of their own; hands and answers called aloud are none."""
        return self.question.method == "roll_call"

    @property
    def entitled_votes(self) -> int:
        """All votes on the roll."""
        return sum(row.entitled for row in self.roll.values())

    @property
    def not_cast_votes(self) -> int:
        """The votes on the roll that were not used, once they are counted."""
        return self.entitled_votes - self.tally.placed_votes

    @property
    def sums(self) -> tuple[int, int, int, int]:
        """The votes for, against, abstaining and not cast."""
        tally = self.tally
        return tally.for_votes, tally.against_votes, tally.abstention_votes, self.not_cast_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a body decided on a question: by division, consensus or acclamation.

    `fate` is what became of the text, apart from the outcome of the question: of these `parts`.

    `annulled_by` is the question whose adoption annulled it; 0 for none.
    """

    question: Question
    method: str
    outcome: str
    at: Instant
    position: int
    division: int = 0
    reservations: tuple[DelegationId, ...] = ()
    annulled_by: int = 0
    fate: str = ""
    parts: tuple[str, ...] = ()
