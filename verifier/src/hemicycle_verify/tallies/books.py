"""What is known at one point of the record, as far as figures rest on it."""

from dataclasses import dataclass, field

from hemicycle_verify.tallies.fields import Fields


@dataclass(slots=True)
class Delegation:
    """A delegation that sits: its votes in the Assembly, and who is of it."""

    votes: int
    has_vote: bool
    members: set[str]


@dataclass(slots=True)
class Division:
    """One vote, from its opening to its declaration. Units: votes, or hands."""

    number: int
    opened_at: int
    question: Fields
    method: str
    roll: tuple[Fields, ...]
    max_per_person: int
    split_allowed: bool
    component_votes: int
    counts: str
    tally: tuple[int, int, int] | None = None  # for, against, abstaining
    absent: int = 0
    reported: tuple[int, int, int] | None = None
    round: int = 1
    hands: list[tuple[str, tuple[int, int, int]]] = field(default_factory=list)
    found: str = ""
    is_hidden: bool = False  # a count of it is withheld
    root: str = ""
    ballots: int = 0
    closed_at: int = 0
    outcome: str = ""

    @property
    def entitled(self) -> int:
        """All votes on the roll."""
        return sum(row.number("entitled") for row in self.roll)


@dataclass(slots=True)
class Decision:
    """What was decided on a question; division 0 where there was none."""

    outcome: str
    division: int = 0
    is_annulled: bool = False


@dataclass(slots=True)
class Ballot:
    """One ballot on paper of an election. Units: papers."""

    number: int
    opened_at: int
    candidates: tuple[str, ...]
    seats: int
    roll: tuple[Fields, ...]
    issued: list[str] = field(default_factory=list)
    reports: dict[str, Fields] = field(default_factory=dict)  # what each teller found
    count: Fields | None = None  # what they agree on
    settled: list[str] = field(default_factory=list)  # those in ties, in the order that was found
    is_hidden: bool = False  # a count of it is withheld


@dataclass(slots=True)
class Election:
    """One office, from its call to the last seat."""

    seats: int
    post: str
    shares: dict[str, int]
    groups: dict[str, str] = field(default_factory=dict)  # of candidates, by their ids
    standing: dict[str, bool] = field(default_factory=dict)  # in the order of nomination
    ballot: Ballot | None = None
    declared: int = 0  # how many ballots of it were declared
    elected: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    @property
    def seats_left(self) -> int:
        """The seats still to be filled."""
        return self.seats - len(self.elected)


@dataclass(slots=True)
class Request:
    """A request for an emergency item."""

    place: int = 0
    is_out: bool = False  # withdrawn, merged or inadmissible
    questions: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Emergency:
    """The requests of one body, and the votes between two that were equal."""

    requests: dict[int, Request] = field(default_factory=dict)
    between: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Books:
    """Everything figures rest on, and what came of counting again."""

    units: dict[str, str] = field(default_factory=dict)  # who votes, by body
    delegations: dict[str, Delegation] = field(default_factory=dict)
    stands_through: dict[str, str] = field(default_factory=dict)  # groups, by delegation
    sits_in: dict[str, list[str]] = field(default_factory=dict)  # groups, by delegation
    questions: dict[int, Fields] = field(default_factory=dict)
    listed: dict[int, str] = field(default_factory=dict)  # amendments of a list, to be decided
    methods: dict[int, str] = field(default_factory=dict)
    annuls: dict[int, int] = field(default_factory=dict)  # divisions, by question
    own_cases: dict[int, str] = field(default_factory=dict)  # whose credentials, by question
    refused: set[str] = field(default_factory=set)  # those without a vote for their credentials
    divisions: dict[int, Division] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    elections: dict[int, Election] = field(default_factory=dict)
    emergencies: dict[str, Emergency] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        """Note that one more figure of a sort was counted again, or could not be."""
        self.outcomes[what] = self.outcomes.get(what, 0) + 1
