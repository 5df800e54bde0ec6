"""A second bookkeeper: reads the entries alone, and says where the first one must be wrong.

It shares no code with the procedure. It knows who may hold the floor, which question stands and
what the ballots in the store add up to, each from first principles.
"""

from dataclasses import dataclass, field

import msgspec

from hemicycle.procedure.assembly import Ballot


class BooksDiffer(AssertionError):
    """The record says one thing, and the truth another."""


def require(holds: object, what: str, *facts: object) -> None:
    """Say what does not hold."""
    if not holds:
        raise BooksDiffer(what, *facts)


@dataclass
class SecondBook:
    """What follows from the entries read so far."""

    holder: dict[str, str] = field(default_factory=dict)
    waiting_speaker: dict[str, str] = field(default_factory=dict)
    question: dict[str, int] = field(default_factory=dict)
    division: dict[str, int] = field(default_factory=dict)
    rolls: dict[int, dict[str, object]] = field(default_factory=dict)
    ceilings: dict[int, int] = field(default_factory=dict)
    counts: dict[int, object] = field(default_factory=dict)
    papers: dict[int, dict[str, bool]] = field(default_factory=dict)
    names_on: dict[int, set[str]] = field(default_factory=dict)
    hands: dict[tuple[int, int], dict[str, object]] = field(default_factory=dict)
    agreed: dict[int, object] = field(default_factory=dict)
    basis: str = ""
    read: int = 0

    def take(self, entry, basis: str) -> None:
        """Read one more entry, and on what basis the record says that it stands."""
        self.read += 1
        name = type(entry).__name__
        reading = getattr(self, f"_{name}", None)
        if reading is not None:
            reading(entry)
        own = "reported" if name == "FactReported" else self.basis
        require(basis == own, "an entry on another basis", entry, basis)

    def _SessionOpened(self, entry):  # noqa: N802
        self.basis = entry.basis

    def _BallotOpened(self, entry):  # noqa: N802
        self.papers[entry.election] = {m: False for row in entry.roll for m in row.members}
        self.names_on[entry.election] = set(entry.candidates)
        require(entry.candidates, "a paper without a name", entry)

    def _PapersIssued(self, entry):  # noqa: N802
        for member in entry.members:
            has_paper = self.papers[entry.election].get(member)
            require(has_paper is False, "a second paper, or one for a stranger", entry)
            self.papers[entry.election][member] = True

    def _BallotDeclared(self, entry):  # noqa: N802
        issued = sum(self.papers[entry.election].values())
        require(entry.papers <= issued == entry.issued, "more papers than were issued", entry)
        parts = entry.valid + entry.blank + entry.invalid
        require(parts == entry.papers, "papers that do not add up", entry)
        votes = {one.member: one.votes for one in entry.votes}
        require(set(votes) == self.names_on[entry.election], "others than on the paper", entry)
        for member in entry.elected:
            enough = 2 * votes[member] > entry.valid or not entry.required
            require(enough and votes[member], "elected without a majority", entry)
        require(not {*entry.elected} & {*entry.dropped}, "elected and dropped", entry)
        require(max(votes.values()) <= entry.valid, "more votes than papers", entry)

    def _FloorGiven(self, entry):  # noqa: N802 - the entry's own name
        require(not self.holder.get(entry.body), "two floor holders", entry)
        require(entry.speaker, "nobody was given the floor", entry)
        self.holder[entry.body] = entry.speaker

    def _FloorYielded(self, entry):  # noqa: N802
        require(self.holder.get(entry.body) == entry.speaker, "yielded what was not held", entry)
        self.holder[entry.body] = ""

    def _PointOfOrderRaised(self, entry):  # noqa: N802
        require(self.holder.get(entry.body, "") == entry.interrupted, "interrupted nobody", entry)
        self.waiting_speaker[entry.body] = entry.interrupted
        self.holder[entry.body] = ""

    def _RulingGiven(self, entry):  # noqa: N802
        resumed = self.waiting_speaker.pop(entry.body, "")
        require(entry.resumes == resumed, "another speaker resumes", entry)
        self.holder[entry.body] = resumed

    def _SittingAdjourned(self, entry):  # noqa: N802
        self.holder[entry.body] = ""
        self.waiting_speaker.pop(entry.body, None)
        require(not self.question.get(entry.body), "a question was left standing", entry)

    def _QuestionPut(self, entry):  # noqa: N802
        require(not self.question.get(entry.body), "two questions", entry)
        taken = [*self.question.values()]
        require(entry.question.number not in taken, "two questions of one number", entry)
        self.question[entry.body] = entry.question.number

    def _settled(self, entry):
        require(self.question.get(entry.body) == entry.question, "settled another question", entry)
        self.question[entry.body] = self.division[entry.body] = 0

    def _TimeShared(self, entry):  # noqa: N802
        self._FloorYielded(entry)
        self.holder[entry.body] = entry.to

    def _MicrophoneCut(self, entry):  # noqa: N802
        self._FloorYielded(entry)

    def _PlacesSwapped(self, entry):  # noqa: N802
        require(entry.first_number != entry.second_number, "swapped one place", entry)

    _QuestionWithdrawn = _AdoptedWithoutVote = _settled

    def _DivisionOpened(self, entry):  # noqa: N802
        require(self.question.get(entry.body) == entry.question, "voting on nothing", entry)
        require(entry.division == len(self.rolls) + 1, "a division has the wrong number", entry)
        require(not self.division.get(entry.body), "two divisions on one question", entry)
        self.division[entry.body] = entry.division
        self.rolls[entry.division] = {row.delegation: row for row in entry.roll}
        self.ceilings[entry.division] = entry.max_per_person
        for row in entry.roll:
            most = min(row.entitled, entry.max_per_person * len(row.members))
            require(row.castable == most, "castable beyond the ceiling", row)

    def _DivisionClosed(self, entry):  # noqa: N802
        require(entry.division not in self.counts, "closed twice", entry)
        self.counts[entry.division] = entry.count

    def _HandsCounted(self, entry):  # noqa: N802
        own = self.hands.setdefault((entry.division, entry.round), {})
        require(entry.teller not in own, "one teller counted twice", entry)
        require(len(own) < 2, "a third count", entry)
        hall = sum(row.entitled for row in self.rolls[entry.division].values())
        parts = (entry.for_votes, entry.against_votes, entry.abstention_votes)
        require(min(parts) >= 0 and sum(parts) <= hall, "more hands than people", entry)
        own[entry.teller] = parts

    def _CountsAgreed(self, entry):  # noqa: N802
        latest = max(number for division, number in self.hands if division == entry.division)
        counted = [*self.hands[entry.division, latest].values()]
        parts = (entry.for_votes, entry.against_votes, entry.abstention_votes)
        require(counted == [parts, parts], "agreed on another count", entry)
        self.agreed[entry.division] = entry

    def _CountsDiffered(self, entry):  # noqa: N802
        latest = max(number for division, number in self.hands if division == entry.division)
        first, second = self.hands[entry.division, latest].values()
        gaps = tuple(abs(a - b) for a, b in zip(first, second, strict=True))
        told = (entry.for_differ, entry.against_differ, entry.abstentions_differ)
        require(told == gaps and any(gaps), "differ by something else", entry)

    def _VoteSetAside(self, entry):  # noqa: N802
        require(self.question.get(entry.body) == entry.question, "set another aside", entry)
        self.division[entry.body] = 0

    def _QuorumCounted(self, entry):  # noqa: N802
        require(entry.is_met == (entry.present >= entry.needed), "another quorum", entry)
        if entry.effect == "postponed":
            self._settled(entry)

    def _PartsDecided(self, entry):  # noqa: N802
        if entry.outcome == "allowed":
            self._settled(entry)

    _PlainResultDeclared = _settled

    def _ResultDeclared(self, entry):  # noqa: N802
        if entry.method in ("show_of_hands", "standing"):
            self._declared_of_hands(entry)
            return
        count = self.counts[entry.division]
        for part in ("for_votes", "against_votes", "abstention_votes"):
            total = sum(getattr(row, part) for row in count.rows)
            require(getattr(entry, part) == total, "declared what was not counted", entry)
        placed = entry.for_votes + entry.against_votes + entry.abstention_votes
        require(placed + entry.not_cast_votes == entry.entitled_votes, "votes got lost", entry)
        self._settled(entry)

    def _declared_of_hands(self, entry):
        agreed = self.agreed[entry.division]
        parts = ("for_votes", "against_votes", "abstention_votes")
        same = all(getattr(entry, part) == getattr(agreed, part) for part in parts)
        require(same, "declared what was not counted", entry)
        placed = sum(getattr(entry, part) for part in parts)
        require(placed + entry.not_cast_votes == entry.entitled_votes, "hands got lost", entry)
        self._settled(entry)

    def compare(self, assembly) -> None:
        """Hold what follows from the entries against what the procedure says is true."""
        for body in assembly.bodies.values():
            held = self.holder.get(body.id, "")
            require(body.floor.holder == held, "who holds the floor", body.floor.holder, held)
            standing = self.question.get(body.id, 0)
            number = body.question.number if body.question else 0
            require(number == standing, "which question stands", number, standing)

    def count_again(self, ballots_of) -> None:
        """Count every box of the store by hand, and hold it against roll and record."""
        for number, roll in self.rolls.items():
            rows = ballots_of(number)
            current, desks, overtaken = {}, {}, set()
            for row in rows:
                ballot = msgspec.json.decode(row.body, type=Ballot)
                if ballot.entered:
                    self.require_castable(number, ballot, row)
                    entered = desks.setdefault(ballot.member, {})
                    entered[ballot.delegation] = ballot
                    continue
                self.require_within_ceiling(number, ballot, row)
                if (ballot.member, ballot.key) not in overtaken:
                    current[ballot.member] = ballot
                overtaken |= {(ballot.member, key) for key in ballot.instead_of or ()}
            require(len(desks) <= 2, "a third desk", desks)
            standing = self.standing(number, current, desks)
            if number in self.counts:
                self.require_same_count(number, standing, len(rows))
            for delegation, line in roll.items():
                placed = sum(b.placed_votes for b in current.values() if b.delegation == delegation)
                require(placed <= line.castable, "more placed than castable", line, placed)

    def standing(self, number, current, desks) -> list[Ballot]:
        """What counts: two equal entries of tellers, or else what the persons cast themselves."""
        counted = []
        for delegation in self.rolls[number]:
            told = [own[delegation] for own in desks.values() if delegation in own]
            told = [one for one in told if one.entered != "undone"]
            own = [one for one in current.values() if one.delegation == delegation]
            # Who can cast nothing keeps no division open, whatever the desks wrote for it.
            if number not in self.counts or not told or not self.rolls[number][delegation].castable:
                counted += own
                continue
            both = {(b.for_votes, b.against_votes, b.abstention_votes, b.entered) for b in told}
            require(len(told) == 2 and len(both) == 1, "closed unsettled", delegation)
            counted.append(told[0])
        return counted

    def require_castable(self, number, ballot, row) -> None:
        """A teller enters no more for a delegation than it can cast."""
        line = self.rolls[number][ballot.delegation]
        parts = (ballot.for_votes, ballot.against_votes, ballot.abstention_votes)
        require(min(parts) >= 0 and sum(parts) <= line.castable, "entered too much", ballot)
        require((row.member, row.number) == (ballot.member, ballot.number), "row and entry", row)

    def require_within_ceiling(self, number, ballot, row) -> None:
        """Nobody places more than the ceiling, less than nothing, or without being listed."""
        parts = (ballot.for_votes, ballot.against_votes, ballot.abstention_votes)
        require(min(parts) >= 0, "negative votes", ballot)
        require(sum(parts) <= self.ceilings[number], "above the ceiling", ballot)
        line = self.rolls[number].get(ballot.delegation)
        require(line is not None and ballot.member in line.members, "not on the roll", ballot)
        require((row.member, row.number) == (ballot.member, ballot.number), "row and ballot", row)

    def require_same_count(self, number, ballots, received) -> None:
        """The count in the record is the one made by hand, and nothing came in after the close."""
        count = self.counts[number]
        require(count.ballots == received, "ballots after the close", count.ballots, received)
        require([row.delegation for row in count.rows] == list(self.rolls[number]), "rows and roll")
        for row in count.rows:
            line = self.rolls[number][row.delegation]
            own = [b for b in ballots if b.delegation == row.delegation]
            for part in ("for_votes", "against_votes", "abstention_votes"):
                by_hand = sum(getattr(b, part) for b in own)
                require(getattr(row, part) == by_hand, "counted otherwise by hand", row, own)
            placed = row.for_votes + row.against_votes + row.abstention_votes
            if line.members:
                cast_or_unused = placed + row.left_unused + row.no_ballot
                require(cast_or_unused == line.castable, "cast + unused = castable", row, line)
                require(row.absent == 0, "absent though present", row)
            parts = (row.left_unused, row.above_ceiling, row.no_ballot, row.absent)
            require(min(parts) >= 0, "less than nothing was not cast", row)
            require(placed + sum(parts) == row.entitled == line.entitled, "entitled votes", row)
