"""A golden session with requests for an emergency item, from the filing to the text reported."""

from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.emergency.choose_emergency_item import ChooseEmergencyItem
from hemicycle.procedure.acts.emergency.consent_to_merger import ConsentToMerger
from hemicycle.procedure.acts.emergency.drop_merger import DropMerger
from hemicycle.procedure.acts.emergency.file_emergency_request import FileEmergencyRequest
from hemicycle.procedure.acts.emergency.find_admissible import FindAdmissible
from hemicycle.procedure.acts.emergency.fix_ballot_order import FixBallotOrder
from hemicycle.procedure.acts.emergency.join_emergency_request import JoinEmergencyRequest
from hemicycle.procedure.acts.emergency.propose_merger import ProposeMerger
from hemicycle.procedure.acts.emergency.put_emergency_request import PutEmergencyRequest
from hemicycle.procedure.acts.emergency.refer_to_drafting import ReferToDrafting
from hemicycle.procedure.acts.emergency.report_draft import ReportDraft
from hemicycle.procedure.acts.emergency.withdraw_emergency_request import WithdrawEmergencyRequest
from hemicycle.procedure.rules.ballot_box import CastBallot
from properties.sittings import Room, room_at

WORDS = {"en": "Ferry links", "fr": "Liaisons par ferry"}
PAPERS = {"title": WORDS, "subject": WORDS, "memorandum": WORDS, "draft": WORDS}
CHAIR = "o-president"


def requested() -> Room:
    """Three requests: one withdrawn, two merged, the joint one chosen and drafted."""
    room = room_at("sitting", "ipu_assembly")
    for author in ("p-0001-1", "p-0002-1", "p-0003-1"):
        room.done(FileEmergencyRequest, author, **PAPERS)
    room.done(JoinEmergencyRequest, "p-0002-1", request=3)
    for request in (1, 2, 3):
        room.done(FindAdmissible, "o-sg", request=request, finding="admissible")
    other = {"title": {"en": "Others"}, "subject": {"en": "Others"}, "memorandum": WORDS}
    room.done(ProposeMerger, "p-0001-1", merges=(1, 2), draft={"en": "Others."}, **other)
    room.done(DropMerger, "p-0002-1", merger=1)
    room.done(ProposeMerger, "p-0001-1", merges=(1, 2), **PAPERS)
    room.done(ConsentToMerger, "p-0002-1", merger=2)
    room.done(WithdrawEmergencyRequest, "p-0003-1", request=3, supports=4)
    room.done(WithdrawEmergencyRequest, "p-0002-1", request=3)
    room.done(FixBallotOrder, "o-sg")
    room.done(PutEmergencyRequest, CHAIR, request=4, yes_means=WORDS)
    room.done(OpenDivision, CHAIR)
    room.done(CastBallot, "p-0001-1", division=1, for_votes=10)
    room.done(CloseDivision, CHAIR)
    room.done(ReportTally, "o-teller")
    room.done(DeclareResult, CHAIR)
    room.done(ChooseEmergencyItem, CHAIR, item="7")
    room.done(ReferToDrafting, CHAIR, to="committee-1")
    room.done(ReportDraft, "o-chair", "committee-1", title=WORDS, draft=WORDS)
    return room
