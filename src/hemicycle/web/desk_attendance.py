"""Attendance at the desk: registered, accredited and present, and never one number for all."""

from django.http import HttpRequest, HttpResponse

from hemicycle.screens.attendance import attendance
from hemicycle.secretariat.delegations import registered
from hemicycle.secretariat.gate import seen
from hemicycle.web.disclaimers import disclaimer_of
from hemicycle.web.gate_list import gate_list
from hemicycle.web.shell import Desk, shell


def attendance_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The figures of the session, as the files and the record have them now."""
    desk = Desk.of(request, session)
    view = shell[0].installation.house.view(desk.session, desk.login)
    listed, at_doors = gate_list(desk.session, desk.language), seen(session)
    members = {listed.same(one) for one in at_doors.members}
    sent_by = {listed.by_id[one].parliament for one in members if one in listed.by_id} - {""}
    facts = {
        "figures": attendance(view), "registered": registered(session), "seen": at_doors,
        "seen_persons": len(members), "seen_delegations": len(sent_by), **disclaimer_of(desk),
    }  # fmt: skip
    return desk.keeps_out() or desk.page("attendance.html", facts)
