"""Withdraw an amendment before its vote; another may take it up.

Article: amendments.withdrawal
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_mover,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAmendment(Act):
    """Whoever moved an amendment takes it back, by hand or by the secretariat."""

    text: TextId
    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWithdrawn(Entry):
    """The amendment will not be put, unless another takes it up."""

    text: TextId
    symbol: str
    amendment: int


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawAmendment) -> list[Entry]:
    """Record the withdrawal.

    Out of order: no such text or amendment; it is before the body or decided; the actor is neither
    of the secretariat nor of the delegation that moved it.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    amendment = require_amendment(text, act.amendment)
    require_undecided(assembly, amendment)
    if not is_of_secretariat(assembly, act.by):
        delegation = require_mover(rules, assembly, act)
        if delegation != amendment.mover:
            raise OutOfOrder(
                "amendments.withdrawal", "amendment_of_another", delegation=amendment.mover
            )
    return [
        AmendmentWithdrawn(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
        )
    ]


def apply(assembly: Assembly, entry: AmendmentWithdrawn) -> Assembly:
    text = assembly.texts[entry.text]
    withdrawn = replace(text.amendments[entry.amendment], withdrawn_at=entry.at)
    return assembly.with_text(text.with_amendment(withdrawn))


def minute(entry: AmendmentWithdrawn) -> Phrase:
    return Phrase("minute.amendment_withdrawn", amendment=entry.amendment, symbol=entry.symbol)


KIND = Kind(
    WithdrawAmendment,
    decide,
    {AmendmentWithdrawn: apply},
    {AmendmentWithdrawn: minute},
    "withdraws amendment {amendment} to {text}",
)
