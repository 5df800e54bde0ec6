"""What may be pressed at an item of the press room: each press written, or its problems named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import WrittenSpeech
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.pictures import MediaFault
from hemicycle.secretariat.press_item import LONGEST_QUOTATION, RECORD, Item, Quotation
from hemicycle.secretariat.press_room import (
    SeenAlready,
    add_frame,
    add_picture,
    add_quotation,
    change_item,
    drop_item,
    drop_picture,
    drop_quotation,
    make_item,
    release_item,
    take_back_item,
)
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_press_room import now_in, room_of, zone_of
from hemicycle.web.file_consents import uploaded
from hemicycle.web.http import whole
from hemicycle.web.press_cards import of_entry, open_speeches, passages, record_quotation, words_of
from hemicycle.web.press_forms import (
    OFFICIAL,
    Form,
    frame_values,
    full_text_values,
    item_values,
    moment_of_release,
    picture_values,
    reported_values,
)
from hemicycle.web.shell import Desk, shell


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed at an item, with what its form says."""

    desk: Desk
    item: Item
    form: Form


def speeches_of(session: SessionId) -> Sequence[WrittenSpeech]:
    """The speeches in writing that everyone may read, and therefore quote."""
    house = shell[0].installation.house
    return open_speeches(house, house.view(session, None), session)


def save(desk: Desk, item: Item | None, *, form: Form) -> int:
    """Write what an item says."""
    others = [one for one in room_of(desk.session).items if item is None or one != item.number]
    now = now_in(desk.session)
    values = item_values(form, known=others)
    values |= full_text_values(form, by=desk.label, at_ms=now)
    values |= {"changed_ms": now, "changed_by": desk.label}
    if form.problems:
        return item.number if item else 0
    if item is None:
        return make_item(desk.session, values)
    change_item(desk.session, item.number, values=values)
    return item.number


def release(at: Pressed) -> None:
    """Let it out now, or to the second at a later time."""
    desk, item, form = at.desk, at.item, at.form
    if not item.headline or not item.facts:
        form.wrong(Refusal(409, "press_says_nothing", {}, at_field="facts.en"))
    now = now_in(desk.session)
    out_ms = moment_of_release(form, zone=zone_of(desk.session), now=now)
    if form.problems:
        return
    try:
        release_item(desk.session, item.number, out_ms=out_ms, at_ms=now)
    except SeenAlready:
        form.wrong(Refusal(409, "press_seen_already", {}, at_field="out_at"))


def take_back(at: Pressed) -> None:
    """Take it back; once it was out, with a reason that is shown in its place."""
    desk, item, form = at.desk, at.item, at.form
    now = now_in(desk.session)
    reason = form.words("reason", needed=OFFICIAL if item.is_out(now) else ())
    if not form.problems:
        take_back_item(desk.session, item.number, reason=reason, at_ms=now)


def drop(at: Pressed) -> None:
    """Delete a draft."""
    drop_item(at.desk.session, at.item.number)


def quote_entry(at: Pressed) -> None:
    """Quote an entry of the record by its position; its words stay where they are."""
    desk, item, form = at.desk, at.item, at.form
    position = whole(form.posted.get("entry"))
    view = shell[0].installation.house.view(desk.session, None)
    seen = of_entry(view, Quotation(number=0, kind=RECORD, entry=position))
    if seen.said is None:
        form.wrong(Refusal(422, "press_no_entry", {"position": position}, at_field="entry"))
        return
    say = shell[0].installation.house.phrases.say
    said = [say(seen.said.key, code, view.names, **seen.said.facts) for code in OFFICIAL]
    if max(map(len, said)) > LONGEST_QUOTATION:
        form.wrong(Refusal(422, "press_too_long", {"n": LONGEST_QUOTATION}, at_field="entry"))
        return
    values = {"kind": RECORD, "entry": position}
    add_quotation(desk.session, item.number, values=values)


def quote_speech(at: Pressed) -> None:
    """Quote a sentence of an open speech by where it stands; its words stay where they are."""
    desk, item, form = at.desk, at.item, at.form
    number, _, place = form.posted.get("passage", "").partition(":")
    for speech in speeches_of(desk.session):
        kept = words_of(shell[0].installation.house, desk.session, speech)
        for one in passages(kept.paragraphs) if kept else ():
            if (str(speech.number), f"{one.paragraph}:{one.sentence}") == (number, place):
                values = record_quotation(speech, one)
                add_quotation(desk.session, item.number, values=values)
                return
    form.wrong(Refusal(422, "press_no_passage", {}, at_field="passage"))


def quote_report(at: Pressed) -> None:
    """Quote what somebody reported."""
    desk, item, form = at.desk, at.item, at.form
    names = shell[0].installation.names.of(desk.session)
    values = reported_values(form, names)
    if not form.problems:
        add_quotation(desk.session, item.number, values=values)


def unquote(at: Pressed) -> None:
    """Take a quotation out."""
    number = whole(at.form.posted.get("quotation"))
    drop_quotation(at.desk.session, at.item.number, quotation=number)


def picture(at: Pressed) -> None:
    """Add a picture of which everything is known."""
    desk, item, form = at.desk, at.item, at.form
    values = picture_values(form)
    values |= {"at_ms": now_in(desk.session), "by": desk.label}
    try:
        raw = uploaded(desk.request, "picture")
        if not form.problems:
            add_picture(desk.session, item.number, raw=raw, values=values)
    except MediaFault as fault:
        form.wrong(Refusal(422, fault.reason_key, fault.facts, at_field="picture"))


def frame(at: Pressed) -> None:
    """Add an empty frame."""
    desk, item, form = at.desk, at.item, at.form
    values = frame_values(form)
    if not form.problems:
        add_frame(desk.session, item.number, values=values)


def unpicture(at: Pressed) -> None:
    """Take a picture or a frame out."""
    number = whole(at.form.posted.get("of_picture"))
    drop_picture(at.desk.session, at.item.number, picture=number)


DONE: Mapping[str, Callable[[Pressed], None]] = {
    "release": release,
    "take_back": take_back,
    "drop": drop,
    "quote_entry": quote_entry,
    "quote_speech": quote_speech,
    "quote_report": quote_report,
    "unquote": unquote,
    "picture": picture,
    "frame": frame,
    "unpicture": unpicture,
}
# What readers of an item that is out are told of: that it was changed, and when.
CHANGES = frozenset(DONE) - {"release", "take_back", "drop"}
