"""A draft resolution as it is lodged: typed, pasted or read from a file, looked at, then recorded.

Nothing is lodged that was not looked at first, and no refusal costs a word of what was typed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from asgiref.sync import sync_to_async
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from hemicycle.handed_in.drafts.apart import read_draft_apart
from hemicycle.handed_in.drafts.found import DOUBTS, Doubt, DraftRead
from hemicycle.handed_in.found import HandedInFault
from hemicycle.handed_in.reading import LARGEST, MOST_LETTERS
from hemicycle.screens.textdesk.lodging import reading
from hemicycle.web.accounts.own import see
from hemicycle.web.act_forms import LONGEST_PAPER
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import ask, typed_in, view_of
from hemicycle.web.shell import Desk, shell

LODGED_IN = ("en", "fr")  # beside each other; further languages come clause by clause
LODGE = "lodge_text"
MOST_TOLD = 500  # doubts of a file that go on with the form
MOST_SHOWN = 300  # doubts of what was typed; whoever has mended these sees the next
TOLD_OTHERWISE = "no_operative"  # the reading of the paragraphs says so of every draft


async def new_text_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """A text as it is typed or handed in, its clauses as understood, the button that lodges it."""
    desk = Desk.of(request, session)
    try:
        kept_out = desk.keeps_out()
    except RequestDataTooBig:
        too_long = Refusal(413, "draft_paste_too_long", {"n": MOST_LETTERS})
        return await sync_to_async(new_text)(desk, {}, problem=too_long)
    if kept_out is not None:
        return kept_out
    typed = typed_in(desk) if request.method == "POST" else {}
    file = request.FILES.get("file") if request.method == "POST" else None
    if isinstance(file, UploadedFile):
        return await with_file(desk, typed, content=file.read())
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


async def with_file(desk: Desk, typed: Mapping[str, str], *, content: bytes) -> HttpResponse:
    """The page with what a file holds in the place of what was typed in its language.

    Note: whichever button sent the file, it is looked at and not lodged yet.
    """
    try:
        found = await read(desk, content)
    except HandedInFault as fault:
        problem = Refusal(422, fault.reason_key, fault.facts, at_field="file")
        return await sync_to_async(new_text)(desk, typed, problem=problem)
    language = typed.get("file_language", "")
    field = f"draft.{language if language in LODGED_IN else LODGED_IN[0]}"
    filled = {**typed, field: found.text, "told": as_told(found.doubts)}
    return await sync_to_async(new_text)(desk, filled)


async def read(desk: Desk, content: bytes) -> DraftRead:
    """The draft in a file.

    Errors: HandedInFault
    """
    assert desk.login is not None
    who = f"{desk.session} {desk.login.seat(desk.session)}"
    readers = shell[0].installation.house.file_readers
    return await readers.read(content, read_draft_apart, who=who)


def as_told(doubts: Sequence[Doubt]) -> str:
    """The doubts of a file, to go on with the form until the text is lodged."""
    kept = [one for one in doubts if one.kind != TOLD_OTHERWISE][:MOST_TOLD]
    return json.dumps([[one.kind, one.place, one.words] for one in kept])


def told_before(told: str) -> list[Doubt]:
    """The doubts that came back with a form; what is none is passed over."""
    try:
        found = json.loads(told)
        rows = [(str(kind), int(place), str(words)) for kind, place, words in found]
    except (ValueError, TypeError):
        return []
    return [
        Doubt(kind=kind, place=place, words=words) for kind, place, words in rows if kind in DOUBTS
    ]


def new_text(
    desk: Desk, typed: Mapping[str, str], *, problem: Refusal | None = None
) -> HttpResponse:
    """The page with what was typed, and how it reads."""
    language = typed.get("language") or LODGED_IN[0]
    draft = {code: typed.get(f"draft.{code}", "") for code in LODGED_IN}
    is_read = any(draft.values()) and max(map(len, draft.values())) <= LONGEST_PAPER
    view = view_of(desk)
    facts: dict[str, Any] = {
        "form": typed,
        "read": reading(draft, language=language) if is_read else None,
        "of_file": told_before(typed["told"]) if typed.get("told") else None,
        "bodies": view.assembly.bodies.values(),
        "delegations": view.assembly.delegations,
        "codes": LODGED_IN,
        "most_doubts": MOST_SHOWN,
        "largest_mb": LARGEST // 1024 // 1024,
    }
    return desk.page("desk_text_new.html", facts, problem=problem)
