"""One item of an agenda with all that came of it: texts, decisions, speeches, what is ahead."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, Item
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.ahead import ahead_of
from hemicycle.screens.decisions import Result, results
from hemicycle.screens.speeches import SpeechSeen, speeches
from hemicycle.screens.text_list import TextLine, lines_of_body
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item; `is_now` while it is before its body, `ahead` what is to be known before that.

    `has_requests` where requests for an emergency item were decided under it, or led to it.
    """

    body: Body
    item: Item
    is_now: bool
    ahead: Sequence[Phrase]
    texts: Sequence[TextLine]
    decisions: Sequence[Result]
    heard: Sequence[SpeechSeen]
    has_requests: bool


def item_page(view: View, address: str) -> ItemPage | None:
    """The page of an item, as in plenary-4, the same for everybody; None where there is none."""
    view = as_public(view)
    found = {
        f"{body.id}-{item.id}": (body, item)
        for body in view.assembly.bodies.values()
        for item in body.items.values()
    }
    if address not in found:
        return None
    body, item = found[address]
    decisions = [one for one in results(view, body.id) if one.question.item == item.id]
    return ItemPage(
        body=body,
        item=item,
        is_now=body.item == item.id and not item.is_over,
        ahead=ahead_of(view, body, item=item),
        texts=[one for one in lines_of_body(view, body.id) if one.text.item == item.id],
        decisions=decisions,
        heard=[one for one in speeches(view) if (one.body, one.item) == (body.id, item.id)],
        has_requests=led_to(body, item) or bool(asked_on(body) & numbers_of(decisions)),
    )


def led_to(body: Body, item: Item) -> bool:
    """Whether the item is the one that was chosen among requests."""
    return body.emergency.choice is not None and body.emergency.choice.item == item.id


def asked_on(body: Body) -> frozenset[int]:
    """The questions that were put on requests for an emergency item."""
    requests = body.emergency.requests.values()
    return frozenset(number for request in requests for number in request.questions)


def numbers_of(decisions: Sequence[Result]) -> frozenset[int]:
    """The questions that were decided."""
    return frozenset(one.question.number for one in decisions)
