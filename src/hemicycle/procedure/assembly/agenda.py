"""Agenda items and how far each has come."""

from dataclasses import dataclass
from typing import NewType

from .session import Words

ItemId = NewType("ItemId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One matter on a body's agenda; `stage` is placed, taken_up or concluded."""

    id: ItemId
    title: Words
    stage: str = "placed"
