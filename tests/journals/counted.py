"""A golden session of all that tellers count, and of questions that are decided in parts."""

from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.ask_for_count import AskForCount
from hemicycle.procedure.acts.divisions.ask_for_parts import AskForParts
from hemicycle.procedure.acts.divisions.ask_for_quorum import AskForQuorum
from hemicycle.procedure.acts.divisions.call_roll_instead import CallRollInstead
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.count_again import CountAgain
from hemicycle.procedure.acts.divisions.count_hands import CountHands
from hemicycle.procedure.acts.divisions.decide_parts import DecideParts
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.establish_quorum import EstablishQuorum
from hemicycle.procedure.acts.divisions.find_majority import FindMajority
from hemicycle.procedure.acts.divisions.go_on_paper import GoOnPaper
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.take_out_part import TakeOutPart
from hemicycle.procedure.rules.ballot_box import EnterAnswer
from properties.sittings import Room, room_at

WORDS = {"en": "Part of the draft", "fr": "Une partie du projet"}
CHAIR, TELLERS = "o-president", ("o-teller", "o-clerk")


def put(room: Room, method: str, **fields: object) -> None:
    """A question is put by this method."""
    room.done(PutQuestion, CHAIR, title=WORDS, yes_means=WORDS, method=method, **fields)


def hands(room: Room, *counts: int) -> None:
    """Each teller counts so many in favour."""
    for teller, count in zip(TELLERS, counts, strict=True):
        room.done(CountHands, teller, for_votes=count, against_votes=1)


def counted() -> Room:
    """Hands doubted, counted twice and given up; sheets of paper; a plain result; parts."""
    room = room_at("sitting", "plain")
    put(room, "show_of_hands")
    room.done(OpenDivision, CHAIR)
    room.done(FindMajority, CHAIR, outcome="adopted")
    room.done(AskForCount, "p-0001-1")
    hands(room, 2, 1)
    room.done(CountAgain, CHAIR)
    hands(room, 2, 2)
    room.done(CallRollInstead, CHAIR)
    room.done(OpenDivision, CHAIR)
    room.done(GoOnPaper, CHAIR)
    for teller in TELLERS:
        room.done(EnterAnswer, teller, division=2, delegation="p-0003", for_votes=9)
    room.done(CloseDivision, CHAIR)
    room.done(DeclareResult, CHAIR)
    put(room, "standing", does="delete", parts=("7", "8", "9"))
    room.done(TakeOutPart, "p-0001-1", part="9")
    room.done(AskForQuorum, "p-0001-1")
    room.done(EstablishQuorum, CHAIR)
    room.done(OpenDivision, CHAIR)
    room.done(FindMajority, CHAIR, outcome="adopted")
    room.done(DeclareResult, CHAIR)
    put(room, "consensus", does="insert", parts=("10", "11"))
    room.done(AskForParts, "p-0003-1")
    room.done(DecideParts, CHAIR, outcome="refused")
    room.done(AdoptWithoutVote, CHAIR)
    return room
