"""The file of a delegation as its secretary keeps it: its people, what lacks, and handing it in."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from hemicycle.secretariat.delegations import FileChanged
from hemicycle.secretariat.file_wishes import (
    MOST_WISHES,
    TAKEN_BACK,
    TooManyWishes,
    WishGone,
    ask,
    decide,
    decided_wishes,
    open_wish,
    open_wishes,
)
from hemicycle.secretariat.file_work import (
    HANDED_IN,
    OPEN,
    NotOpen,
    drop_person,
    earlier_people,
    hand_in,
    is_closed,
    take_back,
    take_over,
)
from hemicycle.secretariat.lists import cells
from hemicycle.secretariat.models import Place
from hemicycle.secretariat.register import RegisterChanged
from hemicycle.web.acts import Refusal
from hemicycle.web.file_pages import FileAt, one_sex_of, own_file, people_in, since_the_list
from hemicycle.web.http import whole

# How far a file is, in the order in which it goes; "returned" stands beside it.
STEPS = ("invited", "registered", HANDED_IN, "checked", "accepted")
LONGEST_NAME = 120


def own_file_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The file, and what its secretary does with it."""
    at = own_file(request, session)
    if isinstance(at, HttpResponse):
        return at
    if request.method != "POST":
        return drawn(at)
    try:
        problem = done_to(at)
    except FileChanged as fault:
        return drawn(at, Refusal(409, "file_changed", {}), since=fault.since)
    except TooManyWishes:
        return drawn(at, Refusal(409, "too_many_wishes", {"n": MOST_WISHES}))
    except (NotOpen, WishGone):
        return drawn(at, Refusal(409, "file_not_open", {}))
    except RegisterChanged:
        return drawn(at, Refusal(409, "register_changed", {}))
    return at.to(f"did={request.POST.get('do', '')}") if problem is None else drawn(at, problem)


def done_to(at: FileAt) -> Refusal | None:
    """Do what was pressed; the reason why not, if there is one.

    Errors: FileChanged, NotOpen, WishGone, TooManyWishes, RegisterChanged
    """
    form = at.desk.request.POST
    wish = form.get("do", "")
    if wish == "hand_in":
        return handed_in(at)
    if wish == "take_back":
        take_back(at.file, version=at.version, hand=at.hand)
    elif wish == "take_over":
        return taken_over(at)
    elif wish == "take_back_wish":
        asked = open_wish(at.file, whole(form.get("wish")))
        decide(asked, TAKEN_BACK, hand=at.hand)
    elif wish == "drop":
        dropped(at)
    return None


def dropped(at: FileAt) -> None:
    """Take somebody off the file, or ask for it where it is closed.

    Errors: FileChanged, NotOpen, TooManyWishes
    """
    place = place_asked(at)
    if place is None:
        return
    if at.may_write and not place.member:
        drop_person(at.file, place, version=at.version, hand=at.hand)
    else:
        ask(at.file, place.person, values={}, hand=at.hand)


def place_asked(at: FileAt) -> Place | None:
    """Whom a button of the page is about."""
    wanted = at.desk.request.POST.get("person", "")
    return next((one for one in at.row.places if str(one.person_id) == wanted), None)


def handed_in(at: FileAt) -> Refusal | None:
    """Hand the credentials in, where nothing is lacking that the secretary can mend.

    Errors: FileChanged, NotOpen
    """
    form = at.desk.request.POST
    lacks = [key for key in at.row.lacks if key in ("no_members", "no_head", "two_heads")]
    if lacks:
        return Refusal(409, f"delegation_{lacks[0]}", {"name": at.row.name})
    if at.row.is_too_large and at.row.limit is not None:
        limit, rule = at.row.limit, at.row.limit.rule_keys[-1]
        n = len(at.row.members)
        return Refusal(409, "delegation_too_large", {"n": n, "limit": limit.persons}, rule_key=rule)
    signed_by = " ".join(form.get("signed_by", "").split())[:LONGEST_NAME]
    if not signed_by:
        return Refusal(422, "field_missing", {}, at_field="signed_by")
    try:
        signed_on = cells.day(form.get("signed_on", ""))
    except cells.CellFault:
        return Refusal(422, "day_missing", {}, at_field="signed_on")
    hand_in(at.file, signed=(signed_by, signed_on), version=at.version, hand=at.hand)
    return None


def taken_over(at: FileAt) -> Refusal | None:
    """Register the chosen people of an earlier delegation again.

    Errors: NotOpen, RegisterChanged
    """
    if not at.may_write:
        raise NotOpen
    wanted = set(at.desk.request.POST.getlist("earlier"))
    chosen = [one for one in earlier_people(at.file) if one.id in wanted]
    if not chosen:
        return Refusal(422, "nobody_chosen", {}, at_field="earlier")
    plan = take_over(at.file, chosen, rules=at.rules, hand=at.hand)
    return Refusal(409, "two_heads_chosen", {}) if plan.errors else None


def drawn(at: FileAt, problem: Refusal | None = None, *, since: Any = ()) -> HttpResponse:
    """The page of the file."""
    request, file = at.desk.request, at.file
    changes = list(file.changes.order_by("-version", "-pk"))
    asking, waiting = request.GET.get("drop", ""), open_wishes(file)
    facts = {
        "steps": STEPS, "is_returned": file.stage == "returned", "since": since,
        "changes": changes, "people": people_in((*changes, *since)),
        "earlier": earlier_people(file) if at.may_write else [],
        "pending": {one.wish.person_id for one in waiting}, "wishes": waiting,
        "decided": decided_wishes(file),
        "is_closed": is_closed(file.session) and file.stage in OPEN,
        "may_take_back": file.stage == HANDED_IN, "typed": request.POST,
        "asked_off": next((one for one in at.row.places if str(one.person_id) == asking), None),
        "saved": request.GET.get("saved", ""), "did": request.GET.get("did", ""),
        "has_asked": bool(request.GET.get("asked")), **since_the_list(file),
        "one_sex": one_sex_of(at.desk, at.row),
    }  # fmt: skip
    return at.page("own_file.html", facts, problem=problem)
