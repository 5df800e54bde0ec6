"""What is read of a published roll-call: votes with where they stand, and what was published."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from hemicycle.procedure.assembly import Tally
from hemicycle.wording.faults import ReasonFault

CHOICES: Final = ("for", "against", "abstention", "not_cast", "absent")


class RecountFault(ReasonFault):
    """A file that cannot be counted: where it is wrong, and why, as a key with facts."""

    def __init__(self, reason_key: str, *, line: int = 0, **facts: object) -> None:
        super().__init__(reason_key, line, facts)
        self.reason_key, self.line = reason_key, line
        self.facts = {**facts, "line": line}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How one voter voted in one division. Units: votes; `entitled` -1 where it is not said.

    `line` is where it stands in the file, from 1; `absent_votes` are among those not cast.
    """

    line: int
    division: str
    voter: str
    tally: Tally
    name: str = ""
    not_cast_votes: int = 0
    absent_votes: int = 0
    entitled: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """What was published of a division: its figures, and what became of it, as far as it says.

    `tally` is None where there are no figures, as after a show of hands; `voters` is how many were
    said to have voted.
    """

    line: int
    division: str
    tally: Tally | None
    title: str = ""
    voters: int | None = None
    outcome: str = ""


Found = Vote | Official


class Source(Protocol):
    """A file that is read one finding after another."""

    def __iter__(self) -> Iterator[Found]:
        """What stands in it.

        Errors: RecountFault
        """

    @property
    def done(self) -> int:
        """How many bytes of it have been read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table hold what; empty ones are looked for by their usual names."""

    division: str = ""
    voter: str = ""
    choice: str = ""
    weight: str = ""
    for_votes: str = ""
    against_votes: str = ""
    abstention_votes: str = ""
    words: dict[str, str] = field(default_factory=dict)
