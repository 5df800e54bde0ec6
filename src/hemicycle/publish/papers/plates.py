"""Name plates: an A4 sheet folded once, to be read from ten metres from either side."""

from collections.abc import Sequence

from hemicycle.publish.papers.occasion import Occasion, name_values
from hemicycle.publish.papers.participants import Row
from hemicycle.publish.papers.typesetting import Paper


def delegation_plates(occasion: Occasion, rows: Sequence[Row]) -> Paper:
    """A plate for each delegation."""
    plates = [
        {"large": row["names"][occasion.language]["short"], "small": "", "own": "", "rtl": False}
        for row in rows
    ]
    title = occasion.say("title.delegation_plates")
    return occasion.paper("plates", title, values={"plates": plates})


def person_plates(occasion: Occasion, rows: Sequence[Row]) -> Paper:
    """A plate for each person, with the delegation below."""
    plates = []
    for row in rows:
        for person in row["people"]:
            name = name_values(person)
            latin = " ".join(filter(None, (name["given"], name["family"])))
            plates.append(
                {
                    **name,
                    "large": latin or name["own"],
                    "own": name["own"] if latin else "",
                    "small": row["names"][occasion.language]["short"],
                }
            )
    return occasion.paper("plates", occasion.say("title.person_plates"), values={"plates": plates})
