"""One item of the press room at the desk: its page, how it will be seen, and its pictures."""

from django.http import HttpRequest, HttpResponse

from hemicycle.screens.written import LANGUAGES
from hemicycle.secretariat.pictures import JPEG, LARGEST_PICTURE, SMALLEST
from hemicycle.secretariat.press_item import LONGEST_QUOTATION, Item
from hemicycle.secretariat.press_room import NoPressItem, change_item, picture_file
from hemicycle.web.accounts.own import see
from hemicycle.web.days import day_in
from hemicycle.web.desk_press_acts import CHANGES, DONE, Pressed, save, speeches_of
from hemicycle.web.desk_press_room import now_in, of_form, refresh, room_of, zone_of
from hemicycle.web.http import whole
from hemicycle.web.press_cards import passages, words_of
from hemicycle.web.press_forms import OFFERED, Form
from hemicycle.web.press_seen import item_seen
from hemicycle.web.shell import Desk, shell

NEW = "new"


def press_item_page(
    request: HttpRequest, session: str, *, item: str, **_language: str | None
) -> HttpResponse:
    """An item, or the form for a new one; what is pressed, and then the page again."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    known = room_of(desk.session).items.get(whole(item))
    if known is None and item != NEW:
        return missing(desk)
    if request.method != "POST":
        return item_drawn(desk, known)
    form = Form(request.POST.dict())
    try:
        number = written(desk, known, form=form)
    except NoPressItem:
        refresh(desk.session)
        return missing(desk)
    if form.problems:
        return item_drawn(desk, known, form=form)
    refresh(desk.session)
    room = f"{request.path.partition('/press-room')[0]}/press-room"
    did = form.posted.get("do", "")
    is_there = number in room_of(desk.session).items
    return see(f"{room}/{number}?did={did if did in DONE else 'save'}" if is_there else room)


def missing(desk: Desk) -> HttpResponse:
    """There is no such item, or not any more."""
    return desk.page("desk_press_missing.html", {}, status=404)


def written(desk: Desk, item: Item | None, *, form: Form) -> int:
    """Do what was pressed, where nothing is wrong; the number of the item.

    Errors: NoPressItem
    """
    do = form.posted.get("do", "")
    if item is None or do not in DONE:
        return save(desk, item, form=form)
    DONE[do](Pressed(desk, item, form))
    if do in CHANGES and not form.problems:
        values = {"changed_ms": now_in(desk.session), "changed_by": desk.label}
        change_item(desk.session, item.number, values=values)
    return item.number


def item_drawn(desk: Desk, item: Item | None, *, form: Form | None = None) -> HttpResponse:
    """The page of an item as it is now, or once more with what is wrong in one of its forms."""
    house, at = shell[0].installation.house, now_in(desk.session)
    speeches = speeches_of(desk.session)
    wished = whole(desk.request.GET.get("speech") or desk.request.POST.get("speech"))
    chosen = next((one for one in speeches if one.number == wished), None)
    kept = words_of(house, desk.session, chosen)
    view = house.view(desk.session, None)
    facts: dict[str, object] = {
        "item": item,
        "state": item.state(at) if item else "draft",
        "seen": item_seen(house, view, desk.session, item=item) if item else None,
        "speeches": speeches,
        "chosen": chosen,
        "passages": passages(kept.paragraphs) if kept else (),
        "offered": OFFERED,
        "languages_known": LANGUAGES,
        "longest_quotation": LONGEST_QUOTATION,
        "largest_picture": LARGEST_PICTURE // 1024 // 1024,
        "smallest": SMALLEST,
        "did": desk.request.GET.get("did", ""),
        "day_of": day_in(zone_of(desk.session)),
        **of_form(form),
    }
    return desk.page("desk_press_item.html", facts, status=422 if form else 200)


def preview_page(
    request: HttpRequest, session: str, *, item: str, **_language: str | None
) -> HttpResponse:
    """An item as everybody will see it."""
    desk = Desk.of(request, session)
    known = room_of(desk.session).items.get(whole(item))
    if known is None:
        return missing(desk)
    house = shell[0].installation.house
    view = house.view(desk.session, None)
    seen = item_seen(house, view, desk.session, item=known, is_preview=True)
    return desk.page("press_item.html", {"s": seen})


def picture_page(
    request: HttpRequest, session: str, *, item: str, picture: str, **_language: str | None
) -> HttpResponse:
    """The file of a picture for the desk, whether its item is out or not."""
    desk = Desk.of(request, session)
    content = picture_file(desk.session, whole(item), number=whole(picture))
    if not content:
        return HttpResponse(status=404)
    answer = HttpResponse(content, content_type=JPEG)
    answer["Cache-Control"] = "no-store"
    return answer
