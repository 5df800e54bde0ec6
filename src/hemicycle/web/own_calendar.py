"""A person's own calendar: its secret address made and withdrawn, and the calendar behind it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish.data.calendar_ics import MEDIA_TYPE
from hemicycle.publish.data.programme_ics import personal
from hemicycle.secretariat.calendar_addresses import (
    has_address,
    make_address,
    member_at,
    withdraw_address,
)
from hemicycle.web.accounts.own import see
from hemicycle.web.desk_press_room import now_in
from hemicycle.web.outputs import listed
from hemicycle.web.shell import Desk, language_of, shell


def own_calendar_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Whether there is an address, and the buttons that make and withdraw it."""
    desk = Desk.of(request, session, "calendar")
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    assert desk.login is not None  # the table of permissions lets in who has a seat
    if desk.session in desk.login.tablets:  # the next who takes it up would read the address
        return desk.page("own_calendar.html", {"is_shared": True}, status=403)
    member = desk.login.seat(desk.session)
    if request.method != "POST":
        return page(desk, has=has_address(desk.session, member))
    if request.POST.get("do") == "withdraw":
        withdraw_address(desk.session, member)
        return see(request.path)
    secret = make_address(desk.session, member, now=now_in(desk.session))
    house = shell[0].installation.house
    return page(desk, has=True, address=f"{house.base_url}{request.path.rstrip('/')}/{secret}.ics")


def page(desk: Desk, *, has: bool, address: str = "") -> HttpResponse:
    """The page; the address is shown this once."""
    return desk.page("own_calendar.html", {"has": has, "address": address, "is_shared": False})


def calendar_file(
    request: HttpRequest, session: str, *, secret: str, language: str | None = None
) -> HttpResponse:
    """The calendar at a secret address; nothing where it holds no more, or the person is out."""
    house, own = shell[0].installation.house, SessionId(session)
    member = member_at(own, secret) if own in house.clerk.states else None
    person = house.clerk.state(own).assembly.people.get(member) if member else None
    if member is None or person is None or person.is_withdrawn:
        return HttpResponse(status=404)
    published = listed(house, own, language_of(request, language))
    first = next(iter(house.clerk.store.read(own)))
    answer = HttpResponse(
        personal(replace(published, records=[first]), member),
        content_type=MEDIA_TYPE,
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
