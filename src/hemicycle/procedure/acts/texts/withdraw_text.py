"""Withdraw a draft resolution before the body decides on it.

Article: texts.withdrawal
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.lodged_texts import require_mover, require_text, require_text_not_put
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawText(Act):
    """A mover, or the secretariat for the movers, takes the draft back."""

    text: TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWithdrawn(Entry):
    """The draft is before nobody any more; it stays readable under its symbol."""

    text: TextId
    symbol: str


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawText) -> list[Entry]:
    """Record the withdrawal.

    Out of order: no such text, or it is decided; it is before the body; the actor is neither of
    the secretariat nor of a delegation that moved it.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_text_not_put(body, text)
    if not is_of_secretariat(assembly, act.by):
        delegation = require_mover(rules, assembly, act)
        if delegation not in text.movers:
            raise OutOfOrder("texts.withdrawal", "not_a_mover", symbol=text.symbol)
    return [TextWithdrawn(body=act.body, at=act.at, text=text.id, symbol=text.symbol)]


def apply(assembly: Assembly, entry: TextWithdrawn) -> Assembly:
    return assembly.with_text(replace(assembly.texts[entry.text], withdrawn_at=entry.at))


def minute(entry: TextWithdrawn) -> Phrase:
    return Phrase("minute.text_withdrawn", symbol=entry.symbol)


KIND = Kind(
    WithdrawText,
    decide,
    {TextWithdrawn: apply},
    {TextWithdrawn: minute},
    "withdraws the draft resolution {text}",
)
