"""The list of participants: delegation by delegation, with figures that say what they count."""

from collections.abc import Mapping, Sequence
from typing import Any

from hemicycle.publish.papers.occasion import Occasion, name_values
from hemicycle.publish.papers.typesetting import Paper

Row = Mapping[str, Any]
SEATED = ("head", "delegate")
STATUSES_OF_OBSERVERS = ("observer", "event_observer")
OTHERS = ("adviser", "delegation_secretary", "honorary_member")


def list_of_participants(
    occasion: Occasion, rows: Sequence[Row], *, standing: str, revision: int, is_draft: bool = False
) -> Paper:
    """The list as it is published, or as a draft of that."""
    title = title_of(occasion, standing, revision=revision)
    if is_draft:
        title = occasion.say("draft", title=title)
    values = {
        "scope": occasion.say(f"scope.{standing}"),
        "disclaimer": occasion.texts.get("disclaimer", ""),
        "delegations": [delegation(occasion, row) for row in rows],
        "figures": [
            {
                "category": occasion.say(f"figure.{name}"),
                "number": number,
                "counts": occasion.say(f"counts.{name}"),
            }
            for name, number in figures(rows).items()
        ],
        "words": occasion.words("figures", "category", "number", "counts"),
    }
    return occasion.paper("participants", title, values=values)


def title_of(occasion: Occasion, standing: str, *, revision: int) -> str:
    """What an edition is called: "Provisional list of participants, Rev. 2"."""
    title = occasion.say(f"list.{standing}")
    return occasion.say("revision", title=title, number=revision) if revision else title


def delegation(occasion: Occasion, row: Row) -> dict[str, Any]:
    """One delegation as the template sets it."""
    status = row["status"]
    return {
        "name": row["names"][occasion.language]["name"],
        "note": occasion.say(f"status.{status}") if status else "",
        "people": [
            {**name_values(one), "capacity": occasion.say(f"capacity.{one['capacity']}")}
            for one in row["people"]
        ],
    }


def figures(rows: Sequence[Row]) -> dict[str, int]:
    """How many there are of each kind; every person is counted once."""
    seated = {row["id"]: sum(one["capacity"] in SEATED for one in row["people"]) for row in rows}

    def delegations(*statuses: str) -> list[str]:
        return [row["id"] for row in rows if row["status"] in statuses]

    members, associates = delegations("member"), delegations("associate")
    observers = delegations(*STATUSES_OF_OBSERVERS)
    known = {*members, *associates, *observers}
    others = [row["id"] for row in rows if row["id"] not in known]
    found = {
        "member_delegations": len(members),
        "member_delegates": sum(seated[one] for one in members),
        "associate_delegations": len(associates),
        "associate_delegates": sum(seated[one] for one in associates),
        "observer_delegations": len(observers),
        "observer_delegates": sum(seated[one] for one in observers),
        "other_delegations": len(others),
        "other_delegates": sum(seated[one] for one in others),
    }
    found |= {
        capacity: sum(one["capacity"] == capacity for row in rows for one in row["people"])
        for capacity in OTHERS
    }
    return {**found, "everybody": sum(len(row["people"]) for row in rows)}
