"""The press room at the desk: all items with how far they are, and whom the press may ask."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.press_item import PressRoom
from hemicycle.secretariat.press_room import drop_office, keep_office, load_press_room
from hemicycle.web import acts
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.days import day_in
from hemicycle.web.press_forms import Form, office_values
from hemicycle.web.shell import Desk, shell


def now_in(session: SessionId) -> Instant:
    """The time in a session: by it items come out."""
    return shell[0].installation.house.clock_of(session).now()


def zone_of(session: SessionId) -> str:
    """The time zone in which a session meets."""
    return acts.zone_of(shell[0].installation.house, session)


def room_of(session: SessionId) -> PressRoom:
    """The press room as the pages have it."""
    return shell[0].installation.house.press_room_of(session)


def refresh(session: SessionId) -> None:
    """The tables were written: from here on every page has it as it is kept now."""
    shell[0].installation.house.press_rooms.renew(session, load_press_room)


def press_room_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """All items, the newest number first; and whom the press may ask."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return room_drawn(desk)
    form = Form(request.POST.dict())
    if form.posted.get("do") == "no_office":
        drop_office(session)
    elif form.posted.get("do") == "office":
        values = office_values(form, by=desk.label, at_ms=now_in(desk.session))
        if form.problems:
            return room_drawn(desk, form)
        keep_office(session, values)
    refresh(desk.session)
    return see(f"{request.path}?did=office#office")


def room_drawn(desk: Desk, form: Form | None = None) -> HttpResponse:
    """The page as it is now, or once more with what is wrong in its form."""
    room, at = room_of(desk.session), now_in(desk.session)
    items = sorted(room.items.values(), key=lambda one: -one.number)
    facts = {
        "items": [(one, one.state(at)) for one in items],
        "office": room.office,
        "did": desk.request.GET.get("did", ""),
        "day_of": day_in(zone_of(desk.session)),
        **of_form(form),
    }
    return desk.page("desk_press_room.html", facts, status=422 if form else 200)


def of_form(form: Form | None) -> dict[str, object]:
    """What a page needs to show a form once more: the problems by field, and what was typed."""
    problems: Sequence[Refusal] = form.problems if form else ()
    return {
        "problems": {one.at_field: one for one in problems},
        "typed": form.posted if form else {},
    }
