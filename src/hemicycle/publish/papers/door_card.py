"""The card on the door of a hall: how a telephone joins the Wi-Fi there, and opens the house.

One page for everybody, so it says each thing in three languages.
"""

from collections.abc import Sequence
from typing import Any

from hemicycle.publish.papers.badges import qr_svg
from hemicycle.publish.papers.occasion import Occasion, is_right_to_left
from hemicycle.publish.papers.typesetting import Paper

MEANING = frozenset('\\;,:"')
SENTENCES = ("join", "open", "stay")


def wifi_code(name: str, password: str) -> str:
    """What the code says by which a telephone joins a Wi-Fi."""
    return f"WIFI:T:WPA;S:{escaped(name)};P:{escaped(password)};;"


def escaped(text: str) -> str:
    """A text inside such a code, where some signs mean something."""
    return "".join(f"\\{sign}" if sign in MEANING else sign for sign in text)


def door_card(occasions: Sequence[Occasion], *, name: str, password: str, address: str) -> Paper:
    """The card, in the languages of the occasions, which are of one session; the first names it."""
    first = occasions[0]
    bands = [one.band for one in occasions if one.band]
    paper = first.paper(
        "door_card",
        first.say("title.door_card"),
        values={
            "sessions": [told(one, one.title) for one in occasions],
            "steps": {
                key: [told(one, one.say(f"door.{key}")) for one in occasions] for key in SENTENCES
            },
            "named": [told(one, one.say("door.name")) for one in occasions],
            "secret": [told(one, one.say("door.password")) for one in occasions],
            "name": name,
            "password": password,
            "address": address,
            "wifi_qr": qr_svg(wifi_code(name, password)),
            "house_qr": qr_svg(address),
            "words": first.words("door.wifi_alt", "door.house_alt"),
        },
    )
    return Paper(
        template=paper.template,
        title=paper.title,
        language=paper.language,
        values=paper.values,
        band=" · ".join(dict.fromkeys(bands)),
        made_s=paper.made_s,
        words=paper.words,
    )


def told(occasion: Occasion, text: str) -> dict[str, Any]:
    """A sentence with its language, and which way it runs."""
    return {"language": occasion.language, "text": text, "rtl": is_right_to_left(text)}
