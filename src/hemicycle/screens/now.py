"""The public page of a session: who speaks, what was just decided, what is next."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, Item, Question, Words
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.screens.decisions import Result, results
from hemicycle.screens.hall import OnFloor, mode_of, on_floor
from hemicycle.screens.hemicycle import Hemicycle, hemicycle
from hemicycle.screens.reported import Reported, day_of, reported
from hemicycle.screens.view import View
from hemicycle.screens.visibility import VisibleDivision, as_public, visible_division

NEXT_SHOWN = 3
DECISIONS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNow:
    """What one body is at; `mode` is as on its hall screen."""

    id: BodyId
    title: Words
    mode: str
    sitting: int
    presiding: MemberId
    on_floor: OnFloor | None
    waiting: tuple[MemberId, ...]
    list_is_open: bool
    item: Item | None
    items: tuple[Item, ...]
    question: Question | None
    division: VisibleDivision | None

    @property
    def is_sitting(self) -> bool:
        """Whether the body is at work now."""
        return self.mode not in ("welcome", "suspended", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The public page; `here` is the body in view, `reported` only for a reported session.

    `phase` is before, sitting, between or after.
    """

    phase: str
    at: Instant
    today: str
    here: BodyNow | None
    bodies: tuple[BodyNow, ...]
    latest: Result | None
    latest_seats: Hemicycle | None
    decisions: tuple[Result, ...]
    decisions_taken: int
    reported: Reported | None


def body_now(view: View, body: Body) -> BodyNow:
    """One body as anybody may see it."""
    return BodyNow(
        id=body.id,
        title=body.title,
        mode=mode_of(view, body),
        sitting=body.sitting.number if body.sitting else body.sittings,
        presiding=body.presiding,
        on_floor=on_floor(view, body),
        waiting=body.speakers_list.waiting,
        list_is_open=body.speakers_list.is_open,
        item=body.items.get(body.item),
        items=tuple(body.items.values()),
        question=body.question,
        division=visible_division(view, body.division),
    )


def phase_of(view: View) -> str:
    """Before the first sitting, in one, between two, or after the last day of the session."""
    session, bodies = view.assembly.session, view.assembly.bodies.values()
    if any(body.sitting for body in bodies):
        return "sitting"
    if session and day_of(view.at, session.zone) > session.ends_on:
        return "after"
    return "between" if any(body.sittings for body in bodies) else "before"


def seats_of(view: View, result: Result | None) -> Hemicycle | None:
    """How the delegations voted, where the decision was taken by a division."""
    division = visible_division(view, result.division) if result else None
    return hemicycle(view, division) if division else None


def now(view: View) -> Now:
    """The public page, the same for everybody."""
    view = as_public(view)
    bodies = {body.id: body_now(view, body) for body in view.assembly.bodies.values()}
    taken = results(view)
    latest = taken[0] if taken else None
    return Now(
        phase=phase_of(view),
        at=view.at,
        today=day_of(view.at, view.zone),
        here=bodies.get(view.body),
        bodies=tuple(bodies.values()),
        latest=latest,
        latest_seats=seats_of(view, latest),
        decisions=taken[:DECISIONS_SHOWN],
        decisions_taken=len(taken),
        reported=reported(view),
    )
