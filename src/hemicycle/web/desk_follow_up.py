"""The desk of follow-up: lifting commitments with their words in view, asking, correcting."""

from collections.abc import Callable
from functools import partial
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.rules.follow_up import ADDRESSEES, GOALS, SPEAKER
from hemicycle.screens.follow_up_desk import desk as desk_seen
from hemicycle.screens.follow_up_desk import paragraph, speech, verbs_of
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import ask, not_there, view_of
from hemicycle.web.shell import Desk

LIFT = "lift_commitment"
DONE_HERE = ("correct_commitment", "withdraw_commitment", "ask_for_answers")
LANGUAGES = ("en", "fr")  # in which the desk writes verbs, topics and reasons


async def follow_up_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """What can be lifted, what was lifted, and what is due."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = None
    if request.method == "POST":
        name = request.POST.get("do", "")
        problem = await ask(desk, name if name in DONE_HERE else "")
        if problem is None:
            return see(request.get_full_path())
    return await sync_to_async(drawn)(desk, problem=problem)


def drawn(desk: Desk, *, problem: Refusal | None) -> HttpResponse:
    """The page as it is now."""
    facts = {"s": desk_seen(view_of(desk)), **choices()}
    return desk.page("desk_follow_up.html", facts, problem=problem)


def choices() -> dict[str, Any]:
    """What the forms offer."""
    return {"addressees": ADDRESSEES, "goals": GOALS, "codes": LANGUAGES, "of_speaker": SPEAKER}


async def paragraph_page(
    request: HttpRequest, session: str, *, text: str, clause: str, **_language: str | None
) -> HttpResponse:
    """One paragraph as it reads now, and the form that lifts it."""
    drawn_now = partial(paragraph_drawn, text=text, clause=clause)
    return await lifting(Desk.of(request, session), drawn_now)


async def speech_page(
    request: HttpRequest, session: str, *, speech: str, **_language: str | None
) -> HttpResponse:
    """What the record has of a speech, and the form that lifts words of it."""
    return await lifting(Desk.of(request, session), partial(speech_drawn, number=speech))


async def lifting(desk: Desk, drawn_now: Callable[..., HttpResponse]) -> HttpResponse:
    """The form beside the words; once they are lifted, the desk of follow-up."""
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = None
    if desk.request.method == "POST":
        problem = await ask(desk, LIFT)
        if problem is None:
            before, _, _ = desk.request.path.partition("/desk/")
            return see(f"{before}/desk/follow-up")
    return await sync_to_async(drawn_now)(desk, problem=problem)


def paragraph_drawn(desk: Desk, *, text: str, clause: str, problem: Refusal | None) -> HttpResponse:
    """The form beside the words of a paragraph."""
    found = paragraph(view_of(desk), text, clause)
    if found is None:
        return not_there(desk)
    whole, row = found
    facts = {"whole": whole, "row": row, "verbs": verbs_of(row.clause.words), **choices()}
    return desk.page("desk_lift.html", {"speech": None, **facts}, problem=problem)


def speech_drawn(desk: Desk, *, number: str, problem: Refusal | None) -> HttpResponse:
    """The form beside what was said."""
    found = speech(view_of(desk), number)
    if found is None:
        return not_there(desk)
    facts = {"whole": None, "row": None, "verbs": {}, **choices()}
    return desk.page("desk_lift.html", {"speech": found, **facts}, problem=problem)
