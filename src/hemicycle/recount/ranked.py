"""Papers on which candidates are ranked, and a count of them stage by stage, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Candidate = int  # by its place on the paper, from 1
What = Literal["first", "surplus", "excluded", "filled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The papers of an election: how many rank the candidates in each way.

    `rankings` are candidates in the order of preference; `withdrawn` no paper counts for.
    """

    seats: int
    names: Sequence[str]
    title: str
    rankings: Mapping[tuple[Candidate, ...], int]
    withdrawn: frozenset[Candidate] = frozenset()

    @property
    def standing(self) -> Sequence[Candidate]:
        """The candidates that papers count for."""
        every = range(1, len(self.names) + 1)
        return [one for one in every if one not in self.withdrawn]

    def name(self, candidate: Candidate) -> str:
        """What a candidate is called."""
        return self.names[candidate - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Candidates with equal votes, who of them was taken, and by what: an earlier stage, or lot."""

    among: Sequence[Candidate]
    taken: Candidate
    by: Literal["earlier", "lot"]
    stage: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a count. Units: hundred-thousandths of a vote, as in `UNIT`.

    `votes` are those of every candidate at its end; `stopped` are papers that rank nobody further,
    with what was lost in rounding.
    """

    number: int
    what: What
    about: Sequence[Candidate]
    votes: Mapping[Candidate, int]
    stopped: int
    elected: Sequence[Candidate] = ()
    tie: Tie | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A whole count: who is elected in which order, the quota in whole votes, every stage."""

    papers: Papers
    valid: int
    quota: int
    elected: Sequence[Candidate]
    stages: Sequence[Stage] = field(default_factory=list)


class LotsNeeded(Exception):
    """Nothing but a lot parts these candidates, and none was drawn."""

    def __init__(self, names: Sequence[str], stage: int) -> None:
        super().__init__(names, stage)
        self.names, self.stage = names, stage
