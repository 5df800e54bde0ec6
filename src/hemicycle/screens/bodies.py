"""The bodies of a session: what each is, who presides, when it sat, what it has before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Body, ItemId
from hemicycle.procedure.kernel import BodyId, Phrase
from hemicycle.procedure.rules.contests import MEMBERS
from hemicycle.procedure.rules.programme_of import of_body
from hemicycle.screens.ahead import ahead_of
from hemicycle.screens.decisions import Result, results
from hemicycle.screens.reported import ReportLine, line_of
from hemicycle.screens.sittings_seen import SittingSeen, sittings
from hemicycle.screens.speeches import SpeechSeen, speeches
from hemicycle.screens.text_list import TextLine, lines_of_body
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """One body of the list, with how much there is of it."""

    body: Body
    decisions: int
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """All bodies in the order in which they were constituted."""

    bodies: Sequence[BodyLine]
    is_reported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage:
    """One body. Of a reported session it holds only what is `told`.

    `ahead` is what is to be known of an item before it is taken up.
    """

    body: Body
    sittings: Sequence[SittingSeen]
    texts: Sequence[TextLine]
    decisions: Sequence[Result]
    heard: Sequence[SpeechSeen]
    told: Sequence[ReportLine]
    is_reported: bool
    has_programme: bool = False
    ahead: Mapping[ItemId, Sequence[Phrase]] = field(default_factory=dict)
    decides_credentials: bool = False


def bodies(view: View) -> Bodies:
    """The list, the same for everybody."""
    taken = [one.question.body for one in view.assembly.decisions.values()]
    told = [one.body for one in view.assembly.reports]
    return Bodies(
        bodies=[
            BodyLine(body=one, decisions=taken.count(one.id), told=told.count(one.id))
            for one in view.assembly.bodies.values()
        ],
        is_reported=view.is_reported,
    )


def body_page(view: View, identity: str) -> BodyPage | None:
    """The page of a body, the same for everybody; None where there is no such body."""
    view = as_public(view)
    body = view.assembly.bodies.get(BodyId(identity))
    if body is None:
        return None
    is_told = view.is_reported
    reports = [one for one in view.assembly.reports if one.body == body.id]
    return BodyPage(
        body=body,
        sittings=() if is_told else [one for one in sittings(view) if one.body == body.id],
        texts=lines_of_body(view, body.id),
        decisions=() if is_told else results(view, body.id),
        heard=() if is_told else [one for one in speeches(view) if one.body == body.id],
        told=[line_of(view, one) for one in reports] if is_told else (),
        is_reported=is_told,
        has_programme=bool(of_body(view.assembly, body.id)),
        ahead={one.id: ahead_of(view, body, item=one) for one in body.items.values()},
        decides_credentials=decides_credentials(view, body),
    )


def decides_credentials(view: View, body: Body) -> bool:
    """Whether this is the body that decides on credentials, under rules by which one does."""
    return body.organ == "assembly" and view.rules.choice("credentials.contested_by") == MEMBERS
