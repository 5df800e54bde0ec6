"""What stands in the press rooms of the demo, written as the desk would write it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hemicycle.demo.scenario import Header
from hemicycle.demo.sessions import Demo
from hemicycle.demo.speeches import HERE as SPEECHES
from hemicycle.handed_in.sealed import opened
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.press_item import RECORD, REPORTED
from hemicycle.web.house import House

FILE = Path(__file__).parent / "press_items.toml"
OF_AN_ITEM = ("headline", "facts", "publisher", "day", "language", "link", "earlier")


def bring_press_items(house: House, demo: Demo, session: SessionId) -> None:
    """Fill the press room of a session of the demo, where it is still empty."""
    from hemicycle.secretariat.press_room import keep_office, load_press_room

    if house.press_room_of(session).items:
        return
    is_reported = session == demo.reported.header.session
    header = (demo.reported if is_reported else demo.player.scenario).header
    known = tomllib.loads(FILE.read_text(encoding="utf-8"))
    kind = "reported" if is_reported else "rehearsal"
    for item in known["item"]:
        if item["session"] == kind:
            bring_item(session, item, header=header)
    office = known["office"].get(kind)
    if office:
        keep_office(session, office)
    house.press_rooms.put(session, load_press_room(session))


def bring_item(session: SessionId, item: Mapping[str, Any], *, header: Header) -> None:
    """One item with its quotations and frames, released."""
    from hemicycle.secretariat.press_room import add_frame, add_quotation, make_item, release_item

    number = make_item(session, {name: item[name] for name in OF_AN_ITEM if name in item})
    for values in quotations(item):
        add_quotation(session, number, values=values)
    for frame in item.get("picture", ()):
        add_frame(session, number, values=frame)
    release_item(session, number, out_ms=out_ms(item, header), at_ms=0)


def quotations(item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The quotations of an item as they are kept: of a speech, its fingerprint and the place."""
    for one in item.get("quotation", ()):
        is_record = "speech" in one or "entry" in one
        values = {name: value for name, value in one.items() if name != "file"}
        if "file" in one:
            sealed = opened((SPEECHES / f"{one['file']}.txt").read_bytes(), {})
            values["sha256"] = sealed.sha256
        yield {**values, "kind": RECORD if is_record else REPORTED}


def out_ms(item: Mapping[str, Any], header: Header) -> int:
    """When an item comes out: a time of the rehearsal's day, or the day of the report."""
    day = date.fromisoformat(item.get("day") or str(header.date))
    at = time.fromisoformat(item.get("out", "00:00:00"))
    return round(datetime.combine(day, at, ZoneInfo(header.zone)).timestamp()) * 1000
