"""A sitting whose record is written in takes, issued, corrected and certified."""

from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.record.accept_correction import AcceptCorrection
from hemicycle.procedure.acts.record.ask_for_correction import AskForCorrection
from hemicycle.procedure.acts.record.certify_record import CertifyRecord
from hemicycle.procedure.acts.record.decline_correction import DeclineCorrection
from hemicycle.procedure.acts.record.issue_record import IssueRecord
from hemicycle.procedure.acts.record.merge_takes import MergeTakes
from hemicycle.procedure.acts.record.open_takes import OpenTakes
from hemicycle.procedure.acts.record.take_down_speech import TakeDownSpeech
from hemicycle.procedure.acts.record.withdraw_correction import WithdrawCorrection
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.rules.records import DAY_MS
from properties.sittings import Room, room_at

WORDS = {"en": "Read: three", "fr": "Lire : trois"}


def corrected() -> Room:
    """A sitting with one speech, taken down; three requests, each settled in its own way."""
    room = room_at("sitting", "ipu_assembly")
    opened = room.assembly.records["plenary", 1].first
    room.done(AskForFloor, "p-0001-1")
    room.done(GiveFloor, "o-president", speaker="p-0001-1")
    room.done(YieldFloor, "p-0001-1")
    room.done(AdjournSitting, "o-president")
    room.done(OpenTakes, "o-sg")
    speech = next(iter(room.assembly.records["plenary", 1].speeches))
    room.done(TakeDownSpeech, "o-sg", speech=speech, form="summary", words=WORDS)
    room.done(MergeTakes, "o-sg")
    room.done(IssueRecord, "o-sg")
    for member in ("p-0001-1", "p-0002-1", "p-0003-1"):
        room.done(AskForCorrection, member, corrects=opened, words=WORDS)
    room.done(WithdrawCorrection, "p-0001-1", request=1)
    room.done(AcceptCorrection, "o-sg", request=2)
    room.done(DeclineCorrection, "o-sg", request=3, words=WORDS)
    room.now += 8 * DAY_MS
    room.done(CertifyRecord, "o-sg")
    return room
