"""The desk of draft resolutions: what there is of them, their amendments, their languages."""

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.screens.textdesk.amendments import text_desk, texts_list
from hemicycle.screens.textdesk.languages import text_in_language
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import ask, not_there, view_of
from hemicycle.web.shell import Desk

FILTERS = ("paragraph", "stage", "mover", "clause", "sub", "does")


def texts_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The texts of the session, and where each stands."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    return kept_out or desk.page("desk_texts.html", {"s": texts_list(view_of(desk))})


async def text_page(
    request: HttpRequest, session: str, text: str, **_language: str | None
) -> HttpResponse:
    """The amendments to one text, in the order of the floor, and what the desk does to them."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = None
    if request.method == "POST":
        problem = await ask(desk, request.POST.get("do", ""))
        if problem is None:
            return see(request.get_full_path())
    return await sync_to_async(drawn)(desk, text, problem=problem)


def drawn(desk: Desk, text: str, *, problem: Refusal | None) -> HttpResponse:
    """The page as it is now, narrowed as its address asks."""
    query = desk.request.GET
    asked = {name: query[name] for name in FILTERS if name in query}
    found = text_desk(view_of(desk), text, asked=asked)
    if found is None:
        return not_there(desk)
    return desk.page("desk_text.html", {"s": found, "body": found.body}, problem=problem)


async def languages_page(
    request: HttpRequest, session: str, text: str, **_language: str | None
) -> HttpResponse:
    """One text beside another language, clause by clause."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    problem = None
    if request.method == "POST":
        problem = await ask(desk, "render_clause")
        if problem is None:
            return see(request.get_full_path())
    return await sync_to_async(in_language)(desk, text, problem=problem)


def in_language(desk: Desk, text: str, *, problem: Refusal | None) -> HttpResponse:
    """The page of the language that its address names."""
    chosen = desk.request.GET.get("language", "")
    found = text_in_language(view_of(desk), text, language=chosen)
    if found is None:
        return not_there(desk)
    return desk.page("desk_text_languages.html", {"s": found}, problem=problem)
