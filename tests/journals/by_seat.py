"""Votes that belong to seats: who stands in, a check of the quorum, a roll call that is void."""

from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.credentials.name_seat import NameSeat
from hemicycle.procedure.acts.divisions.ask_for_quorum import AskForQuorum
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.establish_quorum import EstablishQuorum
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.presence.ask_for_roll_call import AskForRollCall
from hemicycle.procedure.acts.presence.designate_substitute import DesignateSubstitute
from hemicycle.procedure.acts.presence.mark_presence import MarkPresence
from hemicycle.procedure.acts.presence.note_voting_system import NoteVotingSystem
from hemicycle.procedure.acts.presence.put_quorum_request import PutQuorumRequest
from hemicycle.procedure.acts.presence.sign_register import SignRegister
from hemicycle.procedure.rules.ballot_box import EnterAnswer
from journals.counted import CHAIR, TELLERS, put
from properties.sittings import Room, room_at

HEADS = ("p-0001-1", "p-0002-1", "p-0003-1", "p-0006-1", "p-0007-1")
DAY_MS = 24 * 3600 * 1000


def by_seat() -> Room:
    """A substitute signs; the quorum is checked and not there; too few answer a roll call."""
    room = room_at("sitting", "pace")
    for delegation in ("p-0006", "p-0007"):
        member = f"{delegation}-1"
        accepted = {"delegation": delegation, "members": (member,), "votes": 1, "status": "member"}
        room.done(AcceptCredentials, "o-sg", **accepted, cause="")
    room.done(CallRoll, "o-sg")
    for seat, member in (("titular", "p-0001-1"), ("substitute", "p-0001-2")):
        room.done(NameSeat, "o-sg", member=member, seat=seat)
    room.done(DesignateSubstitute, "o-sg", member="p-0001-1", substitute="p-0001-2")
    room.now += DAY_MS
    room.done(SignRegister, "p-0001-2")
    room.done(TakeUpItem, CHAIR, item="1")
    put(room, "roll_call")
    for member in HEADS:
        room.done(AskForQuorum, member)
    room.done(PutQuorumRequest, CHAIR)
    room.done(MarkPresence, "p-0001-1")
    room.done(EstablishQuorum, CHAIR)
    room.done(TakeUpItem, CHAIR, item="2")
    room.done(NoteVotingSystem, CHAIR, condition="unusable")
    for member in HEADS:
        room.done(AskForRollCall, member)
    put(room, "voice")
    room.done(OpenDivision, CHAIR)
    for delegation in room.assembly.divisions[1].roll:
        for teller in TELLERS:
            room.done(EnterAnswer, teller, division=1, delegation=delegation, answer="absent")
    room.done(CloseDivision, CHAIR)
    return room
