"""Takes at the desk: the sittings that are written in takes, and those of one with their state."""

import asyncio
import hashlib
import secrets
from collections.abc import Iterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.acts.record.merge_takes import MergeTakes
from hemicycle.procedure.acts.record.open_takes import OpenTakes
from hemicycle.procedure.acts.record.take_down_speech import TakeDownSpeech
from hemicycle.procedure.kernel import BodyId
from hemicycle.screens.record import sittings
from hemicycle.secretariat.takes import take_up
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.days import day_in
from hemicycle.web.desk_acts import act_of, ask_for, view_of
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk
from hemicycle.web.sitting_takes import SittingTakes, is_reviser, sitting_takes


async def takes_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Every sitting of the session; the takes of one are opened here."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = await opened(desk) if request.method == "POST" else None
    if request.method == "POST" and problem is None:
        return see(request.path)
    return await sync_to_async(list_drawn)(desk, problem)


async def opened(desk: Desk) -> Refusal | None:
    """Open the takes of a sitting; why not, if the procedure refuses."""
    posted = desk.request.POST
    body, sitting = BodyId(posted.get("body", "")), whole(posted.get("sitting"))
    act = act_of(desk, OpenTakes, body=body, act_id=secrets.token_hex(12), sitting=sitting)
    return await ask_for(desk, act)


def list_drawn(desk: Desk, problem: Refusal | None = None) -> HttpResponse:
    """The list as it is now."""
    view = view_of(desk)
    known = [
        (one, sitting_takes(desk, f"{one.record.body}-{one.record.sitting}"))
        for one in sittings(view)
    ]
    facts = {
        "sittings": known,
        "is_reviser": is_reviser(desk, view),
        "take_minutes": view.rules.number("record.take_minutes"),
        "is_verified": view.rules.is_verified("record.take_minutes"),
    }
    return desk.page("desk_takes.html", facts, problem=problem)


# -- one sitting ----------------------------------------------------------------------------------


async def sitting_page(
    request: HttpRequest, session: str, *, sitting: str, **_language: str | None
) -> HttpResponse:
    """The takes of a sitting; one press takes the next free one, another merges them all."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    takes = await sync_to_async(sitting_takes)(desk, sitting)
    if takes is None:
        return missing(desk)
    if request.method != "POST":
        return sitting_drawn(takes)
    if request.POST.get("do") == "merge":
        problem = await merged(takes)
        return sitting_drawn(takes, problem) if problem else see(f"{takes.home}?did=merge")
    return await sync_to_async(taken)(takes)


def missing(desk: Desk) -> HttpResponse:
    """There is no such take or sitting, or it is not written in takes."""
    return desk.page("desk_take_missing.html", {}, status=404)


def taken(takes: SittingTakes) -> HttpResponse:
    """Take the next free take, or the one that was named, and go to it."""
    number = whole(takes.desk.request.POST.get("number")) or takes.next_free
    if takes.stretch(number) is None:
        return sitting_drawn(takes, Refusal(409, "no_take_free", {}))
    if takes.record.merged or not take_up(takes.key(number), takes.me, at_ms=takes.now):
        return sitting_drawn(takes, Refusal(409, "take_not_free", {"number": number}))
    return see(f"{takes.home}/{number}")


def sitting_drawn(takes: SittingTakes, problem: Refusal | None = None) -> HttpResponse:
    """The list of takes as it is now."""
    view = takes.view
    opened_at = view.assembly.session.zone if view.assembly.session else "UTC"
    facts = {
        "takes": takes,
        "title": view.assembly.bodies[takes.record.body].title,
        "day_of": day_in(opened_at),
        "did": takes.desk.request.GET.get("did", ""),
    }
    return takes.desk.page("desk_takes_of.html", facts, problem=problem)


async def merged(takes: SittingTakes) -> Refusal | None:
    """Put every text into the record and merge the takes; why not, if something is in the way.

    Note: all that is asked together stands in one commit, or what is left comes with the next try.
    """
    if not takes.is_reviser:
        return Refusal(403, "only_secretariat_merges", {})
    if takes.still_open:
        return Refusal(409, "takes_still_open", {"n": len(takes.still_open)}, at_field="open")
    acts = [*texts_of(takes), merging(takes)]
    problems = await asyncio.gather(*(ask_for(takes.desk, act) for act in acts))
    return next(filter(None, problems), None)


def merging(takes: SittingTakes) -> MergeTakes:
    """The act that merges them."""
    desk, record, act_id = takes.desk, takes.record, secrets.token_hex(12)
    return act_of(
        desk,
        MergeTakes,
        body=record.body,
        act_id=act_id,
        sitting=record.sitting,
        read_by_writer=takes.read_by_writer,
    )


def texts_of(takes: SittingTakes) -> Iterator[TakeDownSpeech]:
    """What was written of each speech that the record does not tell yet."""
    body = takes.record.body
    for stretch in takes.stretches:
        texts = takes.take(stretch.number).texts
        for one in stretch.speeches:
            if one.position in takes.view.assembly.taken_down:
                continue
            text = texts[one.position]
            mark = hashlib.sha256(text.text.encode()).hexdigest()[:16]
            yield act_of(
                takes.desk,
                TakeDownSpeech,
                body=body,
                act_id=f"take-down:{body}:{one.position}:{mark}",
                speech=one.position,
                form=text.form,
                words={text.language: text.text},
                statement=text.statement,
            )
