"""Refuse a compromise: it is dropped, and the amendments stand as they were.

Article: amendments.compromise
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.compromises import require_waiting
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import require_mover, require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCompromise(Act):
    """A mover keeps the amendment as it is, and does not take the compromise."""

    text: TextId
    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompromiseRefused(Entry):
    """The compromise was never lodged; nobody takes it up."""

    text: TextId
    symbol: str
    amendment: int
    delegation: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: RefuseCompromise) -> list[Entry]:
    """Record the refusal.

    Out of order: no such text; no compromise of that number waits; the actor's delegation moved
    none of the amendments.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    delegation = require_mover(rules, assembly, act)
    require_waiting(text, act.amendment, delegation=delegation)
    return [
        CompromiseRefused(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            delegation=delegation,
        )
    ]


def apply(assembly: Assembly, entry: CompromiseRefused) -> Assembly:
    text = assembly.texts[entry.text]
    dropped = replace(text.amendments[entry.amendment], withdrawn_at=entry.at)
    return assembly.with_text(text.with_amendment(dropped))


def minute(entry: CompromiseRefused) -> Phrase:
    return Phrase(
        "minute.compromise_refused",
        amendment=entry.amendment,
        symbol=entry.symbol,
        delegation=entry.delegation,
    )


KIND = Kind(
    RefuseCompromise,
    decide,
    {CompromiseRefused: apply},
    {CompromiseRefused: minute},
    "refuses compromise {amendment} on {text}",
)
