"""The desk of draft resolutions: lodging them, their amendments, their languages."""

from collections.abc import Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.screens.textdesk.amendments import text_desk, texts_list
from hemicycle.screens.textdesk.languages import text_in_language
from hemicycle.screens.textdesk.lodging import reading
from hemicycle.web.accounts.own import see
from hemicycle.web.act_forms import LONGEST_PAPER
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import ask, not_there, typed_in, view_of
from hemicycle.web.shell import Desk

LODGED_IN = ("en", "fr")  # beside each other; further languages come clause by clause
FILTERS = ("paragraph", "stage", "mover", "clause", "sub", "does")
READ, LODGE = "read", "lodge_text"


def texts_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The texts of the session, and where each stands."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    return kept_out or desk.page("desk_texts.html", {"s": texts_list(view_of(desk))})


async def new_text_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """A text as it is typed or pasted, its clauses as understood, and the button that lodges it."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return await sync_to_async(new_text)(desk, {})
    typed = typed_in(desk)
    if typed.get("do") != LODGE:
        return await sync_to_async(new_text)(desk, typed)
    problem = await ask(desk, LODGE)
    if problem is not None:
        return await sync_to_async(new_text)(desk, typed, problem=problem)
    assert desk.login is not None
    own = desk.login.seat(desk.session)
    texts = list(view_of(desk).assembly.texts.values())
    lodged = next(one for one in reversed(texts) if one.lodged_by == own)
    return see(request.path.removesuffix("/").removesuffix("new") + lodged.id)


def new_text(
    desk: Desk, typed: Mapping[str, str], *, problem: Refusal | None = None
) -> HttpResponse:
    """The page with what was typed, and how it reads.

    Note: what reads a file for us gives the same paragraphs, so it only has to fill `draft`.
    """
    language = typed.get("language") or LODGED_IN[0]
    draft = {code: typed.get(f"draft.{code}", "") for code in LODGED_IN}
    view = view_of(desk)
    facts: dict[str, Any] = {
        "form": typed,
        "read": reading(draft, language=language) if any(draft.values()) else None,
        "bodies": view.assembly.bodies.values(),
        "delegations": view.assembly.delegations,
        "codes": LODGED_IN,
        "longest": LONGEST_PAPER,
    }
    return desk.page("desk_text_new.html", facts, problem=problem)


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
