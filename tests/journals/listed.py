"""What a text is explained by and decided from a list; a group's members; the report home."""

from hemicycle.procedure.acts.groups.join_group import JoinGroup
from hemicycle.procedure.acts.groups.leave_group import LeaveGroup
from hemicycle.procedure.acts.record.lay_report_home import LayReportHome
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.texts.decide_consent_list import DecideConsentList
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.lodge_memorandum import LodgeMemorandum
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.acts.texts.propose_consent_list import ProposeConsentList
from hemicycle.procedure.acts.texts.take_out_amendment import TakeOutAmendment
from journals.worded import BECAUSE, CHAIR, CLERK, DRAFT, FIRST, MEANS, SECOND
from properties.sittings import Room, room_at

NORTH = {"en": "Group of the North", "fr": "Groupe du Nord"}


def listed() -> Room:
    """A list of three amendments, one of them taken out; a delegation that joins and leaves."""
    room = room_at("sitting", "plain")
    north = {"presiding": FIRST, "organ": "group"}
    room.done(ConstituteBody, CLERK, constituted="north", title=NORTH, **north)
    room.done(JoinGroup, CLERK, "north", delegations=("p-0001", "p-0002"), group="North")
    room.done(LeaveGroup, CLERK, "north", delegations=("p-0002",))
    room.done(LodgeText, FIRST, draft=DRAFT)
    (text,) = room.assembly.texts
    room.done(LodgeMemorandum, FIRST, text=text, memorandum=BECAUSE)
    changes = ({"does": "delete", "clause": "o2"}, {"does": "delete", "clause": "p1"})
    for change in changes:
        room.done(LodgeAmendment, SECOND, text=text, **change)
    words = {"en": "Urges ramps and lifts;", "fr": "Prie de construire rampes et ascenseurs ;"}
    room.done(LodgeAmendment, SECOND, text=text, does="reword", clause="o1", words=words)
    room.done(ProposeConsentList, CLERK, text=text, adopt=(1, 2), reject=(3,))
    room.done(TakeOutAmendment, SECOND, text=text, amendment=2)
    room.done(DecideConsentList, CHAIR, text=text, yes_means=MEANS)
    room.done(AdjournSitting, CHAIR)
    return room


def reported_home() -> Room:
    """A chamber has the report on an Assembly, with the root of its record."""
    room = room_at("sitting", "national_chamber")
    told = {"parliament": "p-0003", "size": 214, "root": "5" * 64}
    room.done(LayReportHome, CLERK, title=NORTH, words=BECAUSE, item="1", **told)
    return room
