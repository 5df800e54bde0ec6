"""One item of the press room as it is shown, and what of it may be shown at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.view import View
from hemicycle.secretariat.press_item import Item, Office
from hemicycle.web.house import House
from hemicycle.web.press_cards import Card, cards


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSeen:
    """What was reported earlier, with where it leads: an item of ours that is out, or away."""

    words: str
    item: Item | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSeen:
    """One item with its quotations as cards; `is_preview` at the desk, before it is out."""

    item: Item
    cards: Sequence[Card]
    earlier: Sequence[EarlierSeen]
    office: Office | None
    is_preview: bool = False


def item_seen(
    house: House, view: View, session: SessionId, *, item: Item, is_preview: bool = False
) -> ItemSeen:
    """An item as it is shown; another item is named only once that is out too."""
    room = house.press_room_of(session)
    earlier = []
    for one in item.earlier:
        other = room.items.get(one.number)
        is_out = other is not None and other.is_out(view.at)
        if is_out or one.address or one.words:
            shown = other if is_out else None
            earlier.append(EarlierSeen(words=one.words, item=shown, address=one.address))
    return ItemSeen(
        item=item,
        cards=cards(house, view, session, item=item),
        earlier=earlier,
        office=room.office,
        is_preview=is_preview,
    )
