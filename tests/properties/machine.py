"""The machine: Hypothesis writes whole sessions, act by act, and shortens those that go wrong."""

# ruff: noqa: D102 - the name of a rule is its sentence

from dataclasses import replace
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from hemicycle.clerk import Clerk, Done, Refused
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.rules.ballot_box import CastBallot
from properties.acts_at_random import any_act, likely_act, likely_ballot
from properties.judge import Judge
from properties.second_book import require
from properties.sittings import SESSION, STAGES, room_at
from properties.walks import RULEBOOKS

CLERK: list[type[Clerk]] = [Clerk]  # another one for the controls
RANDOM = st.randoms(use_true_random=False)
SEATS = 40  # ballots so far above any ceiling that no rulebook allows them


class AnySession(RuleBasedStateMachine):
    """Whoever does whatever, whenever: the record stays right."""

    @initialize(
        stage=st.sampled_from(("sitting", *STAGES, "sitting")), rulebook=st.sampled_from(RULEBOOKS)
    )
    def begin(self, stage: str, rulebook: str):
        self.room = room_at(stage, rulebook, clerk=CLERK[0])
        self.judge = Judge(self.room)
        self.done = []

    def put(self, asked):
        outcome = self.judge.put(asked)
        if isinstance(outcome, Done):
            self.done.append((asked, outcome))
        return outcome

    @rule(random=RANDOM)
    def anything(self, random: Random):
        self.put(any_act(random, self.room))

    @rule(random=RANDOM)
    def something_likely(self, random: Random):
        self.put(likely_act(random, self.room))

    @rule()
    def vote_begins(self):
        president = "o-president"
        words = {"en": "Q"}
        asked = [
            self.room.act(PutQuestion, president, title=words, yes_means=words, method="roll_call"),
            self.room.act(OpenDivision, president),
        ]
        for one in asked:
            self.put(one)

    @rule(random=RANDOM)
    def ballot(self, random: Random):
        asked = likely_ballot(random, self.room)
        if asked is not None:
            self.put(asked)

    @rule(body=st.sampled_from(["plenary", "committee-1"]))
    def vote_ends(self, body: str):
        known = self.room.assembly.bodies.get(body)
        if known is not None:
            self.put(self.room.act(CloseDivision, known.presiding, body))

    @rule(member=st.sampled_from(["p-0001-1", "p-0002-1", "p-0003-1"]), over=st.integers(1, SEATS))
    def more_than_the_ceiling(self, member: str, over: int):
        for division in self.room.assembly.divisions.values():
            votes = division.max_per_person + over
            outcome = self.put(
                self.room.act(CastBallot, member, division=division.number, for_votes=votes)
            )
            require(isinstance(outcome, Refused), "a ballot above the ceiling", outcome)

    @rule(member=st.sampled_from(["p-0001-1", "p-0002-1", "p-0003-1"]))
    def late_ballot(self, member: str):
        for division in self.room.assembly.divisions.values():
            if division.stage != "open":
                outcome = self.put(self.room.act(CastBallot, member, division=division.number))
                require(isinstance(outcome, Refused), "a ballot after the close", outcome)
                require(outcome.refusal.reason_key == "too_late", "another reason")

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def the_same_press_twice(self, data):
        asked, first = data.draw(st.sampled_from(self.done))
        before = self.room.state
        [again] = self.room.clerk.take([asked])
        require(again == replace(first, is_repeated=True), "another answer", again, first)
        require(self.room.state == before, "a second press changed something", asked)

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def the_same_press_for_something_else(self, data):
        asked, _ = data.draw(st.sampled_from(self.done))
        other = replace(asked.act, **other_fields(asked.act))
        before = self.room.state
        [outcome] = self.room.clerk.take([replace(asked, act=other)])
        require(isinstance(outcome, Refused), "one id for two acts", outcome)
        require(outcome.refusal.rule_key == "record.once", "another rule", outcome.refusal.rule_key)
        require(self.room.state == before, "a refused act changed something", asked)

    @rule(random=RANDOM, size=st.integers(2, 6))
    def several_at_once(self, random: Random, size: int):
        batch = [likely_act(random, self.room) for _ in range(size)]
        outcomes = self.room.clerk.take([*batch, batch[0]])
        for asked, outcome in zip([*batch, batch[0]], outcomes, strict=True):
            require(isinstance(outcome, Done | Refused), "a memory that failed", outcome)
            if isinstance(outcome, Done) and not outcome.is_repeated:
                self.done.append((asked, outcome))
        if isinstance(outcomes[0], Done):
            require(outcomes[-1].is_repeated, "twice in one batch", outcomes)
        self.judge.read_on()
        self.judge.book.compare(self.room.assembly)

    @rule(ms=st.sampled_from([1, 1000, 60_000, 3_600_000, -1000, -7_200_000]))
    def time_passes(self, ms: int):
        before = self.room.assembly.at
        self.room.now += ms
        require(self.room.assembly.at >= before, "time ran back")

    @rule()
    def restart(self):
        self.room.clerk = self.room.restarted()
        self.judge.read_on()

    def teardown(self):
        if hasattr(self, "judge"):
            self.judge.close()
            history = self.room.clerk.history.get(SESSION, ())
            times = [w.entry.at for w in history if w.header.occurred.precision == "instant"]
            require(times == sorted(times), "an entry is earlier than the one before it")


def other_fields(act) -> dict[str, object]:
    """What makes the act another one: more votes, or another body."""
    if isinstance(act, CastBallot):
        return {"for_votes": act.for_votes + 1}
    return {"body": f"{act.body}-2"}
