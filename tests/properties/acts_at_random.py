"""Acts drawn at random: sensible ones, so that a session gets somewhere, and senseless ones."""

from dataclasses import MISSING, fields
from random import Random

from hemicycle.clerk import Asked
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.credentials.name_seat import SEATS
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.restore_vote import RestoreVote
from hemicycle.procedure.acts.credentials.suspend_vote import SuspendVote
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.ask_for_count import AskForCount
from hemicycle.procedure.acts.divisions.call_roll_instead import CallRollInstead
from hemicycle.procedure.acts.divisions.close_division import CLOCK, CloseDivision
from hemicycle.procedure.acts.divisions.count_again import CountAgain
from hemicycle.procedure.acts.divisions.count_hands import CountHands
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.establish_quorum import EstablishQuorum
from hemicycle.procedure.acts.divisions.find_majority import FindMajority
from hemicycle.procedure.acts.divisions.go_on_paper import GoOnPaper
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.divisions.withdraw_question import WithdrawQuestion
from hemicycle.procedure.acts.emergency.choose_emergency_item import ChooseEmergencyItem
from hemicycle.procedure.acts.emergency.consent_to_merger import ConsentToMerger
from hemicycle.procedure.acts.emergency.drop_merger import DropMerger
from hemicycle.procedure.acts.emergency.file_emergency_request import FileEmergencyRequest
from hemicycle.procedure.acts.emergency.find_admissible import FINDINGS, FindAdmissible
from hemicycle.procedure.acts.emergency.fix_ballot_order import FixBallotOrder
from hemicycle.procedure.acts.emergency.join_emergency_request import JoinEmergencyRequest
from hemicycle.procedure.acts.emergency.propose_merger import ProposeMerger
from hemicycle.procedure.acts.emergency.put_emergency_request import PutEmergencyRequest
from hemicycle.procedure.acts.emergency.refer_to_drafting import ReferToDrafting
from hemicycle.procedure.acts.emergency.report_draft import ReportDraft
from hemicycle.procedure.acts.emergency.withdraw_emergency_request import WithdrawEmergencyRequest
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
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.accept_correction import AcceptCorrection
from hemicycle.procedure.acts.record.ask_for_correction import AskForCorrection
from hemicycle.procedure.acts.record.cite_decision import CiteDecision
from hemicycle.procedure.acts.record.decline_correction import DeclineCorrection
from hemicycle.procedure.acts.record.issue_record import IssueRecord
from hemicycle.procedure.acts.record.report_fact import FACTS, MARKS, ReportFact
from hemicycle.procedure.acts.record.withdraw_correction import WithdrawCorrection
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.procedure.kernel import Act
from hemicycle.procedure.rules.ballot_box import CastBallot, EnterAnswer
from hemicycle.procedure.rules.ballots import available_votes
from hemicycle.procedure.rules.rights import ACCREDITED_AS, STATUSES
from properties.elections_at_random import likely_step
from properties.sittings import DELEGATIONS, NOON, OFFICERS, ORGANS, SESSION, Room

DELEGATES = [member for members, *_ in DELEGATIONS.values() for member in members]
PEOPLE = [*DELEGATES, *OFFICERS, "o-sg", CLOCK, "o-nobody", "p-0009-1", ""]
BODIES = [*ORGANS, "forum-9", ""]
ACTS: list[type[Act]] = [*(kind.act for kind in KINDS), CastBallot, EnterAnswer]

# The acts that carry a sitting on, and who does them.
OFTEN_BY_CHAIR = (
    *(OpenSitting, ResumeSitting, TakeUpItem, ConcludeItem, GiveFloor, YieldFloor, ExtendTime),
    *(PutQuestion, OpenDivision, CloseDivision, DeclareResult, AdoptWithoutVote, GiveRuling),
    *(DecideMotion, DecideMotion),
)
BY_CHAIR = (
    *(OFTEN_BY_CHAIR * 3),
    *(SuspendSitting, AdjournSitting, CloseList, ReopenList, WithdrawQuestion, HandChair),
    *(*(NoteNoShow,) * 3, CallToOrder, CutMicrophone, ShareTime, CallRollInstead),
    *(FindMajority, CountAgain, GoOnPaper, EstablishQuorum),
    *((PutQuestion, OpenDivision) * 3),
    *(PutEmergencyRequest, PutEmergencyRequest, ChooseEmergencyItem, ReferToDrafting, ReportDraft),
)
BY_DELEGATE = (
    *((AskForFloor,) * 6),
    *(RaisePointOfOrder, RecordReservation, WithdrawRequest, MoveMotion, SpeakOnMotion),
    *(AskForReply, AskToExplain, AskToIntervene, OfferSwap, AcceptSwap),
    *(AskForCount, HandInSpeech, HandInSpeech, FileSpeech, TakeBackSpeech),
    *(FileEmergencyRequest, JoinEmergencyRequest, WithdrawEmergencyRequest),
    *(ProposeMerger, ConsentToMerger, DropMerger),
    *(AskForCorrection, WithdrawCorrection),
)
BY_SECRETARIAT = (
    *((ReportTally,) * 4),
    *((CountHands,) * 8),
    *(CallRoll, NoteArrival, NoteDeparture, ReportFact, SuspendVote, RestoreVote),
    *(PlaceItem, FreezeList, DrawLots, CiteDecision, WithdrawCredentials),
    *(FindAdmissible, FindAdmissible, FixBallotOrder),
    *(IssueRecord, AcceptCorrection, DeclineCorrection),
)

WORDS = [{"en": "So it is"}, {"fr": "Ainsi soit-il", "en": "So it is"}, {}, {"en": ""}]
BY_NAME: dict[str, list[object]] = {
    "method": [
        *(("roll_call",) * 12),
        *("show_of_hands", "standing", "voice", "voice"),
        *("consensus", "acclamation", "by_shouting", ""),
    ],
    "majority": ["default", "default", "emergency", "statutes", "of_one", ""],
    "outcome": ["", "", "adopted", "rejected", "maybe", "carried", "not_carried"],
    "casting_vote": ["", "", "for", "perhaps"],
    "annuls": [0, 0, 0, 1, 99],
    "repeats": [0, 0, 0, 1, 99],
    "ruling": ["upheld", "not_upheld", "noted", "ignored"],
    "rule": ["speaking.order", "division.roll", "no.such_rule", ""],
    "office": [*OFFICES, "emperor", ""],
    "status": [*STATUSES, "friend"],
    "seat": [*SEATS, "emperor"],
    "starts_at": [0, 0, NOON + 60_000, NOON + 3_600_000],
    "ends_at": [NOON + 120_000, NOON + 600_000, NOON + 7_200_000, 0, -1],
    "accredited_as": [*ACCREDITED_AS, "friend"],
    "cause": ["", "", "arrears", "decision"],
    "organ": ["assembly", "committee", "council", "forum", ""],
    "basis": ["rehearsal", "acted", "reported", "imagined"],
    "rulebook": ["plain", "ipu_assembly", "hearsay"],
    "zone": ["Asia/Tashkent"],
    "starts_on": ["2026-03-02"],
    "ends_on": ["2026-03-06"],
    "session": [SESSION, SESSION, SESSION, "r2"],
    "fact": [*FACTS, "rumour"],
    "about": ["p-0001-1", "budget", ""],
    "delegation": [*DELEGATIONS, "p-0009", ""],
    "item": ["1", "2", "3", ""],
    "kind": ["general_debate", "general_debate", "", "tea"],
    "carried_from": ["", "", "r1"],
    "instead_of": [(), (), (), ("act-1",), ("act-7", "act-9")],
    "link": ["", "", "https://example.org/decision", "nowhere"],
    "request": [1, 1, 2, 3, 0, 99],
    "over": [0, 0, 0, 0, 1, 2],
    "supports": [0, 0, 1, 2, 99],
    "merger": [1, 2, 0],
    "merges": [(1, 2), (2, 3), (1,), (), (1, 99)],
    "finding": [*FINDINGS, "admissible", "doubtful"],
    "to": [*PEOPLE, *ORGANS, "nowhere"],
    "does": [*([""] * 12), "delete", "insert", "paint"],
    "parts": [*([()] * 12), ("7", "8"), ("7",), ("7", "7")],
    "part": ["7", "8", "9"],
    "is_whole": [*([0] * 12), 1, 2],
    "answer": ["said", "said", "absent", "undone", "shouted"],
    "further": [0, 0, 0, 1, -1, 5],
    "wished": [0, 3, -1],
    "on_behalf_of": [(), (), ("p-0002",), ("p-0009",)],
    "lowest": [1, 1, 2, 0, -1],
    "highest": [1, 2, 9, 0],
    "dice": ["3 5 1 1 6", "35116", "", "7 7 7 7 7"],
    "published": ["19283746", "12", "none"],
    "motion": ["close_list", "close_debate", "adjourn_debate", "suspend_sitting", "appeal", "jump"],
    "text": ["that the delegates stand", ""],
    "side": ["for", "against", "between"],
    "number": [0, 0, 1, 2, -1],
    "days_before": [0, 1, 5, -1],
    "clashes": [0, 0, 1, -1],
    "addressee": ["parliaments", "speaker", "everybody", ""],
    "speech": [0, 5, 12, -1],
    "clause": ["o1", "o9", ""],
    "goals": [(), (10,), (0, 18)],
    "due_on": ["", "", "2099-03-01", "2026-02-30"],
    "done_on": ["", "2026-03-01", "someday"],
    "promised_on": ["", "2099-03-01", "2020-01-01"],
    "sentence": ["We debated it.", ""],
    "ground": ["same_again", "taste"],
    "sha256": [*(f"{n:064x}" for n in range(300)), "", "A" * 64],
    "word_count": [420, 1, 0, -1, 10**6],
    "language": ["fr", "ar", "", "French"],
    "corrects": [0, 1, 5, -1, 10**6],
    "period_s": [0, 0, 60, 1, -1, 86_401],
    "extra_s": [30, 1, 300, 0, -1, 301],
    "votes": [10, 23, 1, 0, -1],
    "division": [1, 2, 3, 0, -1, 99],
    "election": [0, 0, 0, 1, 2, -1, 99],
    "post": ["president", "other", "other", "bureau", "executive", "emperor"],
    "sitting": [0, 0, 1, 2, -1, 99],
    "seats": [0, 0, 1, 2, 3, -1, 99],
    "ballot_at": [0, NOON + 60_000, NOON + 86_500_000],
    "outgoing": [(), (), ("p-0001-1",), ("p-0001-1", "x")],
    "group": ["North", "North", "South", ""],
    "delegations": [("p-0001",), ("p-0001", "p-0002", "p-0003"), ("p-0009",), ()],
    "by_age": [(), ("p-0001-1", "p-0003-1"), ("p-0001-1",)],
    "figures": [(3, 2), (1,), (2, 1, 0), (), (-1, 5)],
    "papers": [3, 5, 0, -1],
    "blank": [0, 0, 1, -1],
    "invalid": [0, 0, 1, -1],
    "women": [0, 0, 1, 2, -1],
    "men": [0, 0, 1, 99],
    "reason": ["the box fell", ""],
    "question": [0, 1, 2, 99, -1],
    "constituted": BODIES[:-1],
    "absent": [(), ("p-0001",), ("p-0001", "p-0003"), ("p-0009",)],
    "members": [("p-0006-1",), ("p-0006-1", "p-0006-2"), (), ("p-0001-1",), ("x", "x")],
}
IN_WORDS = (
    *("title", "theme", "place", "yes_means", "words", "sorted_as"),
    *("subject", "memorandum", "draft", "because", "lines", "verb", "topic"),
)
VOTES = [0, 0, 0, 1, 2, 5, 9, 10, 11, 23, -1, 100, 10**9]


def drawn_value(random: Random, name: str) -> object:
    """A value for a field, sensible or not."""
    if name in BY_NAME:
        return random.choice(BY_NAME[name])
    if name.endswith("_votes"):
        return random.choice(VOTES)
    if name in IN_WORDS:
        return random.choice(WORDS)
    return random.choice(PEOPLE)  # member, speaker, presiding, to


def drawn_fields(random: Random, act_type: type[Act]) -> dict[str, object]:
    """The fields of an act beyond those that every act has."""
    given = {}
    for field in fields(act_type):
        if field.name in Act.__dataclass_fields__ or field.metadata.get("from_clerk"):
            continue
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        if not has_default or random.random() < 0.6:
            given[field.name] = drawn_value(random, field.name)
    return given


def any_act(random: Random, room: Room) -> Asked:
    """Any act by any person in any body."""
    act_type = random.choice(ACTS)
    by, body = random.choice(PEOPLE), random.choice(BODIES)
    given = drawn_fields(random, act_type)
    opened = room.assembly.session
    if opened is not None and opened.basis == "reported" and random.random() < 0.7:
        given |= reported(random)
    return room.act(act_type, by, body, **given)


def reported(random: Random) -> dict[str, object]:
    """When and where from a reported fact is known."""
    precision = random.choice(["day", "hour", "unknown", "instant"])
    at = room_time(random, precision)
    mark = random.choice([*MARKS, "?", ""])
    return {"precision": precision, "at": at, "source": random.choice(["a", ""]), "mark": mark}


def room_time(random: Random, precision: str) -> int:
    """Some time in March; what is not known exactly need not be told exactly."""
    if precision == "unknown":
        return 0
    return NOON + random.randrange(20 * 86_400_000)


def likely_act(random: Random, room: Room) -> Asked:
    """An act of the sort that carries the sitting on, by the person who does such things."""
    assembly = room.assembly
    body = random.choice([*ORGANS, "plenary", "plenary"])
    known = assembly.bodies.get(body)
    if known is None:
        return any_act(random, room)
    vote = likely_vote(random, room, body)
    if vote is not None:
        return vote
    act_type = random.choice((*BY_CHAIR, *BY_DELEGATE, *BY_SECRETARIAT))
    given = drawn_fields(random, act_type)
    by = known.presiding
    if act_type in BY_DELEGATE:
        by = random.choice(DELEGATES)
    elif act_type in BY_SECRETARIAT:
        by = random.choice(["o-sg", "o-teller", "o-clerk"])
    if act_type is GiveFloor and random.random() < 0.8:
        given["speaker"] = next_speaker(known)
    if act_type is ReportTally and random.random() < 0.8:
        given = {}
    given |= fitting(random, act_type)
    if act_type is ConcludeItem and random.random() < 0.5:
        given["item"] = known.item
    return room.act(act_type, by, body, **given)


def likely_vote(random: Random, room: Room, body: str) -> Asked | None:
    """Now and then a ballot of a division, or the next step of an election."""
    if random.random() < 0.35:
        ballot = likely_ballot(random, room)
        if ballot is not None:
            return ballot
    return likely_step(random, room, body) if random.random() < 0.12 else None


def fitting(random: Random, act_type: type[Act]) -> dict[str, object]:
    """Values without which an act of this type would hardly ever be in order."""
    if act_type is CountHands and random.random() < 0.8:
        return {"for_votes": random.choice([1, 1, 2]), "against_votes": 1, "abstention_votes": 0}
    return reported(random) if act_type is ReportFact else {}


def next_speaker(body) -> str:
    """Who is to be called: who raised a point of order, or the first on the list."""
    if body.floor.point is not None:
        return body.floor.point.member
    return next(iter(body.speakers_list.waiting), "o-nobody")


def likely_ballot(random: Random, room: Room) -> Asked | None:
    """A ballot that fits, or nearly; none where no voting runs."""
    running = [d for d in room.assembly.divisions.values() if d.stage == "open"]
    if not running:
        return None
    division = random.choice(running)
    row = random.choice([row for row in division.roll.values() if row.members] or [None])
    if row is None:
        return None
    if random.random() < 0.5 and (division.is_on_paper or division.question.method == "voice"):
        return likely_answer(random, room, division)
    member = random.choice(row.members)
    opened = room.state.boxes.get(division.number)
    available = row.castable
    if opened is not None:
        available = available_votes(division, opened.box, row=row, member=member)
    available = min(available, division.max_per_person)
    for_votes = random.randint(0, available)
    against = random.choice([0, available - for_votes, random.randint(0, available - for_votes)])
    unused = available - for_votes - against + random.choice([0, 0, 0, 0, 1, -1])
    return room.act(
        CastBallot,
        member,
        division.question.body,
        division=division.number,
        for_votes=for_votes + random.choice([0, 0, 0, 0, 0, 0, 0, 1, 10]),
        against_votes=against,
        unused_votes=unused,
    )


def likely_answer(random: Random, room: Room, division) -> Asked:
    """What a teller enters for a delegation: mostly that all are in favour, so that two agree."""
    row = random.choice(list(division.roll.values()))
    by = random.choice(["o-teller", "o-clerk", "o-clerk", "o-sg"])
    asked = {"delegation": row.delegation, "division": division.number}
    if random.random() < 0.2:
        asked["answer"] = random.choice(["absent", "undone"])
    else:
        asked["for_votes"] = row.castable - random.choice([0, 0, 0, 0, 1, -1])
    return room.act(EnterAnswer, by, division.question.body, **asked)
