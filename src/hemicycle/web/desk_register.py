"""The register of parliaments as the desk sees it, and how it is begun."""

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.secretariat.lists.comparing import matches
from hemicycle.secretariat.lists.parliaments import names_of, sorted_by
from hemicycle.secretariat.register import RegisterChanged
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_import import Importing, begin_register
from hemicycle.web.disclaimers import disclaimer_of
from hemicycle.web.shell import SEE_OTHER, Desk

LONGEST_SEARCH = 80


async def register_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """All parliaments that are known, or the offer to begin with those that come with us."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = await begun(desk) if request.method == "POST" else None
    if request.method == "POST" and problem is None:
        answer = HttpResponseRedirect(request.path)
        answer.status_code = SEE_OTHER
        return answer
    rows = await sync_to_async(Importing(desk, "parliaments").parliaments)()
    sought = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
    found = [one for one in rows.values() if not sought or matches(sought, names_of(one))]
    found.sort(key=lambda one: sorted_by(one, desk.language))
    facts = {
        "rows": found, "known": len(rows), "sought": sought, "is_rehearsal": desk.is_rehearsal,
    }  # fmt: skip
    facts |= await sync_to_async(disclaimer_of)(desk)
    return desk.page("register.html", facts, problem=problem)


async def begun(desk: Desk) -> Refusal | None:
    """Begin the register, where it has not begun; the reason why not, if there is one.

    Note: those that come with us are real, so a rehearsal never begins with them.
    """
    if desk.is_rehearsal:
        return Refusal(409, "rehearsal_prefill", {})
    work = Importing(desk, "parliaments")
    if await sync_to_async(work.parliaments)():
        return Refusal(409, "register_has_begun", {})
    try:
        await sync_to_async(work.write)(await begin_register(work))
    except RegisterChanged:
        return Refusal(409, "register_has_begun", {})
    return None
