"""The single transferable vote as Scotland counts it: weighted inclusive Gregory, five decimals.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 46 to
52. With one seat it is the count in which the lowest is excluded until somebody has the quota.
All arithmetic is in whole hundred-thousandths of a vote; what a division leaves over is not
transferred, and is shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.rules.lots import drawn
from hemicycle.recount.ranked import Candidate, Counted, LotsNeeded, Papers, Stage, Tie, What

UNIT = 100_000  # of a vote; "five decimal places (any remainder being ignored)", rule 48(3)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Papers that rank alike and have come to a candidate at one value."""

    ranking: tuple[Candidate, ...]
    papers: int
    value: int


@dataclass(slots=True)
class Count:
    """A count on its way. `seed` draws lots where nothing else parts two candidates."""

    papers: Papers
    seed: str
    continuing: list[Candidate] = field(default_factory=list)
    elected: list[Candidate] = field(default_factory=list)
    waiting: list[Candidate] = field(default_factory=list)  # elected, with a surplus to transfer
    parcels: dict[Candidate, list[Parcel]] = field(default_factory=lambda: defaultdict(list))
    votes: dict[Candidate, int] = field(default_factory=dict)
    stopped: int = 0
    stages: list[Stage] = field(default_factory=list)
    quota: int = 0

    @property
    def vacancies(self) -> int:
        """Seats that are not filled yet."""
        return self.papers.seats - len(self.elected)

    def run(self) -> Counted:
        """From the first preferences to the last seat.

        Errors: LotsNeeded
        """
        self.first_preferences()
        while self.vacancies and len(self.continuing) > self.vacancies:
            if self.waiting:
                self.transfer_surplus()
            else:
                self.exclude_lowest()
        if self.vacancies:
            last = sorted(self.continuing, key=lambda one: (-self.votes[one], one))
            self.continuing.clear()
            self.elected += last
            self.note("filled", last, elected=last)
        valid = sum(many for ranking, many in self.papers.rankings.items() if self.first(ranking))
        return Counted(
            papers=self.papers,
            valid=valid,
            quota=self.quota // UNIT,
            elected=self.elected,
            stages=self.stages,
        )

    def first(self, ranking: Sequence[Candidate]) -> Candidate:
        """The first candidate of a ranking who stands; 0 where none does."""
        standing = set(self.papers.standing)
        return next((one for one in ranking if one in standing), 0)

    def first_preferences(self) -> None:
        """Every paper goes to its first candidate (rule 46), and the quota is known (rule 47)."""
        self.continuing = list(self.papers.standing)
        self.votes = dict.fromkeys(self.continuing, 0)
        for ranking, many in sorted(self.papers.rankings.items()):
            self.give(ranking, many, value=UNIT)
        valid = sum(self.votes.values())
        self.quota = (valid // UNIT // (self.papers.seats + 1) + 1) * UNIT
        self.stopped = 0  # a paper that ranks nobody who stands is not valid
        self.note("first", (), elected=self.elect())

    def give(self, ranking: Sequence[Candidate], papers: int, *, value: int) -> None:
        """Papers go to the next candidate of their ranking who continues, or stop."""
        after = next((n for n, one in enumerate(ranking) if one in self.continuing), None)
        if after is None:
            self.stopped += papers * value
            return
        to = ranking[after]
        self.parcels[to].append(Parcel(tuple(ranking[after + 1 :]), papers, value))
        self.votes[to] += papers * value

    def elect(self) -> list[Candidate]:
        """Whoever has reached the quota is elected (rule 47), those with most votes first."""
        reached = [one for one in self.continuing if self.votes[one] >= self.quota]
        reached.sort(key=lambda one: (-self.votes[one], one))
        for one in reached:
            self.continuing.remove(one)
            self.elected.append(one)
            if self.votes[one] > self.quota:
                self.waiting.append(one)
        return reached

    def transfer_surplus(self) -> None:
        """The largest surplus goes on, every paper at a part of its value (rules 48 and 49)."""
        most = max(self.votes[one] for one in self.waiting)
        largest = [one for one in self.waiting if self.votes[one] == most]
        about, tie = self.part(largest, max)
        self.waiting.remove(about)
        total, surplus = self.votes[about], self.votes[about] - self.quota
        before = sum(self.votes.values()) + self.stopped
        self.votes[about] = self.quota
        for parcel in self.parcels.pop(about):
            self.give(parcel.ranking, parcel.papers, value=surplus * parcel.value // total)
        self.stopped += before - sum(self.votes.values()) - self.stopped  # lost in rounding
        self.note("surplus", [about], elected=self.elect(), tie=tie)

    def exclude_lowest(self) -> None:
        """The candidate with fewest votes is excluded, the papers go on as they are (rule 50)."""
        fewest = min(self.votes[one] for one in self.continuing)
        lowest = [one for one in self.continuing if self.votes[one] == fewest]
        about, tie = self.part(lowest, min)
        self.continuing.remove(about)
        self.votes[about] = 0
        for parcel in self.parcels.pop(about, []):
            self.give(parcel.ranking, parcel.papers, value=parcel.value)
        self.note("excluded", [about], elected=self.elect(), tie=tie)

    def part(
        self, among: Sequence[Candidate], choose: Callable[[Iterable[int]], int]
    ) -> tuple[Candidate, Tie | None]:
        """One of several with equal votes: by the latest stage at which they differed, or by lot.

        Errors: LotsNeeded
        Source: rules 49 and 51; where some of them were equal then too, these are looked at further
        back.
        """
        if len(among) == 1:
            return among[0], None
        left = list(among)
        for stage in reversed(self.stages):
            taken = choose(stage.votes[one] for one in left)
            left = [one for one in left if stage.votes[one] == taken]
            if len(left) == 1:
                return left[0], Tie(among=among, taken=left[0], by="earlier", stage=stage.number)
        number = len(self.stages) + 1
        if not self.seed:
            raise LotsNeeded([self.papers.name(one) for one in left], number)
        lines = {f"stage {number} candidate {one}": one for one in left}
        lot = lines[drawn(lines, self.seed)[0]]
        return lot, Tie(among=among, taken=lot, by="lot")

    def note(
        self,
        what: What,
        about: Sequence[Candidate],
        *,
        elected: Sequence[Candidate],
        tie: Tie | None = None,
    ) -> None:
        """Keep a stage as it ended."""
        self.stages.append(
            Stage(
                number=len(self.stages) + 1,
                what=what,
                about=tuple(about),
                votes=dict(self.votes),
                stopped=self.stopped,
                elected=tuple(elected),
                tie=tie,
            )
        )


def count_ranked(papers: Papers, *, seed: str = "") -> Counted:
    """Count ranked papers; with one seat that is the instant run-off.

    Errors: LotsNeeded, where only a lot decides and no seed is given
    """
    return Count(papers, seed).run()
