"""Take up an amendment that its mover has withdrawn: it stands again, under its number.

Article: amendments.withdrawal
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, TextId
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import require_mover, require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverAmendment(Act):
    """Another delegation takes up an amendment that its mover has withdrawn."""

    text: TextId
    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTakenOver(Entry):
    """The amendment stands again, moved by another."""

    text: TextId
    symbol: str
    amendment: int
    mover: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: TakeOverAmendment) -> list[Entry]:
    """Record who takes it up.

    Out of order: no such text; the amendment was not withdrawn; the actor may not move.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    mover = require_mover(rules, assembly, act)
    amendment = text.amendments.get(act.amendment)
    if amendment is None or not amendment.withdrawn_at or amendment.is_proposed:
        raise OutOfOrder("amendments.withdrawal", "nothing_to_take_up", amendment=act.amendment)
    return [
        AmendmentTakenOver(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            mover=mover,
        )
    ]


def apply(assembly: Assembly, entry: AmendmentTakenOver) -> Assembly:
    text = assembly.texts[entry.text]
    amendment = text.amendments[entry.amendment]
    sponsors = tuple(one for one in amendment.sponsors if one != entry.mover)
    taken = replace(
        amendment,
        withdrawn_at=Instant(0),
        mover=entry.mover,
        sponsors=sponsors,
    )
    return assembly.with_text(text.with_amendment(taken))


def minute(entry: AmendmentTakenOver) -> Phrase:
    return Phrase(
        "minute.amendment_taken_over",
        amendment=entry.amendment,
        symbol=entry.symbol,
        mover=entry.mover,
    )


KIND = Kind(
    TakeOverAmendment,
    decide,
    {AmendmentTakenOver: apply},
    {AmendmentTakenOver: minute},
    "takes over amendment {amendment} to {text}",
)
