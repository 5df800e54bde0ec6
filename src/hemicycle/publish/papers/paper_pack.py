"""What a vote needs when screens fail: the state of the house, the roll, and a sheet for each.

Two tellers enter the sheets apart; nothing on them is a vote before that.
"""

from collections.abc import Sequence
from typing import TypedDict

from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.typesetting import Paper

WORDS = (
    *("pack.state", "pack.roll", "pack.delegation", "pack.entitled", "pack.castable"),
    *("pack.for", "pack.against", "pack.abstain", "pack.signature", "pack.yes_means"),
    *("pack.sheet_note", "pack.teller", "pack.total"),
)


class PackLine(TypedDict):
    """One line of the roll, and one sheet. Units: votes."""

    name: str
    entitled: int
    castable: int


class PackState(TypedDict):
    """What the house was at when the pack was printed."""

    body: str
    sitting: int
    question: str
    yes_means: str
    division: int
    presiding: str
    position: int
    waiting: Sequence[str]


def paper_pack(occasion: Occasion, state: PackState, *, roll: Sequence[PackLine]) -> Paper:
    """The whole pack, in the language of the occasion."""
    facts = [
        occasion.say("pack.body", name=state["body"]),
        occasion.say("pack.position", n=state["position"]),
    ]
    if state["sitting"]:
        facts.append(occasion.say("pack.sitting", number=state["sitting"]))
    if state["presiding"]:
        facts.append(occasion.say("pack.presiding", name=state["presiding"]))
    if state["division"]:
        facts.append(occasion.say("pack.division", number=state["division"]))
    if state["waiting"]:
        facts.append(occasion.say("pack.waiting", names="; ".join(state["waiting"])))
    return occasion.paper(
        "paper_pack",
        occasion.say("title.paper_pack"),
        values={
            "words": occasion.words(*WORDS),
            "facts": facts,
            "question": state["question"],
            "yes_means": state["yes_means"],
            "roll": list(roll),
        },
    )
