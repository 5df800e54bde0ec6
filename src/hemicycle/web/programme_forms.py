"""What is typed at the desk of the programme, read field by field."""

from collections.abc import Mapping

from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly import Slot
from hemicycle.procedure.assembly.programme import EVENT, SITTING, SLOT_KINDS
from hemicycle.procedure.kernel import Instant
from hemicycle.screens.view import View
from hemicycle.secretariat.programme import Values
from hemicycle.web.act_forms import ID, read_instant, read_text
from hemicycle.web.http import NotUnderstood

TITLED_IN = ("en", "fr")
LONGEST_TITLE, LONGEST_TEAM, LONGEST_CODE, MOST_LANGUAGES = 200, 40, 5, 10
ENDS = ("begins_at", "ends_at")
DAY_MS = 24 * 60 * 60 * 1000


def words(form: Mapping[str, str], name: str) -> dict[str, str]:
    """A title in the languages in which it was typed."""
    told = {}
    for language in TITLED_IN:
        field = f"{name}.{language}"
        text = short(form, field, longest=LONGEST_TITLE)
        if text:
            told[language] = text
    return told


def short(form: Mapping[str, str], field: str, *, longest: int) -> str:
    """A short text in one line, without the sign that parts a line of the programme."""
    text = read_text(field, form.get(field, ""))
    if len(text) > longest:
        raise NotUnderstood(field, "text_too_long", n=longest)
    if "|" in text:
        raise NotUnderstood(field, "text_unreadable")
    return text


def room_values(form: Mapping[str, str]) -> Values:
    """A room: it needs a name.

    Errors: NotUnderstood
    """
    title = words(form, "title")
    if not title:
        raise NotUnderstood("title.en", "field_missing")
    return {"title": title}


def slot_values(form: Mapping[str, str], view: View, *, rooms: set[str]) -> Values:
    """A slot as its row holds it.

    Errors: NotUnderstood
    """
    kind = choice(form, "kind", among=SLOT_KINDS)
    body = choice(form, "body", among=("", *view.assembly.bodies))
    title = words(form, "title")
    if kind in (SITTING, EVENT) and not (title or body):
        raise NotUnderstood("title.en", "field_missing")
    begins, ends = (read_instant(one, form.get(one, ""), zone=view.zone) for one in ENDS)
    if not begins < ends <= begins + DAY_MS:
        raise NotUnderstood("ends_at", "ends_before_it_begins")
    return {
        "kind": kind,
        "title": title,
        "body": body,
        "room": choice(form, "room", among=("", *rooms)),
        "begins_ms": begins,
        "ends_ms": ends,
        "is_closed": bool(form.get("is_closed")),
        "languages": languages(form),
        "team": short(form, "team", longest=LONGEST_TEAM),
        "chair": choice(form, "chair", among=("", *view.assembly.people)),
    }


def choice(form: Mapping[str, str], field: str, *, among: tuple[str, ...]) -> str:
    """One of a list."""
    if form.get(field, "") not in among:
        raise NotUnderstood(field, "not_an_id", text=form.get(field, "")[:20])
    return form.get(field, "")


def languages(form: Mapping[str, str]) -> str:
    """Codes of languages, as in `en fr`."""
    codes = form.get("languages", "").replace(",", " ").casefold().split()
    wrong = next((one for one in codes if not ID.fullmatch(one) or len(one) > LONGEST_CODE), "")
    if wrong or len(codes) > MOST_LANGUAGES:
        raise NotUnderstood("languages", "unknown_language", text=wrong[:20])
    return " ".join(dict.fromkeys(codes))


def slot_form(slot: Slot, view: View) -> dict[str, str]:
    """A slot as its form shows it."""
    titles = {f"title.{language}": text for language, text in slot.title.items()}
    return titles | {
        "kind": slot.kind,
        "body": slot.body,
        "room": slot.room,
        "begins_at": typed(slot.begins_at, view.zone),
        "ends_at": typed(slot.ends_at, view.zone),
        "is_closed": "yes" if slot.is_closed else "",
        "languages": " ".join(slot.languages),
        "team": slot.team,
        "chair": slot.chair,
    }


def typed(at: Instant, zone: str) -> str:
    """An instant as browsers fill a field with it."""
    return f"{moment(at, zone):%Y-%m-%dT%H:%M}"
