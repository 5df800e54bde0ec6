"""The delegations of a session at the desk: all of them, and the file of one."""

from collections.abc import Sequence
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.consents import forget_media, media_of
from hemicycle.secretariat.delegations import (
    FileChanged,
    forget,
    hand_of,
    invite,
    move,
    sessions_of,
    set_single_sex,
)
from hemicycle.secretariat.file_wishes import open_wishes
from hemicycle.secretariat.lists.parliaments import sorted_by, title
from hemicycle.secretariat.models import FileChange
from hemicycle.secretariat.register import load_register
from hemicycle.secretariat.votes import edition_in_force
from hemicycle.web.accepting import accept, admit_waiting, seat
from hemicycle.web.acts import Refusal
from hemicycle.web.days import day_in
from hemicycle.web.delegation_names import refresh_names
from hemicycle.web.delegation_rows import DelegationRow, delegation_rows, sought_rows
from hemicycle.web.desk_register import LONGEST_SEARCH
from hemicycle.web.disclaimers import disclaimer_of
from hemicycle.web.file_decisions import DECISIONS, decided_on_file, keeping
from hemicycle.web.file_pages import one_sex_of, people_in, since_the_list, zone_in
from hemicycle.web.http import WHOLE, whole
from hemicycle.web.shell import SEE_OTHER, Desk, shell

LONGEST_REASON = 500


def rows_of(session: SessionId, only: str = "") -> list[DelegationRow]:
    """The delegations as they are now."""
    state = shell[0].installation.house.clerk.state(session)
    assert state.rules is not None
    return delegation_rows(session, state.assembly, rules=state.rules, only=only)


def back_to(request: HttpRequest, query: str = "") -> HttpResponse:
    """See the page as it is now."""
    answer = HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)
    answer.status_code = SEE_OTHER
    return answer


# -- all of them ----------------------------------------------------------------------------------


async def delegations_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """All delegations of the session; invite all, accept all that are ready."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return await sync_to_async(all_drawn)(desk)
    if request.POST.get("do") == "invite":
        return await invite_all(desk)
    if request.POST.get("do") == "accept_ready":
        return await sync_to_async(all_drawn)(desk, is_asked=True)
    if request.POST.get("do") == "forget_media":
        return await sync_to_async(all_drawn)(desk)
    if request.POST.get("do") == "forget_media_sure":
        await sync_to_async(forget_media)(session)
        return back_to(request)
    if request.POST.get("do") == "accept_these":
        return await accept_these(desk)
    return back_to(request)


async def invite_all(desk: Desk) -> HttpResponse:
    """Open a file for all that are to be invited, where the register holds any for this session."""
    register = await sync_to_async(load_register)(invented=desk.is_rehearsal)
    if register.world.others and not register.rows:
        count = len(register.world.others)
        problem = Refusal(409, f"invite_{register.world.refusal}", {"n": count})
        return await sync_to_async(all_drawn)(desk, problem)
    hand = hand_of(desk.label)
    invited = await sync_to_async(invite)(desk.session, hand=hand, invented=desk.is_rehearsal)
    return back_to(desk.request, f"invited={invited}")


async def accept_these(desk: Desk) -> HttpResponse:
    """Accept the delegations that were shown, one after the other, as they were shown.

    Note: at the first refusal it ends and says why; what was accepted before stays accepted. Whose
    file changed meanwhile is left for another look.
    """
    form: dict[str, str] = desk.request.POST.dict()
    shown = {
        name.removeprefix("file."): int(version)
        for name, version in form.items()
        if name.startswith("file.") and WHOLE.fullmatch(version)
    }
    accepted, refused = 0, None
    try:
        for row in await sync_to_async(rows_of)(desk.session):
            version = shown.get(row.file.parliament_id) if row.is_ready else None
            if version is None:
                continue
            with suppress(FileChanged):
                refused = await seat(desk, row, version=version)
                if refused is not None:
                    break
                accepted += 1
    finally:  # whoever sits is named, however it ended
        await sync_to_async(refresh_names)(desk.session)
    if refused is not None:
        return await sync_to_async(all_drawn)(desk, refused, accepted=accepted)
    return back_to(desk.request, f"accepted={accepted}&left={len(shown) - accepted}")


def all_drawn(
    desk: Desk,
    problem: Refusal | None = None,
    *,
    accepted: int | None = None,
    is_asked: bool = False,
) -> HttpResponse:
    """The page with all delegations, or those that a search finds."""
    request = desk.request
    rows = sorted(rows_of(desk.session), key=lambda row: sorted_by(row.values, desk.language))
    sought = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
    assembly = shell[0].installation.house.clerk.state(desk.session).assembly
    own = {row.file.parliament_id for row in rows}
    told = {name: request.GET.get(name, "") for name in ("accepted", "left", "invited")}
    counts = {
        name: int(text)
        for name, text in told.items()
        if WHOLE.fullmatch(text) and (name != "left" or int(text))
    }
    facts = {
        "rows": sought_rows(rows, sought) if sought else rows, "known": len(rows),
        "sought": sought, "ready": [row for row in rows if row.is_ready], "is_asked": is_asked,
        "has_register": bool(load_register(invented=desk.is_rehearsal).rows),
        "edition": edition_in_force(desk.session),
        "others": [one for one in assembly.delegations if one not in own],
        "counts": counts if accepted is None else {"accepted": accepted}, **disclaimer_of(desk),
        "is_sure": request.POST.get("do") == "forget_media",
    }  # fmt: skip
    facts["pictures"], facts["recordings"] = media_of(desk.session)
    return desk.page("delegations.html", facts, problem=problem)


# -- the file of one ------------------------------------------------------------------------------


async def delegation_page(
    request: HttpRequest, session: str, *, parliament: str, **_language: str | None
) -> HttpResponse:
    """The file of one delegation: its people, how far it is, and what may be done with it."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    rows = await sync_to_async(rows_of)(desk.session, parliament)
    if not rows:
        return desk.page("delegation_missing.html", {}, status=404)
    [row] = rows
    if request.method != "POST":
        return await sync_to_async(one_drawn)(desk, row)
    if request.POST.get("do") in ("forget", "ask_accept"):
        return await sync_to_async(one_drawn)(desk, row)
    try:
        problem = await done_to(desk, row)
    except FileChanged as fault:
        problem = Refusal(409, "file_changed", {})
        return await sync_to_async(one_drawn)(desk, row, problem=problem, since=fault.since)
    if problem is not None:
        return await sync_to_async(one_drawn)(desk, row, problem=problem)
    return back_to(request)


async def done_to(desk: Desk, row: DelegationRow) -> Refusal | None:
    """Do what was asked with a file; the reason why not, if there is one.

    Errors: FileChanged
    """
    form = desk.request.POST
    version = whole(form.get("version"))
    hand = hand_of(desk.label)
    wish, reason = form.get("do", ""), " ".join(form.get("reason", "").split())
    if wish in DECISIONS:
        return await decided_on_file(desk, row, version=version)
    if wish == "accept":
        return await accept(desk, row, version=version)
    if wish == "admit":
        return await admit_waiting(desk, row, version=version)
    if row.file.stage == "accepted" and wish in ("return", "check"):
        return Refusal(409, "file_sits", {"name": title(row.values)})
    if wish == "return" and not reason:
        return Refusal(422, "field_missing", {}, at_field="reason")
    if wish == "return":
        await sync_to_async(move)(
            row.file, "returned", version=version, hand=hand, reason=reason[:LONGEST_REASON]
        )
    elif wish == "check":
        await sync_to_async(move)(row.file, "checked", version=version, hand=hand)
    elif wish == "forget_sure":
        await forgotten(desk, row, version=version)
    elif wish in ("single_sex", "both_sexes"):
        is_third = wish == "single_sex"
        await sync_to_async(set_single_sex)(row.file, is_third=is_third, version=version, hand=hand)
    return None


async def forgotten(desk: Desk, row: DelegationRow, *, version: int) -> None:
    """Forget a person of a delegation, in the tables and in the names of the session.

    Errors: FileChanged
    """
    wanted = desk.request.POST.get("person", "")
    place = next((one for one in row.places if str(one.person_id) == wanted), None)
    if place is None:
        return
    hand = hand_of(desk.label)

    def forget_and_rename() -> None:
        forget(row.file, place.person_id, version=version, hand=hand)
        for session in sessions_of(place.person_id):
            refresh_names(SessionId(session))

    await sync_to_async(forget_and_rename)()


def one_drawn(
    desk: Desk,
    row: DelegationRow,
    *,
    problem: Refusal | None = None,
    since: Sequence[FileChange] = (),
) -> HttpResponse:
    """The page of one file, with what a clerk typed and what others did meanwhile."""
    form = desk.request.POST
    changes = list(row.file.changes.order_by("-version", "-pk"))
    asked = form.get("person", "") if form.get("do") == "forget" else ""
    facts = {
        "row": row, "since": since, "changes": changes, "people": people_in((*changes, *since)),
        "asked": next((one for one in row.places if str(one.person_id) == asked), None),
        "typed": desk.request.POST.get("reason", ""),
        "asks_accept": form.get("do") == "ask_accept", "day_of": day_in(zone_in(desk)),
        "wishes": open_wishes(row.file), **since_the_list(row.file), **keeping(desk, row.file),
        "one_sex": one_sex_of(desk, row),
    }  # fmt: skip
    return desk.page("delegation.html", facts, problem=problem)
