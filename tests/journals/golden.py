"""Writes the golden journals: small sessions in which every kind of entry occurs.

    python tests/journals/golden.py VERSION

writes `VERSION-*.ndjson` beside this file, once, at a release; a journal that was written is never
written again. The clock and the salts are fixed, so the same program writes the same bytes.
"""

# ruff: noqa: E402 - run as a program, it first has to find the folder it belongs to

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
if not __package__:
    sys.path.insert(0, str(HERE.parent))

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import export
from hemicycle.procedure.acts.agenda.carry_over_item import CarryOverItem
from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.citizens.answer_public_question import AnswerPublicQuestion
from hemicycle.procedure.acts.citizens.hide_public_question import HidePublicQuestion
from hemicycle.procedure.acts.citizens.raise_public_question import RaisePublicQuestion
from hemicycle.procedure.acts.citizens.show_public_question import ShowPublicQuestion
from hemicycle.procedure.acts.citizens.take_up_public_question import TakeUpPublicQuestion
from hemicycle.procedure.acts.credentials.admit_member import AdmitMember
from hemicycle.procedure.acts.credentials.deputise import Deputise
from hemicycle.procedure.acts.credentials.end_deputisation import EndDeputisation
from hemicycle.procedure.acts.credentials.name_seat import NameSeat
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.restore_vote import RestoreVote
from hemicycle.procedure.acts.credentials.suspend_vote import SuspendVote
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.divisions.withdraw_question import WithdrawQuestion
from hemicycle.procedure.acts.floor.accept_swap import AcceptSwap
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.ask_for_reply import AskForReply
from hemicycle.procedure.acts.floor.ask_to_explain import AskToExplain
from hemicycle.procedure.acts.floor.ask_to_intervene import AskToIntervene
from hemicycle.procedure.acts.floor.call_to_order import CallToOrder
from hemicycle.procedure.acts.floor.close_list import CloseList
from hemicycle.procedure.acts.floor.cut_microphone import CutMicrophone
from hemicycle.procedure.acts.floor.decide_motion import DecideMotion
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.extend_time import ExtendTime
from hemicycle.procedure.acts.floor.file_speech import FileSpeech
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.acts.floor.hand_in_speech import HandInSpeech
from hemicycle.procedure.acts.floor.move_motion import MoveMotion
from hemicycle.procedure.acts.floor.note_no_show import NoteNoShow
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.reopen_list import ReopenList
from hemicycle.procedure.acts.floor.share_time import ShareTime
from hemicycle.procedure.acts.floor.speak_on_motion import SpeakOnMotion
from hemicycle.procedure.acts.floor.take_back_speech import TakeBackSpeech
from hemicycle.procedure.acts.floor.withdraw_motion import WithdrawMotion
from hemicycle.procedure.acts.floor.withdraw_offer import WithdrawOffer
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.cite_decision import CiteDecision
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.record.report_fact import ReportFact
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.procedure.rules.ballot_box import CastBallot
from journals.by_seat import by_seat
from journals.corrected import corrected
from journals.counted import counted
from journals.elected import elected
from journals.emergency_requests import requested
from journals.followed import followed
from journals.listed import listed, reported_home
from journals.proceedings import PROCEEDINGS, Played
from journals.taken_over import taken_over
from journals.worded import worded
from properties.sittings import NOON, SESSION, Room, room_at

WORDS = {"en": "The draft, as a whole", "fr": "Le projet dans son ensemble"}
CHAIR = "o-president"


def acted() -> Room:
    """A day with a debate, a point of order, a division and a consensus."""
    room = room_at("sitting", "ipu_assembly")
    room.done(AdmitMember, "o-sg", member="p-0003-3", delegation="p-0003", accredited_as="adviser")
    room.done(NoteDeparture, "o-sg", member="p-0003-2")
    room.done(NoteArrival, "o-sg", member="p-0003-2")
    room.done(NameSeat, "p-0001-1", "committee-1", member="p-0001-2", seat="titular")
    room.done(Deputise, "p-0001-2", "committee-1", to="p-0001-3", ends_at=NOON + 3_600_000)
    room.done(EndDeputisation, "p-0001-2", "committee-1")
    room.done(SuspendVote, "o-sg", delegation="p-0003", cause="arrears")
    room.done(RestoreVote, "o-sg", delegation="p-0003", cause="decision")
    debate(room)
    division(room)
    consensus(room)
    room.done(AskToExplain, "p-0001-1")
    general_debate(room)
    room.done(WithdrawCredentials, "o-sg", member="g-guest")
    room.done(CiteDecision, "o-sg", words=WORDS, link="https://example.org/decision")
    room.done(CorrectRecord, "o-sg", corrects=7, words=WORDS)
    room.done(HandChair, CHAIR, to="o-chair")
    room.done(AdjournSitting, "o-chair")
    return room


def debate(room: Room) -> None:
    """Speakers, more time, a point of order in mid-speech, a pause."""
    room.done(TakeUpItem, CHAIR, item="1")
    for member in ("p-0001-1", "p-0002-1", "p-0003-1"):
        room.done(AskForFloor, member)
    room.done(WithdrawRequest, "p-0003-1")
    room.done(CloseList, CHAIR)
    room.done(ReopenList, CHAIR)
    room.done(GiveFloor, CHAIR, speaker="p-0001-1")
    room.done(ExtendTime, CHAIR, extra_s=30)
    room.done(RaisePointOfOrder, "p-0002-1", rule="speaking.order")
    room.done(GiveRuling, CHAIR, ruling="upheld")
    room.done(YieldFloor, "p-0001-1")
    room.done(SuspendSitting, CHAIR)
    room.done(ResumeSitting, CHAIR)


def general_debate(room: Room) -> None:
    """Lots, swaps, a no-show, shared time, a cut microphone, and the motions of a debate."""
    room.done(PlaceItem, "o-sg", item="9", title=WORDS, kind="general_debate")
    for member in ("p-0001-2", "p-0002-1", "p-0003-1"):
        room.done(AskForFloor, "o-sg", member=member, item="9")
    room.done(AskForFloor, "p-0001-3", item="9")
    text = {"item": "9", "word_count": 420}
    for language, sign in (("fr", "a"), ("en", "b")):
        room.done(HandInSpeech, "p-0001-3", language=language, sha256=sign * 64, **text)
    room.done(TakeBackSpeech, "p-0001-3", number=2)
    room.done(FreezeList, "o-sg", item="9")
    room.done(DrawLots, "o-sg", item="9", dice="3 5 1 1 6", published="19283746")
    first, second, third = room.assembly.bodies["plenary"].lists["9"].waiting[:3]
    room.done(OfferSwap, second, lowest=1, highest=9, item="9")
    room.done(WithdrawOffer, second, item="9")
    room.done(OfferSwap, second, lowest=1, highest=9, item="9")
    room.done(AcceptSwap, first, other=second, item="9")
    room.done(TakeUpItem, CHAIR, item="9")
    room.done(NoteNoShow, CHAIR, speaker=third)
    room.done(HandInSpeech, "o-sg", member=third, language="ar", sha256="c" * 64, **text)
    room.done(GiveFloor, CHAIR, speaker=second)
    room.done(CallToOrder, CHAIR)
    room.done(CutMicrophone, CHAIR)
    room.done(GiveFloor, CHAIR, speaker=first)
    room.done(ShareTime, first, to=next(colleagues(room, first)))
    room.done(YieldFloor, CHAIR)
    motions(room)


def colleagues(room: Room, member: str) -> Iterator[str]:
    """The others of somebody's delegation."""
    people = room.assembly.people
    own = people[member].delegation
    return (one.id for one in people.values() if one.delegation == own and one.id != member)


def motions(room: Room) -> None:
    """Motions moved, spoken on, withdrawn, lost and carried; a reply and an explanation asked."""
    room.done(AskForReply, "p-0002-1")
    room.done(MoveMotion, "p-0001-1", motion="other", text="that the delegates stand")
    room.done(WithdrawMotion, "p-0001-1")
    room.done(MoveMotion, "p-0001-1", motion="close_debate")
    room.done(SpeakOnMotion, "p-0002-1", side="against")
    room.done(GiveFloor, CHAIR, speaker="p-0002-1")
    room.done(YieldFloor, CHAIR)
    room.done(DecideMotion, CHAIR, outcome="carried")
    room.done(FileSpeech, "o-sg", number=3)
    room.done(MoveMotion, "p-0001-1", motion="adjourn_debate")
    room.done(DecideMotion, CHAIR, outcome="carried")


def division(room: Room) -> None:
    """A question withdrawn, then put again and decided by a split roll-call."""
    for last in (WithdrawQuestion, OpenDivision):
        question = {"title": WORDS, "yes_means": WORDS, "method": "roll_call"}
        room.done(PutQuestion, CHAIR, majority="emergency", **question)
        room.done(last, CHAIR)
    ballots = {
        "p-0001-1": (10, 0, 0, 0),
        "p-0001-2": (4, 3, 3, 0),
        "p-0001-3": (1, 1, 0, 1),
        "p-0002-1": (0, 10, 0, 0),
    }
    for member, (yes, no, abstain, unused) in ballots.items():
        parts = {"for_votes": yes, "against_votes": no, "abstention_votes": abstain}
        room.done(CastBallot, member, division=1, **parts, unused_votes=unused)
    room.done(CastBallot, "p-0002-1", division=1, for_votes=9, abstention_votes=1)
    room.done(CloseDivision, CHAIR)
    room.done(ReportTally, "o-teller")
    room.done(DeclareResult, CHAIR, outcome="adopted")


def consensus(room: Room) -> None:
    """A result annulled by consensus; a consensus with a reservation; the item is concluded."""
    again = {"title": WORDS, "yes_means": WORDS, "method": "consensus", "annuls": 1}
    room.done(PutQuestion, CHAIR, **again)
    room.done(AdoptWithoutVote, CHAIR)
    room.done(PutQuestion, CHAIR, title=WORDS, yes_means=WORDS, method="consensus")
    room.done(AdoptWithoutVote, CHAIR)
    room.done(RecordReservation, "p-0002-1")
    room.done(ConcludeItem, CHAIR, item="1")


def reported() -> Room:
    """A session of which others report, as exactly as they know."""
    room = room_at("seated", "ipu_assembly", basis="reported")
    for precision in ("day", "hour", "instant", "unknown"):
        room.done(
            ReportFact,
            "o-sg",
            fact="event",
            about="opening",
            words=WORDS,
            precision=precision,
            at=0 if precision == "unknown" else NOON,
            source="https://example.org/report",
            mark="P",
        )
    return room


def questioned() -> Room:
    """A speech with a question and its answer, under rules that know them."""
    room = room_at("sitting", "plain")
    room.done(TakeUpItem, CHAIR, item="1")
    room.done(AskForFloor, "p-0001-1")
    room.done(GiveFloor, CHAIR, speaker="p-0001-1")
    room.done(AskToIntervene, "p-0002-1")
    room.done(YieldFloor, CHAIR)
    for speaker in ("p-0002-1", "p-0001-1"):
        room.done(GiveFloor, CHAIR, speaker=speaker)
        room.done(YieldFloor, CHAIR)
    from_outside(room)
    left = {"item": "8", "title": WORDS, "carried_from": "last-year"}
    room.done(PlaceItem, "o-sg", **left)
    room.done(CarryOverItem, CHAIR, item="8")
    return room


def from_outside(room: Room) -> None:
    """A question from outside, taken up, raised and answered, and then shown no longer."""
    asked = {"kind": "question", "number": 1, "language": "en", "sha256": "d" * 64}
    room.done(ShowPublicQuestion, "o-sg", **asked, item="1", to="p-0001")
    room.done(TakeUpPublicQuestion, "p-0001-1", number=1)
    room.done(AskForFloor, "p-0001-1")
    room.done(GiveFloor, CHAIR, speaker="p-0001-1")
    speech = room.assembly.position
    room.done(YieldFloor, CHAIR)
    room.done(RaisePublicQuestion, "p-0001-1", number=1, speech=speech)
    room.done(AnswerPublicQuestion, "p-0001-1", number=1, words=WORDS)
    room.done(HidePublicQuestion, "o-sg", number=1, ground="same_again")


SESSIONS = {
    "acted": acted,
    "reported": reported,
    "questioned": questioned,
    "requested": requested,
    "elected": elected,
    "counted": counted,
    "corrected": corrected,
    "worded": worded,
    "followed": followed,
    "listed": listed,
    "reported-home": reported_home,
    **PROCEEDINGS,
    "by-seat": by_seat,
    "taken-over": taken_over,
}


def lines(room: Room | Played) -> Iterator[bytes]:
    """The journal of a session as it is exported, with its last checkpoint."""
    key = room.clerk.verification_key(SESSION)
    last = room.store.checkpoints(SESSION)[-1]
    return export(room.store.read(SESSION), [SignedCheckpoint(last.note, key)])


def main() -> None:
    """Write the golden journals of a version."""
    for name, play in SESSIONS.items():
        path = HERE / f"{sys.argv[1]}-{name}.ndjson"
        if path.exists():
            sys.exit(f"{path.name} was written already, and is kept for ever")
        path.write_bytes(b"".join(lines(play())))


if __name__ == "__main__":
    main()
