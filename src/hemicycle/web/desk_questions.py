"""Questions and comments from outside at the desk: what waits, and what becomes of each."""

import secrets

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.acts.citizens.hide_public_question import HidePublicQuestion
from hemicycle.procedure.acts.citizens.show_public_question import ShowPublicQuestion
from hemicycle.procedure.assembly import DelegationId, ItemId, TextId
from hemicycle.procedure.kernel import BodyId
from hemicycle.secretariat.models import PublicWords
from hemicycle.secretariat.public_questions import (
    MOST_WAITING,
    erase_old,
    is_open,
    note_shown,
    put_back,
    refuse,
    refused,
    set_open,
    waiting,
)
from hemicycle.secretariat.public_words import fingerprint
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.asking_seen import matters, seen, standing
from hemicycle.web.desk_acts import act_of, ask_for, view_of
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk

ON_A_PAGE = 50


async def questions_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """The queue, what was not shown, and what is shown; and what is pressed there."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = None
    if request.method == "POST":
        problem = await done_to(desk)
        if problem is None:
            return see(f"{request.path}?did={request.POST.get('do', '')[:12]}")
    return await sync_to_async(drawn)(desk, problem)


async def done_to(desk: Desk) -> Refusal | None:
    """Do what was pressed; why not, if there is a reason."""
    do, number = desk.request.POST.get("do", ""), whole(desk.request.POST.get("number"))
    if do == "show":
        return await shown(desk, number)
    if do == "hide":
        return await hidden(desk, number)
    return await sync_to_async(decided)(desk, do, number=number)


async def shown(desk: Desk, number: int) -> Refusal | None:
    """Show one that waits: the record has it first, the table follows."""
    row = await sync_to_async(waiting_row)(desk, number)
    if row is None:
        return Refusal(409, "asking_waits_not", {"number": number})
    act = act_of(
        desk,
        ShowPublicQuestion,
        body=BodyId(row.body),
        act_id=secrets.token_hex(12),
        kind=row.kind,
        number=row.number,
        language=row.language,
        sha256=fingerprint(row.salt, row.words),
        item=ItemId(row.item),
        text=TextId(row.text),
        to=DelegationId(row.to),
    )
    problem = await ask_for(desk, act)
    if problem is None:
        await sync_to_async(note_shown)(desk.session, number)
    return problem


def waiting_row(desk: Desk, number: int) -> PublicWords | None:
    """One that waits, by its number."""
    queue = waiting(desk.session, standing=standing(view_of(desk).assembly))
    return next((one for one in queue if one.number == number), None)


async def hidden(desk: Desk, number: int) -> Refusal | None:
    """Show one no longer; the record says so, and on which ground."""
    question = view_of(desk).assembly.public_questions.get(number)
    if question is None:
        return Refusal(409, "asking_waits_not", {"number": number})
    act = act_of(
        desk,
        HidePublicQuestion,
        body=question.body,
        act_id=secrets.token_hex(12),
        number=number,
        ground=desk.request.POST.get("ground", ""),
    )
    return await ask_for(desk, act)


def decided(desk: Desk, do: str, *, number: int) -> Refusal | None:
    """What needs no act: not to show one, to let it wait again, to open or close the form."""
    view = view_of(desk)
    ground = desk.request.POST.get("ground", "")
    if do == "refuse":
        if ground not in view.rules.choices("citizens.grounds"):
            return Refusal(422, "asking_no_ground", {}, at_field=f"ground-{number}")
        if waiting_row(desk, number) is None:
            return Refusal(409, "asking_waits_not", {"number": number})
        refuse(desk.session, number, ground=ground, by=(desk.label, view.at))
    elif do == "put_back":
        put_back(desk.session, number)
    elif do in ("open", "close"):
        set_open(desk.session, is_open=do == "open")
    return None


def drawn(desk: Desk, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now; words that nobody may be shown any more are erased first."""
    view = view_of(desk)
    known = view.assembly.public_questions.values()
    gone = [one.number for one in known if one.ground]
    erase_old(desk.session, now=view.at, hidden=gone)
    queue = waiting(desk.session, standing=standing(view.assembly))
    latest = [one for one in reversed(list(known)) if not one.ground][:ON_A_PAGE]
    facts = {
        "waiting": queue[:ON_A_PAGE],
        "n_waiting": len(queue),
        "most": MOST_WAITING,
        "refused": refused(desk.session)[:ON_A_PAGE],
        "shown": list(seen(view, desk.session, latest)),
        "n_shown": len(known) - len(gone),
        "matters": {one.key: one for one in matters(view.assembly)},
        "grounds": view.rules.choices("citizens.grounds"),
        "is_open": is_open(desk.session),
        "did": desk.request.GET.get("did", ""),
    }
    return desk.page("desk_questions.html", facts, problem=problem)
