"""A delegate's telephone beside the vote: the floor, the day, and the texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, Delegation, Deputisation, Item, Question, Words
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.emergency import takes_requests
from hemicycle.screens.act_subjects import body_of, latest_decision, points
from hemicycle.screens.acts_offered import Locked, Offer, acts_offered
from hemicycle.screens.coming_lists import ComingList, coming_lists
from hemicycle.screens.decisions import Result, results
from hemicycle.screens.floor_seen import FloorSeen, floor_seen
from hemicycle.screens.motion_subjects import motions_in_order
from hemicycle.screens.seat import Seat, seat
from hemicycle.screens.seat_subjects import colleagues, deputisations, seated_delegates
from hemicycle.screens.stand_ins import StandInsSeen, stand_ins
from hemicycle.screens.text_list import TextLine, text_list
from hemicycle.screens.time_to_floor import Wait, wait_for
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The viewer's place on the list; 0 when not on it. Units: seconds until the turn."""

    place: int
    waiting: int
    wait: Wait
    about_at: Instant
    limit_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPage:
    """Who speaks, what the viewer may ask for, and what not and why."""

    seat: Seat
    body: BodyId
    title: Words
    sitting: int
    is_suspended: bool
    item: Item | None
    floor: FloorSeen
    line: Line
    coming: tuple[ComingList, ...]
    offers: dict[str, Offer]
    sides: tuple[Offer, ...]
    motions: tuple[str, ...]
    locked: tuple[Locked, ...]
    rules: tuple[str, ...]
    point_limit_s: int
    decided: Question | None
    bodies: tuple[Body, ...]
    colleagues: tuple[MemberId, ...]
    stand_ins: StandInsSeen | None
    own_delegates: tuple[MemberId, ...]
    named: Mapping[MemberId, str]
    deputisations: tuple[Deputisation, ...]
    session_ends_on: str


def floor(view: View) -> FloorPage:
    """The page on which a delegate asks for the floor."""
    body = body_of(view)
    offers, locked = acts_offered(view, "delegate")
    decision = latest_decision(view)
    delegation = view.assembly.delegation_of(view.viewer.member)
    return FloorPage(
        seat=seat(view),
        body=body.id,
        title=body.title,
        sitting=body.sitting.number if body.sitting else 0,
        is_suspended=body.sitting is not None and body.sitting.is_suspended,
        item=body.items.get(body.item),
        floor=floor_seen(view),
        line=line(view, body),
        coming=coming_lists(view, body),
        offers={offer.name: offer for offer in offers},
        sides=tuple(offer for offer in offers if offer.name == "speak_on_motion"),
        motions=motions_in_order(view) if "move_motion" in {one.name for one in offers} else (),
        locked=tuple(one for one in locked if not one.is_quiet),
        rules=points(view),
        point_limit_s=limit_s(view, "point_of_order"),
        decided=decision.question if decision else None,
        bodies=tuple(view.assembly.bodies.values()),
        colleagues=colleagues(view),
        stand_ins=stand_ins(view),
        own_delegates=seated_delegates(view, delegation) if delegation else (),
        named=body.seats.get(delegation.id, {}) if delegation else {},
        deputisations=tuple(
            one for one in deputisations(view, body) if view.viewer.member in (one.member, one.to)
        ),
        session_ends_on=view.assembly.session.ends_on if view.assembly.session else "",
    )


def limit_s(view: View, purpose: str) -> int:
    """Seconds the viewer may speak for a purpose."""
    member = view.viewer.member
    if member not in view.assembly.people:
        return 0
    return view.rules.speaking_time_s(view.assembly, member, purpose)


def line(view: View, body: Body) -> Line:
    """Where the viewer stands on the list, and about how long the wait is."""
    places, member = body.speakers_list.places, view.viewer.member
    place = next((n for n, one in enumerate(places, 1) if one.member == member), 0)
    wait = wait_for(view, body, places[: place - 1] if place else places)
    return Line(
        place=place,
        waiting=len(places),
        wait=wait,
        about_at=Instant(view.at + 1000 * wait.about_s),
        limit_s=limit_s(view, "speech"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyToday:
    """One body on the page of the day."""

    body: BodyId
    title: Words
    sitting: int
    is_suspended: bool
    presiding: MemberId
    item: Item | None
    items: tuple[Item, ...]
    holder: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What is on today, and the own delegation."""

    seat: Seat
    bodies: tuple[BodyToday, ...]
    delegation: Delegation | None
    present: frozenset[MemberId]


def today(view: View) -> Today:
    """The page of the day."""
    assembly = view.assembly
    return Today(
        seat=seat(view),
        bodies=tuple(body_today(body) for body in assembly.bodies.values()),
        delegation=assembly.delegation_of(view.viewer.member),
        present=body_of(view).present,
    )


def body_today(body: Body) -> BodyToday:
    """One body with its agenda and how far it has come."""
    return BodyToday(
        body=body.id,
        title=body.title,
        sitting=body.sitting.number if body.sitting else 0,
        is_suspended=body.sitting is not None and body.sitting.is_suspended,
        presiding=body.presiding,
        item=body.items.get(body.item),
        items=tuple(body.items.values()),
        holder=body.floor.holder,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The questions as they were put, and what was decided on them.

    `takes_requests` where delegations ask the body for an emergency item.
    """

    seat: Seat
    takes_requests: bool
    texts: Sequence[TextLine]
    pending: tuple[Question, ...]
    decided: tuple[Result, ...]


def texts(view: View) -> Texts:
    """The page of texts: drafts, questions before the bodies, then decisions, latest first."""
    pending = (body.question for body in view.assembly.bodies.values())
    return Texts(
        seat=seat(view),
        takes_requests=takes_requests(view.rules, body_of(view)),
        texts=[line for of_body in text_list(view) for line in of_body.lines],
        pending=tuple(question for question in pending if question),
        decided=results(view),
    )
