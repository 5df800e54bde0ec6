"""Badges: eight on a sheet with cut marks, or one on each page."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import segno

from hemicycle.publish.papers.occasion import Occasion, name_values
from hemicycle.publish.papers.participants import SEATED, STATUSES_OF_OBSERVERS
from hemicycle.publish.papers.typesetting import Paper

SHEET, SINGLE = "sheet", "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeHolder:
    """Somebody who gets a badge: the row of the list, the delegation's row, and the signed code.

    `picture` is a JPEG of 3 to 4, for who agreed to it; empty for everybody else.
    """

    person: Mapping[str, str]
    delegation: Mapping[str, Any]
    code: str
    picture: bytes = b""


def category_of(status: str, capacity: str) -> str:
    """To which category a person belongs, by the parliament's status and the own capacity."""
    if capacity not in SEATED:
        return "accompanying"
    if status == "member":
        return "delegate"
    if status == "associate":
        return "associate"
    return "observer" if status in STATUSES_OF_OBSERVERS else "guest"


def subject_of(person: Mapping[str, str]) -> str:
    """By which id a badge names a person: that of the record, else that of the register."""
    return person["member"] or person["id"]


def qr_svg(text: str, *, error: str = "m") -> str:
    """A QR code as a drawing."""
    return segno.make(text, error=error, micro=False).svg_inline(border=0, omitsize=True)


def badges(occasion: Occasion, holders: Iterable[BadgeHolder], *, layout: str) -> Paper:
    """The badges of some people."""
    values = {
        "layout": layout,
        "badges": [badge(occasion, one) for one in holders],
        "words": occasion.words("photo_alt", "qr_alt"),
    }
    return occasion.paper("badges", occasion.say("title.badges"), values=values)


def badge(occasion: Occasion, holder: BadgeHolder) -> dict[str, Any]:
    """One badge as the template sets it."""
    row, person = holder.delegation, holder.person
    category = category_of(row["status"], person["capacity"])
    return {
        **name_values(person),
        "delegation": row["names"][occasion.language]["short"],
        "capacity": occasion.say(f"capacity.{person['capacity']}"),
        "category": category,
        "category_word": occasion.say(f"category.{category}"),
        "qr": qr_svg(holder.code),
        "photo": framed(holder.picture) if holder.picture else "",
    }


def framed(picture: bytes) -> str:
    """A JPEG as a drawing: text, as everything else that goes to a template."""
    inside = base64.b64encode(picture).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800">'
        f'<image width="600" height="800" href="data:image/jpeg;base64,{inside}"/></svg>'
    )
