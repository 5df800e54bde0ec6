"""Walks through counts of hands, calls of the roll, sheets of paper and requests for the quorum.

The general walks come by these too seldom; here hardly anything else happens.
"""

from collections import Counter
from random import Random

import pytest

from hemicycle.clerk import Asked
from hemicycle.clerk.state import OpenBox
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.ask_for_count import AskForCount
from hemicycle.procedure.acts.divisions.ask_for_quorum import AskForQuorum
from hemicycle.procedure.acts.divisions.call_roll_instead import CallRollInstead
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.count_again import CountAgain
from hemicycle.procedure.acts.divisions.count_hands import CountHands
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.establish_quorum import EstablishQuorum
from hemicycle.procedure.acts.divisions.find_majority import FindMajority
from hemicycle.procedure.acts.divisions.go_on_paper import GoOnPaper
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.divisions.withdraw_question import WithdrawQuestion
from hemicycle.procedure.rules.answers import unsettled
from hemicycle.procedure.rules.ballot_box import EnterAnswer
from hemicycle.procedure.rules.ways import do_counts_differ
from properties.acts_at_random import DELEGATES, likely_answer, likely_ballot
from properties.judge import Judge
from properties.sittings import SESSION, Room, room_at

STEPS, SEEDS = 200, 40
METHODS = ("show_of_hands", "standing", "voice", "roll_call", "consensus")
TELLERS = ("o-teller", "o-clerk", "o-sg")
BY_CHAIR = (
    *(OpenDivision, OpenDivision, CloseDivision, DeclareResult, CountAgain, FindMajority),
    *(CallRollInstead, GoOnPaper, EstablishQuorum, AdoptWithoutVote, WithdrawQuestion),
)


def counting_act(random: Random, room: Room) -> Asked:
    """Something that belongs to a decision, by a person who does such things, mostly."""
    body = room.assembly.bodies["plenary"]
    chair = random.choice([body.presiding] * 9 + ["o-teller"])
    running = room.assembly.divisions.get(body.division)
    drawn = random.random()
    if body.question is None:
        words = {"en": "Tea"}
        method = random.choice(METHODS)
        return room.act(PutQuestion, chair, title=words, yes_means=words, method=method)
    if running and running.stage != "open" and drawn < 0.6:
        return after_the_vote(random, room, chair)
    if running and running.stage == "open" and drawn < 0.7:
        return while_open(random, room, running)
    if drawn < 0.74:
        kind = random.choice([AskForCount, AskForQuorum])
        return room.act(kind, random.choice(DELEGATES))
    if drawn < 0.76:
        return room.act(ReportTally, "o-teller")
    if drawn < 0.8:
        kind = random.choice([NoteArrival, NoteDeparture])
        return room.act(kind, "o-clerk", member=random.choice(DELEGATES))
    kind = random.choice(BY_CHAIR)
    more = {"outcome": random.choice(["adopted", "rejected", "maybe"])}
    return room.act(kind, chair, **(more if kind is FindMajority else {}))


def while_open(random: Random, room: Room, running) -> Asked:
    """Hands are found or counted, answers entered, ballots cast, or it goes on on paper."""
    chair = room.assembly.bodies["plenary"].presiding
    if not running.counts:
        if running.takes_ballots and not running.is_on_paper and random.random() < 0.3:
            return room.act(GoOnPaper, chair)
        if running.question.method == "voice" or running.is_on_paper:
            return an_answer(random, room, running)
        return likely_ballot(random, room) or room.act(CloseDivision, chair)
    if not running.hands and random.random() < 0.3:
        return room.act(FindMajority, chair, outcome=random.choice(["adopted", "maybe"]))
    if do_counts_differ(running) and random.random() < 0.6:
        return room.act(CountAgain, chair)
    figures = {"for_votes": random.choice([1, 1, 1, 2]), "against_votes": 1}
    return room.act(CountHands, random.choice(TELLERS[:2]), **figures)


def an_answer(random: Random, room: Room, division) -> Asked:
    """Often that a delegation not settled yet is in favour; once all are, the close."""
    opened = room.state.boxes.get(division.number, OpenBox())
    waiting = unsettled(division, opened.box)
    if random.random() < 0.3:
        return likely_answer(random, room, division)
    present = [row.delegation for row in division.roll.values() if row.castable]
    if not waiting and (not division.is_on_paper or random.random() < 0.5):
        return room.act(CloseDivision, room.assembly.bodies["plenary"].presiding)
    chosen = (*waiting, *present, *division.roll)[0]
    votes = division.roll[chosen].castable
    asked = {"division": division.number, "delegation": chosen, "for_votes": votes}
    return room.act(EnterAnswer, random.choice(TELLERS[:2]), **asked)


def after_the_vote(random: Random, room: Room, chair: str) -> Asked:
    """It is reported, doubted or declared."""
    running = room.assembly.divisions[room.assembly.bodies["plenary"].division]
    if running.stage == "found" and random.random() < 0.4:
        return room.act(AskForCount, random.choice(list(running.roll.values())).members[0])
    kind = random.choice([ReportTally, DeclareResult])
    return room.act(kind, chair if kind is DeclareResult else "o-teller")


def walked(seed: int) -> Judge:
    """One sitting in which little but decisions happens, judged after each act."""
    random = Random(seed)  # noqa: S311 - a seed makes the walk repeatable
    room = room_at("sitting", ("plain", "ipu_assembly")[seed % 2])
    judge = Judge(room)
    for _ in range(STEPS):
        room.now += random.choice([0, 1000, 30_000])
        judge.put(counting_act(random, room))
    judge.close()
    return judge


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_is_counted_and_however_the_books_agree(seed):
    judge = walked(seed)
    for division in judge.room.assembly.divisions.values():
        if division.found:
            assert division.tally.placed_votes == 0
        assert division.tally.placed_votes <= division.entitled_votes


def test_these_walks_reach_what_they_are_about():
    seen = Counter()
    for seed in range(SEEDS):
        judge = walked(seed)
        history = judge.room.clerk.history[SESSION]
        seen.update(type(written.entry).__name__ for written in history)
        seen.update("paper" for written in history if getattr(written.entry, "on_paper", ()))
        divisions = judge.room.assembly.divisions.values()
        seen.update(f"{d.question.method} {d.stage}" for d in divisions)
    wanted = {
        *("HandsCounted", "CountsAgreed", "CountsDiffered", "CountBegunAgain", "MajorityFound"),
        *("CountAsked", "VoteSetAside", "PlainResultDeclared", "PaperBegun", "ResultDeclared"),
        *("QuorumAsked", "QuorumCounted", "paper", "voice declared", "show_of_hands declared"),
    }
    assert wanted - set(seen) == set()
