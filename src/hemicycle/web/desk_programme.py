"""The desk drafts the programme, sees what clashes in it, and publishes releases."""

from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.acts.programme.publish_programme import PublishProgramme
from hemicycle.procedure.assembly import Room, Slot
from hemicycle.procedure.assembly.programme import SLOT_KINDS
from hemicycle.screens.programme_draft import draft
from hemicycle.screens.view import View
from hemicycle.secretariat import programme as kept
from hemicycle.web.accounts.own import see
from hemicycle.web.act_forms import read_id
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import act_of, ask_for, not_there, typed_in, view_of
from hemicycle.web.desk_press_room import now_in
from hemicycle.web.http import NotUnderstood
from hemicycle.web.programme_forms import room_values, slot_form, slot_values
from hemicycle.web.shell import Desk

Rows = tuple[tuple[Room, ...], tuple[Slot, ...]]
PRESIDE = ("president", "vice_president", "chair")


async def programme_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """The draft by days with everything that clashes, and the button that publishes it."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return await sync_to_async(overview)(desk)
    if request.POST.get("do") == "publish":
        problem = await publish(desk)
    else:
        problem = await sync_to_async(pressed)(desk)
    if problem is not None:
        return await sync_to_async(overview)(desk, problem=problem)
    return see(request.path)


def rows_of(desk: Desk, view: View) -> Rows:
    """What the draft holds now; the first time after a release, what was published."""
    if view.assembly.programme:
        kept.begin_from(desk.session, view.assembly.programme[-1])
    return kept.rooms(desk.session), kept.slots(desk.session, view.zone)


def overview(desk: Desk, *, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now."""
    view = view_of(desk)
    facts: dict[str, Any] = {
        "s": draft(view, *rows_of(desk, view)),
        "steps": kept.steps(desk.session),
    }
    return desk.page("desk_programme.html", facts, problem=problem)


def pressed(desk: Desk) -> Refusal | None:
    """Undo, or write a room; why not, where it cannot be."""
    form, wish = typed_in(desk), desk.request.POST.get("do", "")
    by = (desk.label, now_in(desk.session))
    if wish == "undo":
        kept.undo(desk.session)
        return None
    if wish == "drop_room":
        return drop_room(desk, form.get("room", ""), by=by)
    try:
        values = room_values(form)
    except NotUnderstood as fault:
        return refused(fault, form)
    known = {one.id for one in kept.rooms(desk.session)}
    room = form.get("room", "")
    if room not in known:
        given = {one.id for each in view_of(desk).assembly.programme for one in each.rooms}
        room = kept.next_id(desk.session, kept.ROOM, given=given)
    kept.write(desk.session, (kept.ROOM, room), values=values, by=by)
    return None


def drop_room(desk: Desk, room: str, *, by: kept.By) -> Refusal | None:
    """Take a room out, unless something is planned in it."""
    if any(one.room == room for one in kept.slots(desk.session, "UTC")):
        return Refusal(409, "room_in_use", {}, at_field="")
    kept.write(desk.session, (kept.ROOM, room), values=None, by=by)
    return None


async def publish(desk: Desk) -> Refusal | None:
    """Publish the draft that was looked at; why it was not, where it was not."""
    form = typed_in(desk)
    view = view_of(desk)
    rooms, slots = await sync_to_async(rows_of)(desk, view)
    now = draft(view, rooms, slots)
    if form.get("seen") != now.seen:
        return Refusal(409, "draft_changed", {}, at_field="")
    if now.clashes and not form.get("acknowledged"):
        n = len(now.clashes)
        return Refusal(422, "clashes_not_acknowledged", {"n": n}, at_field="acknowledged")
    try:
        act_id = read_id("act_id", form.get("act_id", ""))
    except NotUnderstood as fault:
        return refused(fault, form)
    act = act_of(
        desk,
        PublishProgramme,
        body=view.body,
        act_id=act_id,
        lines=dict(kept.written(rooms, slots, zone=view.zone)),
        clashes=len(now.clashes),
    )
    problem = await ask_for(desk, act)
    if problem is None:
        await sync_to_async(kept.settle)(desk.session)
    return problem


def refused(fault: NotUnderstood, form: dict[str, str]) -> Refusal:
    """A form that was not understood, at its field, with what was typed."""
    return Refusal(422, fault.reason_key, fault.facts, at_field=fault.field, form=form)


def slot_page(
    request: HttpRequest, session: str, *, slot: str, **_language: str | None
) -> HttpResponse:
    """One slot of the draft: changed, taken out, or a new one."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    view = view_of(desk)
    rooms, slots = rows_of(desk, view)
    found = next((one for one in slots if one.id == slot), None)
    if found is None and slot != "new":
        return not_there(desk)
    if request.method != "POST":
        form = slot_form(found, view) if found else {}
        return editing(desk, rooms=rooms, form=form, slot=slot)
    form, by = typed_in(desk), (desk.label, now_in(desk.session))
    overview_at = request.path.rstrip("/").removesuffix(f"/{slot}")
    if form.get("do") == "drop" and found:
        kept.write(desk.session, (kept.SLOT, slot), values=None, by=by)
        return see(overview_at)
    try:
        values = slot_values(form, view, rooms={one.id for one in rooms})
    except NotUnderstood as fault:
        problem = refused(fault, form)
        return editing(desk, rooms=rooms, form=form, slot=slot, problem=problem)
    if found is None:
        slot = kept.next_id(desk.session, kept.SLOT, given=published(view))
    kept.write(desk.session, (kept.SLOT, slot), values=values, by=by)
    return see(overview_at)


def published(view: View) -> set[str]:
    """The ids of all slots that stood in a release."""
    return {one.id for each in view.assembly.programme for one in each.slots}


def editing(
    desk: Desk,
    *,
    rooms: tuple[Room, ...],
    form: dict[str, str],
    slot: str,
    problem: Refusal | None = None,
) -> HttpResponse:
    """The form of a slot."""
    view = view_of(desk)
    people = view.assembly.people.values()
    facts: dict[str, Any] = {
        "typed": form,
        "slot": slot,
        "kinds": SLOT_KINDS,
        "rooms": rooms,
        "bodies": view.assembly.bodies.values(),
        "fixed_body": slot in published(view),
        "presiding": [one.id for one in people if one.office in PRESIDE and not one.is_withdrawn],
    }
    return desk.page("desk_programme_slot.html", facts, problem=problem)
