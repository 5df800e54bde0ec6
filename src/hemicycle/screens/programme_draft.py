"""The draft of the programme as the desk sees it: by days, with its clashes and what is new."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Room, Slot, Words
from hemicycle.procedure.assembly.programme import SlotChange, SlotId
from hemicycle.procedure.rules.programme_changes import changes
from hemicycle.procedure.rules.programme_clashes import Clash, clashes
from hemicycle.procedure.rules.programme_lines import public_title
from hemicycle.screens.programme_plan import Planned, between, planned
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashSeen:
    """One clash with the slots that meet in it, and when; `room` is what a room is called."""

    clash: Clash
    slots: Sequence[Planned]
    day: str
    hours: str
    room: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft; `seen` tells one state of it from another, `release` is the latest, 0 for none."""

    days: Mapping[str, Sequence[Planned]]
    rooms: Sequence[Room]
    clashes: Sequence[ClashSeen]
    changes: Sequence[tuple[SlotChange, Planned]]
    rooms_changed: bool
    release: int
    seen: str


def draft(view: View, rooms: tuple[Room, ...], slots: tuple[Slot, ...]) -> Draft:
    """The draft as it is now."""
    names = {one.id: one.title for one in rooms}
    releases = view.assembly.programme
    former = releases[-1].slots if releases else ()
    days: dict[str, list[Planned]] = {}
    for slot in slots:
        days.setdefault(slot.day, []).append(planned(view, slot, rooms=names))
    told = {one.slot.id: one for own in days.values() for one in own}
    return Draft(
        days=days,
        rooms=rooms,
        clashes=[
            seen(view, one, told=told, rooms=names)
            for one in clashes(view.rules, view.assembly, slots)
        ],
        changes=[
            (one, planned(view, one.slot, rooms=names)) for one in changes(former, public(slots))
        ],
        rooms_changed=bool(releases) and releases[-1].rooms != rooms,
        release=len(releases),
        seen=hashlib.sha256(repr((rooms, slots)).encode()).hexdigest()[:16],
    )


def public(slots: Sequence[Slot]) -> Sequence[Slot]:
    """The slots as they are published: of closed sittings without their titles."""
    return [replace(one, title=public_title(one)) for one in slots]


def seen(
    view: View, clash: Clash, *, told: Mapping[SlotId, Planned], rooms: Mapping[str, Words]
) -> ClashSeen:
    """One clash with its names."""
    slots = [told[one] for one in clash.slots]
    return ClashSeen(
        clash=clash,
        slots=slots,
        day=slots[0].slot.day,
        hours=between(clash.starts_at, clash.ends_at, zone=view.zone),
        room=rooms.get(clash.about, {}),
    )
