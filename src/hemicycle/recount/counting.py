"""Counting again: totals from the votes, the majority in whole votes, and what does not agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Tally
from hemicycle.procedure.rules.majorities import Share
from hemicycle.recount.votes import Official, Vote

BASES = ("votes_cast", "votes_cast_with_abstentions", "those_present", "all_entitled")
FOR, AGAINST = "for", "against"  # what a casting vote may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """By what a division is decided: a share of a base, and who decides a tie.

    `members` are all who could have voted, 0 where the file says it; `casting_vote` is "" where
    nobody has one.
    """

    share: Share
    base: str = "votes_cast"
    members: int = 0
    casting_vote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that does not agree: where in the file, and what, as a key with facts."""

    line: int
    key: str
    facts: Mapping[str, object]


@dataclass(slots=True)
class Recounted:
    """One division, counted. Units: votes; `voters` are rows of the file.

    What was published stands beside what was counted; neither ever takes the other's place.
    """

    division: str
    title: str = ""
    voters: int = 0
    for_votes: int = 0
    against_votes: int = 0
    abstention_votes: int = 0
    not_cast_votes: int = 0
    absent_votes: int = 0
    official: Official | None = None
    differences: list[Difference] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    @property
    def tally(self) -> Tally:
        """What the names add up to."""
        return Tally(
            for_votes=self.for_votes,
            against_votes=self.against_votes,
            abstention_votes=self.abstention_votes,
        )

    @property
    def counts(self) -> bool:
        """Whether there is anything to count: names, or at least figures."""
        return self.voters > 0 or (self.official is not None and self.official.tally is not None)

    @property
    def figures(self) -> Tally:
        """What the names add up to, or the published figures where there are no names."""
        if self.voters or self.official is None or self.official.tally is None:
            return self.tally
        return self.official.tally

    def base_votes(self, measure: Measure) -> int:
        """The votes of which a share is needed."""
        figures = self.figures
        everybody = figures.placed_votes + self.not_cast_votes
        return {
            "votes_cast": figures.cast_votes,
            "votes_cast_with_abstentions": figures.placed_votes,
            "those_present": everybody - self.absent_votes,
            "all_entitled": measure.members or everybody,
        }[measure.base]

    def is_tied(self, measure: Measure) -> bool:
        """Whether a casting vote decides it."""
        figures = self.figures
        is_even = figures.cast_votes > 0 and figures.for_votes == figures.against_votes
        return bool(measure.casting_vote) and is_even

    def outcome(self, measure: Measure) -> str:
        """Whether it is carried; nothing cast carries nothing."""
        figures = self.figures
        if self.is_tied(measure):
            return "adopted" if measure.casting_vote == FOR else "rejected"
        required = measure.share.required(self.base_votes(measure))
        is_carried = figures.cast_votes > 0 and figures.for_votes >= required
        return "adopted" if is_carried else "rejected"

    def take(self, vote: Vote) -> None:
        """Count one more vote; what is wrong with it is kept beside."""
        self.voters += 1
        earlier = self._seen.setdefault(vote.voter, vote.line)
        if earlier != vote.line:
            self.differ(vote.line, "recount_twice", voter=vote.name or vote.voter, earlier=earlier)
        total = vote.tally.placed_votes + vote.not_cast_votes
        if vote.entitled not in (-1, total):
            facts = {"voter": vote.name or vote.voter, "n": total, "entitled": vote.entitled}
            self.differ(vote.line, "recount_row_sum", **facts)
        self.for_votes += vote.tally.for_votes
        self.against_votes += vote.tally.against_votes
        self.abstention_votes += vote.tally.abstention_votes
        self.not_cast_votes += vote.not_cast_votes
        self.absent_votes += vote.absent_votes

    def hear(self, official: Official) -> None:
        """Take what was published; published twice, it must be the same."""
        if self.official is None:
            self.official, self.title = official, official.title
        elif self.official.tally != official.tally:
            first, second = told(self.official.tally), told(official.tally)
            self.differ(official.line, "recount_published_twice", first=first, second=second)

    def hold(self, measure: Measure) -> None:
        """Hold what was counted against what was published."""
        official = self.official
        if official is None:
            return
        if official.tally is not None and self.voters and official.tally != self.tally:
            facts = {"said": told(official.tally), "found": told(self.tally)}
            self.differ(official.line, "recount_total", **facts)
        placed = self.figures.placed_votes
        if official.voters is not None and official.voters != placed:
            self.differ(official.line, "recount_voters", said=official.voters, found=placed)
        found = self.outcome(measure)
        is_told = official.outcome in ("adopted", "rejected")
        if self.counts and is_told and official.outcome != found:
            self.differ(official.line, "recount_outcome", said=official.outcome, found=found)

    def differ(self, line: int, key: str, **facts: object) -> None:
        """Note what does not agree."""
        self.differences.append(Difference(line=line, key=key, facts=facts))


def told(tally: Tally | None) -> str:
    """Figures in a row: for, against, abstaining."""
    if tally is None:
        return "-"
    return f"{tally.for_votes}, {tally.against_votes}, {tally.abstention_votes}"


def recount(findings: Iterable[Vote | Official], measure: Measure) -> list[Recounted]:
    """Every division of a file, held against what was published, in the order of the file."""
    known: dict[str, Recounted] = {}
    for one in findings:
        own = known.get(one.division)
        if own is None:
            own = known[one.division] = Recounted(one.division)
        if isinstance(one, Vote):
            own.take(one)
        else:
            own.hear(one)
    for counted in known.values():
        counted.hold(measure)
    return list(known.values())
