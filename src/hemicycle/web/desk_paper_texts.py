"""The texts that a session's papers bear: who signs, what is disclaimed, what letters add."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse

from hemicycle.secretariat.paper_texts import (
    LANGUAGES,
    LETTERHEAD,
    PLAIN,
    WORDED,
    Texts,
    save_texts,
)
from hemicycle.secretariat.tables.papers import LONGEST_TEXT
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_papers import to
from hemicycle.web.paper_values import Record
from hemicycle.web.shell import Desk

# Those that fit on a line; the others are paragraphs.
ON_A_LINE = LETTERHEAD


def paper_texts_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """See the texts, and change them."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    record = Record.of(session)
    if request.method != "POST":
        return drawn(desk, record, record.texts)
    texts = read_texts(request.POST.dict())
    problem = wrong_in(record, texts)
    if problem is not None:
        return drawn(desk, record, texts, problem=problem)
    save_texts(session, texts)
    return to(f"{request.path}?saved=1")


def read_texts(form: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The texts as the form has them, without what surrounds them."""
    texts = {(name, ""): form.get(name, "").strip()[:20] for name in PLAIN}
    for name in WORDED:
        for language in LANGUAGES:
            typed = form.get(f"{name}.{language}", "").replace("\r\n", "\n").strip()
            text = " ".join(typed.split()) if name in ON_A_LINE else typed
            texts[name, language] = text[:LONGEST_TEXT]
    return texts


def wrong_in(record: Record, texts: Texts) -> Refusal | None:
    """What cannot be kept as it was typed."""
    until = texts["badges_until", ""]
    if texts["order_language", ""] not in ("", *LANGUAGES):
        return Refusal(422, "paper_order_unknown", {}, at_field="order_language")
    if not until:
        return None
    try:
        is_late_enough = date.fromisoformat(until).isoformat() >= record.opened.starts_on
    except ValueError:
        return Refusal(422, "not_a_date", {"text": until}, at_field="badges_until")
    if not is_late_enough:
        return Refusal(422, "badges_end_too_early", {}, at_field="badges_until")
    return None


def drawn(
    desk: Desk, record: Record, texts: Texts, *, problem: Refusal | None = None
) -> HttpResponse:
    """The page, with what was typed where something is wrong with it."""
    facts = {
        "texts": texts, "record": record, "worded": WORDED, "on_a_line": ON_A_LINE,
        "paper_languages": LANGUAGES, "longest": LONGEST_TEXT,
        "is_saved": desk.request.GET.get("saved") == "1" and problem is None,
    }  # fmt: skip
    return desk.page("paper_texts.html", facts, problem=problem)
