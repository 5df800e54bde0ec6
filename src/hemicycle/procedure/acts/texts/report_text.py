"""Report a text that a committee has adopted to the body that decides on it.

Article: texts.reporting, agenda.items, texts.lodging
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, TextId, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_presiding
from hemicycle.procedure.rules.lodged_texts import text_outcome
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText(Act):
    """Who presides over the committee, or the secretariat for it, reports a text to `to`."""

    text: TextId
    to: BodyId
    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReported(Entry):
    """The text is before the body `to`, as the committee adopted it by that question."""

    text: TextId
    symbol: str
    to: BodyId
    title: Words
    item: ItemId
    question: int


def decide(rules: Rulebook, assembly: Assembly, act: ReportText) -> list[Entry]:
    """Record the report.

    Out of order: the body is unknown; the actor neither presides nor is of the secretariat; there
    is no such text, or the body has not adopted it; it goes to the body itself; the item is not on
    the agenda there.
    """
    body = require_body(assembly, act.body)
    if not is_of_secretariat(assembly, act.by):
        require_presiding(assembly, body, act.by)
    text = assembly.texts.get(act.text)
    if text is None or text.body != body.id:
        raise OutOfOrder("texts.lodging", "no_such_text", symbol=act.text)
    if text_outcome(assembly, text) != "adopted":
        raise OutOfOrder("texts.reporting", "text_not_adopted_here", symbol=text.symbol)
    to = require_body(assembly, act.to)
    if to.id == body.id:
        raise OutOfOrder("texts.reporting", "reported_to_itself", title=body.title)
    if act.item and act.item not in to.items:
        raise OutOfOrder("agenda.items", "no_such_item", item=act.item)
    return [
        TextReported(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            to=to.id,
            title=to.title,
            item=act.item or to.item,
            question=text.questions[-1],
        )
    ]


def apply(assembly: Assembly, entry: TextReported) -> Assembly:
    text = assembly.texts[entry.text]
    adopted = (*text.adopted_in, (text.body, entry.question))
    reported = replace(text, body=entry.to, item=entry.item, questions=(), adopted_in=adopted)
    return assembly.with_text(reported)


def minute(entry: TextReported) -> Phrase:
    return Phrase("minute.text_reported", symbol=entry.symbol, title=entry.title)


KIND = Kind(
    ReportText,
    decide,
    {TextReported: apply},
    {TextReported: minute},
    "reports {text} to {to}[ on item {item}]",
)
