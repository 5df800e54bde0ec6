"""What a house needs when screens fail: its state, the roll, ballot sheets, speakers, the texts.

Two tellers enter the sheets apart; nothing on them is a vote before that.
"""

from collections.abc import Sequence
from typing import TypedDict

from hemicycle.phrases.formats import moment
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.typesetting import Paper

WORDS = (
    *("pack.state", "pack.roll", "pack.delegation", "pack.entitled", "pack.castable"),
    *("pack.for", "pack.against", "pack.abstain", "pack.signature", "pack.yes_means"),
    *("pack.sheet_note", "pack.teller", "pack.total", "pack.speakers", "pack.texts"),
    "pack.question",
)


class PackLine(TypedDict):
    """One line of the roll, and one sheet. Units: votes."""

    name: str
    entitled: int
    castable: int


class PackText(TypedDict):
    """One text as it stands: what it is called, and its paragraphs with their numbers."""

    symbol: str
    title: str
    language: str
    paragraphs: Sequence[tuple[str, str]]


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


def paper_pack(
    occasion: Occasion,
    state: PackState,
    *,
    roll: Sequence[PackLine],
    texts: Sequence[PackText] = (),
) -> Paper:
    """The whole pack, in the language of the occasion; each page says as of when it is."""
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
    made = moment(Instant(occasion.made_s * 1000), occasion.session.zone)
    as_of = occasion.say("pack.as_of", made_at=f"{made:%Y-%m-%d %H:%M %Z}", n=state["position"])
    return occasion.paper(
        "paper_pack",
        occasion.say("title.paper_pack"),
        values={
            "words": occasion.words(*WORDS),
            "facts": facts,
            "question": state["question"],
            "yes_means": state["yes_means"],
            "roll": list(roll),
            "waiting": list(state["waiting"]),
            "texts": list(texts),
            "as_of": as_of,
        },
    )
