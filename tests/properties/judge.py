"""Puts one act to the clerk and checks everything that must hold of the answer."""

from dataclasses import replace

from hemicycle.clerk import Asked, Done, Outcome, Refused
from hemicycle.clerk.ballots import close_with_count
from hemicycle.clerk.state import OpenBox, SessionState
from hemicycle.journal import forms
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.record.report_fact import ReportFact
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, OutOfOrder
from hemicycle.procedure.rules.ballot_box import ToBox
from hemicycle.rulebooks import load
from properties.second_book import SecondBook, require
from properties.sittings import SESSION, Room

KNOWN_EVERYWHERE = load("plain")


class Judge:
    """Watches one room from the first act on."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.book = SecondBook()
        self.refusals = 0
        self.read_on()

    def put(self, asked: Asked) -> Outcome:
        """Ask whether the act may be done, do it, and hold the two answers together."""
        foreseen = self.room.clerk.may(asked)
        self.decide_twice(asked.act)
        before = self.room.state
        [outcome] = self.room.clerk.take([asked])
        if isinstance(outcome, Refused):
            self.refusals += 1
            self.require_known_rule(outcome.refusal)
            require(told(foreseen) == told(outcome.refusal), "may and take differ", foreseen)
            require(self.room.state == before, "a refused act changed something", asked)
        else:
            require(isinstance(outcome, Done), "a memory that failed", outcome)
            require(foreseen is None, "may refused what take did", told(foreseen), asked)
            if isinstance(asked.act, ReportFact):
                self.require_only_noted(before.assembly)
        self.read_on()
        self.book.compare(self.room.assembly)
        return outcome

    def decide_twice(self, act: Act) -> None:
        """The same act, judged twice in the same state, is judged the same."""
        state = self.room.state
        if state.rules is None or isinstance(act, ToBox):
            return
        stamped = close_with_count(state, replace(act, at=max(self.room.now, act.at)))
        first, second = (decided(state, stamped) for _ in range(2))
        require(first == second, "judged differently the second time", first, second)

    def require_only_noted(self, before: Assembly) -> None:
        """What a source reports stands among the reports, and changes nothing else."""
        after = self.room.assembly
        require(after.reports[:-1] == before.reports, "a report changed another", after.reports)
        noted = replace(before, reports=after.reports, position=before.position + 1, at=after.at)
        require(after == noted, "a report changed what is true")

    def require_known_rule(self, refusal: OutOfOrder) -> None:
        """The refusal names a rule that the rulebook has, and a reason."""
        rules = self.room.state.rules or KNOWN_EVERYWHERE
        require(rules.has(refusal.rule_key), "no such rule", refusal.rule_key)
        require(rules.article(refusal.rule_key), "no article", refusal.rule_key)
        require(refusal.reason_key.isidentifier(), "no reason", refusal.reason_key)

    def read_on(self) -> None:
        """Read what was written since the last look; each entry survives encoding."""
        for written in self.room.clerk.history.get(SESSION, [])[self.book.read :]:
            require(written.position == self.book.read + 1, "a gap in the record", written)
            read = forms.decode(written.header, forms.encode(written.entry))
            require(read == written.entry, "an entry changed by encoding", read, written.entry)
            self.book.take(written.entry, written.header.basis)

    def close(self) -> None:
        """At the end: count by hand, and let a new clerk read the journal."""
        self.book.count_again(lambda number: self.room.store.ballots(SESSION, number))
        if self.book.read:
            require_same(self.room.state, self.room.restarted().state(SESSION))
            require_same_history(self.room)


def told(refusal: OutOfOrder | None) -> tuple[object, ...]:
    """A refusal as something that can be compared."""
    return (refusal.rule_key, refusal.reason_key, refusal.facts) if refusal else ()


def decided(state: SessionState, act: Act) -> object:
    """The entries, or the refusal."""
    try:
        return list(PROCEDURE.decide(state.rules, state.assembly, act))
    except OutOfOrder as refusal:
        return told(refusal)


def require_same(live: SessionState, replayed: SessionState) -> None:
    """What a new clerk reads from the journal is what the old one has in mind."""
    require(replayed.assembly == live.assembly, "replay differs", *differing(live, replayed))
    require(replayed.tail == live.tail, "the ends differ", replayed.tail, live.tail)
    require(replayed.ballots == live.ballots, "ballots differ", replayed.ballots, live.ballots)
    for number in live.assembly.divisions:
        boxes = (state.boxes.get(number, OpenBox()) for state in (live, replayed))
        require(len({repr(box) for box in boxes}) == 1, "boxes differ", number)


def differing(live: SessionState, replayed: SessionState) -> list[object]:
    """The parts of the assembly that are not the same."""
    pairs = [
        (name, getattr(live.assembly, name), getattr(replayed.assembly, name))
        for name in live.assembly.__dataclass_fields__
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]


def require_same_history(room: Room) -> None:
    """The new clerk's history is the old one's, entry for entry."""
    replayed = room.restarted().history[SESSION]
    require(replayed == room.clerk.history[SESSION], "the histories differ")
