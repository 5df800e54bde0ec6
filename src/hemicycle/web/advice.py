"""The page of a Rapporteur: advice that everybody reads, notes that nobody else does."""

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.screens.textdesk.advice import advice
from hemicycle.secretariat.speaking_notes import keep_note, own_notes
from hemicycle.secretariat.tables.speaking_notes import LONGEST_SPEAKING_NOTE
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import ask, not_there, view_of
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk

NOTE = "note"


async def advice_page(
    request: HttpRequest, session: str, text: str, **_language: str | None
) -> HttpResponse:
    """Every amendment in the order of the floor, with the own advice and the own note."""
    desk = Desk.of(request, session, "advice")
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = None
    if request.method == "POST":
        problem = await taken(desk, text)
        if problem is None:
            return see(f"{request.path}#amendment-{whole(request.POST.get('amendment'))}")
    return await sync_to_async(drawn)(desk, text, problem=problem)


async def taken(desk: Desk, text: str) -> Refusal | None:
    """Keep a note, or ask for the advice to be recorded."""
    if desk.request.POST.get("do") != NOTE:
        return await ask(desk, "recommend_on_amendment")
    await sync_to_async(noted)(desk, text)
    return None


def noted(desk: Desk, wanted: str) -> None:
    """Keep the note on an amendment that there is, for whoever is Rapporteur; else nothing."""
    found = advice(view_of(desk), wanted)
    form, number = desk.request.POST, whole(desk.request.POST.get("amendment"))
    if found is None or not found.is_rapporteur or number not in found.text.amendments:
        return
    assert desk.login is not None
    member = desk.login.seat(desk.session)
    note = form.get(NOTE, "")
    keep_note(desk.session, found.text.id, member=member, amendment=number, note=note)


def drawn(desk: Desk, wanted: str, *, problem: Refusal | None) -> HttpResponse:
    """The page as it is now."""
    found = advice(view_of(desk), wanted)
    if found is None:
        return not_there(desk)
    assert desk.login is not None
    is_shared = desk.session in desk.login.tablets
    member = desk.login.seat(desk.session)
    notes = {} if is_shared else own_notes(desk.session, found.text.id, member=member)
    facts = {"s": found, "notes": notes, "longest": LONGEST_SPEAKING_NOTE}
    return desk.page("advice.html", facts, problem=problem)
