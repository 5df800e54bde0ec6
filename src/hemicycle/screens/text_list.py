"""The texts of a session, body by body: where each stands, and what a delegation did to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import DelegationId, Text, Words
from hemicycle.procedure.kernel import BodyId, Instant
from hemicycle.screens.reported import Group, told_of
from hemicycle.screens.text_seen import BEFORE_US, Seen
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One text of a list; `open_amendments` are still to be decided."""

    text: Text
    stage: str
    open_amendments: int
    is_closed: bool
    closes_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBody:
    """The texts before one body."""

    body: BodyId
    title: Words
    lines: Sequence[TextLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a session by body; `told` is what others reported of a reported session."""

    bodies: Sequence[OfBody]
    told: Sequence[Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """What a delegation has to do with a text: moved it, sponsors it, its amendments, its names."""

    text: Text
    is_mover: bool
    is_sponsor: bool
    lodged: Sequence[int]
    sponsored: Sequence[int]


def texts(view: View) -> Texts:
    """The page of texts, the same for everybody."""
    return Texts(bodies=text_list(view), told=told_of(view, "text", "stage"))


def text_list(view: View) -> Sequence[OfBody]:
    """All texts by body, those lodged first before; a body without any is left out."""
    lines = [line_of(view, one) for one in view.assembly.texts.values()]
    by_body = (
        OfBody(
            body=body.id,
            title=body.title,
            lines=[one for one in lines if one.text.body == body.id],
        )
        for body in view.assembly.bodies.values()
    )
    return [one for one in by_body if one.lines]


def line_of(view: View, text: Text) -> TextLine:
    """One text as the list tells of it."""
    seen = Seen(view, text, text.language)
    return TextLine(
        text=text,
        stage=seen.stage,
        open_amendments=sum(stage in BEFORE_US for stage in seen.stages.values()),
        is_closed=seen.is_closed,
        closes_at=seen.closes_at,
    )


def lines_of_body(view: View, body: BodyId) -> Sequence[TextLine]:
    """The texts before a body."""
    return [line_of(view, one) for one in view.assembly.texts.values() if one.body == body]


def texts_of_delegation(view: View, delegation: DelegationId) -> Iterator[OwnText]:
    """The texts that a delegation moved, sponsors or would change."""
    for text in view.assembly.texts.values():
        amendments = text.amendments.values()
        own = OwnText(
            text=text,
            is_mover=delegation in text.movers,
            is_sponsor=delegation in text.sponsors,
            lodged=[one.number for one in amendments if one.mover == delegation],
            sponsored=[one.number for one in amendments if delegation in one.sponsors],
        )
        if own.is_mover or own.is_sponsor or own.lodged or own.sponsored:
            yield own
