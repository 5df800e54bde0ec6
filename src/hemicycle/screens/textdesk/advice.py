"""The page of a Rapporteur: the own advice on each amendment, in the order of the floor."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.recommend_on_amendment import (
    RECOMMENDATIONS,
    RecommendOnAmendment,
)
from hemicycle.procedure.assembly import Text
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import OPEN_STAGES, stage_of, voting_order
from hemicycle.screens.textdesk.seen import (
    AmendmentSeen,
    amendment_seen,
    in_body_of,
    text_at,
    why_not,
)
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """One amendment, at its place in the order of the floor; `refused` says why not to advise."""

    place: int
    seen: AmendmentSeen
    refused: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvicePage:
    """Everything a Rapporteur needs on one text; `without` amendments have no advice yet."""

    text: Text
    body: str
    is_rapporteur: bool
    lines: Sequence[Advised]
    without: int
    recommendations: Sequence[str] = RECOMMENDATIONS


def advice(view: View, wanted: str) -> AdvicePage | None:
    """The page of the text that is asked for, as the viewer works on it."""
    text = text_at(view, wanted)
    if text is None:
        return None
    view = in_body_of(view, text)
    order = voting_order(view.rules, text)
    open_ones = [
        n for n in order if stage_of(view.assembly, text, text.amendments[n]) in OPEN_STAGES
    ]
    return AdvicePage(
        text=text,
        body=text.body,
        is_rapporteur=bool(view.viewer.member) and view.viewer.member in text.rapporteurs,
        lines=[line(view, text, number=n, place=place) for place, n in enumerate(order, 1)],
        without=sum(not text.amendments[n].recommendation for n in open_ones),
    )


def line(view: View, text: Text, *, number: int, place: int) -> Advised:
    """One amendment, and whether the viewer may advise on it now."""
    act = view.act(RecommendOnAmendment, text=text.id, amendment=number, recommendation="for")
    return Advised(
        place=place,
        seen=amendment_seen(view, text, number=number),
        refused=why_not(view, act),
    )
