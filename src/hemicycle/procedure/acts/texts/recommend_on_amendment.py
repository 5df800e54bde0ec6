"""Recommend, as Rapporteur, to carry an amendment, to reject it, or to carry it in other words.

Article: amendments.recommendation
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook

RECOMMENDATIONS = ("for", "against", "modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendOnAmendment(Act):
    """A Rapporteur's advice, for, against or modified; `advice` says why, or in which words."""

    text: TextId
    amendment: int
    recommendation: str
    advice: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRecommended(Entry):
    """The advice stands beside the amendment; it decides nothing."""

    text: TextId
    symbol: str
    amendment: int
    recommendation: str
    advice: Words
    rapporteur: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: RecommendOnAmendment) -> list[Entry]:
    """Record the advice; a later one takes its place.

    Out of order: no such text or amendment; it is before the body or decided; the actor is no
    Rapporteur of the text; the advice is none that is known.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_undecided(assembly, require_amendment(text, act.amendment))
    if act.by not in text.rapporteurs:
        raise OutOfOrder("amendments.recommendation", "not_a_rapporteur", symbol=text.symbol)
    if act.recommendation not in RECOMMENDATIONS:
        raise OutOfOrder(
            "amendments.recommendation", "unknown_recommendation", text=act.recommendation
        )
    return [
        AmendmentRecommended(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            recommendation=act.recommendation,
            advice=act.advice,
            rapporteur=act.by,
        )
    ]


def apply(assembly: Assembly, entry: AmendmentRecommended) -> Assembly:
    text = assembly.texts[entry.text]
    advised = replace(
        text.amendments[entry.amendment],
        recommendation=entry.recommendation,
        advice=entry.advice,
    )
    return assembly.with_text(text.with_amendment(advised))


def minute(entry: AmendmentRecommended) -> Phrase:
    return Phrase(
        f"minute.amendment_recommended_{entry.recommendation}",
        amendment=entry.amendment,
        symbol=entry.symbol,
        rapporteur=entry.rapporteur,
    )


KIND = Kind(
    RecommendOnAmendment,
    decide,
    {AmendmentRecommended: apply},
    {AmendmentRecommended: minute},
    "recommends amendment {amendment} to {text}: {recommendation}[ with {advice}]",
)
