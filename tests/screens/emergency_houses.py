"""Sessions at the moments at which requests for an emergency item change the console."""

from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.emergency.choose_emergency_item import ChooseEmergencyItem
from hemicycle.procedure.acts.emergency.file_emergency_request import FileEmergencyRequest
from hemicycle.procedure.acts.emergency.find_admissible import FindAdmissible
from hemicycle.procedure.acts.emergency.fix_ballot_order import FixBallotOrder
from hemicycle.procedure.acts.emergency.put_emergency_request import PutEmergencyRequest
from hemicycle.procedure.acts.emergency.refer_to_drafting import ReferToDrafting
from hemicycle.procedure.rules.ballot_box import CastBallot

from .little_house import CHAIR, HEAD, SECRETARY, TELLER, in_sitting

PAPERS = {
    "title": {"en": "Ferry <links>", "fr": "Liaisons par ferry"},
    "subject": {"en": "ferry links"},
    "memorandum": {"en": "Storms."},
    "draft": {"en": "Calls for ferry links."},
}
MEANING = {"en": "It is placed on the agenda."}


def requested():
    """Two requests are filed."""
    house = in_sitting()
    house.do(FileEmergencyRequest, HEAD, **PAPERS)
    house.do(FileEmergencyRequest, "p-0002-1", **PAPERS)
    return house


def ordered():
    """Their order is published; nobody waits to speak."""
    house = requested()
    for request in (1, 2):
        house.do(FindAdmissible, SECRETARY, request=request, finding="admissible")
    house.do(FixBallotOrder, SECRETARY)
    return house


def voted(*, votes=(10, 9)):
    """Both were put to the vote and carried, by so many votes."""
    house = ordered()
    for request, member in ((1, HEAD), (2, "p-0002-1")):
        house.do(PutEmergencyRequest, CHAIR, request=request, yes_means=MEANING)
        house.do(OpenDivision, CHAIR)
        ballot = {"division": request, "for_votes": votes[request - 1]}
        house.do(CastBallot, member, **ballot, unused_votes=10 - votes[request - 1])
        house.do(CloseDivision, CHAIR)
        house.do(ReportTally, TELLER)
        house.do(DeclareResult, CHAIR)
    return house


def equal():
    """Both have as many votes in favour."""
    return voted(votes=(10, 10))


def chosen():
    """The first is the emergency item."""
    house = voted()
    house.do(ChooseEmergencyItem, CHAIR, item="7")
    return house


def drafted():
    """It is with the committee."""
    house = chosen()
    house.do(ReferToDrafting, CHAIR, to="committee-1")
    return house


EMERGENCY = {
    "requested": requested,
    "ordered": ordered,
    "voted": voted,
    "equal": equal,
    "chosen": chosen,
    "drafted": drafted,
}
