"""Attendance at the desk: registered, accredited and present, and never one number for all."""

from django.http import HttpRequest, HttpResponse

from hemicycle.screens.attendance import attendance
from hemicycle.secretariat.delegations import registered
from hemicycle.web.disclaimers import disclaimer_of
from hemicycle.web.shell import Desk, shell


def attendance_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The figures of the session, as the files and the record have them now."""
    desk = Desk.of(request, session)
    view = shell[0].installation.house.view(desk.session, desk.login)
    facts = {"figures": attendance(view), "registered": registered(session)}
    facts |= disclaimer_of(desk)
    return desk.keeps_out() or desk.page("attendance.html", facts)
